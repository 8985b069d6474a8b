import { abilitiesOf } from '@/lib/models'
import type { Keys } from '../request'
import type { Portable } from './portable'
import { textsOf, withTexts } from './texts'

/** Something that looks like a secret, and where it stands. */
export interface Secret {
  path: string
  /** As a sentence says the place: `User message 2`, `Tool get_deploy`, `Host of column B`. */
  place: string
  /** `OpenAI key`, `Private key`. */
  kind: string
  /** A few of its characters, never all. */
  sample: string
  /** The text itself, to take it out. */
  text: string
}

/** By the shapes their makers document; the more special ones stand first. */
const SHAPES: readonly [kind: string, shape: RegExp][] = [
  ['Private key', /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----[^-]{0,8000}(?:-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----)?/g],
  ['Anthropic key', /\bsk-ant-[\w-]{16,}/g],
  ['OpenRouter key', /\bsk-or-[\w-]{16,}/g],
  ['OpenAI key', /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,}/g],
  ['Google key', /\bAIza[\w-]{35}/g],
  ['Google token', /\bya29\.[\w-]{20,}/g],
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['AWS secret key', /\baws_secret_access_key["']?\s{0,4}[=:]\s{0,4}["']?[A-Za-z0-9/+]{40}/gi],
  ['Groq key', /\bgsk_\w{20,}/g],
  ['xAI key', /\bxai-\w{20,}/g],
  ['Perplexity key', /\bpplx-\w{20,}/g],
  ['NVIDIA key', /\bnvapi-[\w-]{20,}/g],
  ['Cerebras key', /\bcsk-\w{20,}/g],
  ['Fireworks key', /\bfw_\w{20,}/g],
  ['Hugging Face token', /\bhf_[A-Za-z]{20,}/g],
  ['Replicate token', /\br8_\w{30,}/g],
  ['GitHub token', /\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,})/g],
  ['GitLab token', /\bglpat-[\w-]{16,}/g],
  ['Slack token', /\bxox[a-z]-[\w-]{10,}/g],
  ['Stripe key', /\b[rs]k_(?:live|test)_\w{16,}/g],
  ['Signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g],
  ['Bearer token', /\bbearer\s{1,4}[\w.~+/-]{16,}={0,2}/gi],
  ['Password in an address', /:\/\/[^\s/:@]{1,200}:[^\s/:@]{1,200}@/g],
  [
    'Value called a key',
    /\b(?:api[_-]?key|client[_-]?secret|access[_-]?token|password)["']?\s{0,4}[:=]\s{0,4}["']?(?=[^\s"',;\d]{0,60}\d)[^\s"',;]{8,}/gi,
  ],
]

/** What of a prompt looks like a secret, and every key of the person's own, which is one for sure. */
export function findSecrets(portable: Portable, keys?: Keys): Secret[] {
  const own = keys ? ownKeys(keys) : []
  return textsOf(portable).flatMap(([path, text]) => {
    if (text.startsWith('data:')) return []
    const place = placeOf(path, portable)
    return secretsIn(text, own).map(found => ({ ...found, path, place, sample: masked(found.text) }))
  })
}

export const REMOVED = '[removed]'

/** The prompt without them; the page's own stays as it is. */
export function withoutSecrets(portable: Portable, secrets: readonly Secret[]): Portable {
  return withTexts(portable, (text, path) =>
    secrets.filter(secret => secret.path === path).reduce((clean, secret) => clean.replaceAll(secret.text, REMOVED), text),
  )
}

function ownKeys({ providers, accessToken }: Keys): [kind: string, key: string][] {
  const named = Object.entries(providers).map(([slot, key]): [string, string] => [`Your key for ${nameOf(slot)}`, key])
  return [...named, ['Your access token', accessToken] as [string, string]].filter(([, key]) => key.length >= 6)
}

function nameOf(slot: string): string {
  return slot.includes(':') ? slot : abilitiesOf(slot, '').vendor
}

/** Each stretch of text once, under the first name that fits. */
function secretsIn(text: string, own: [kind: string, key: string][]): { kind: string; text: string }[] {
  const found = own.filter(([, key]) => text.includes(key)).map(([kind, key]) => ({ kind, text: key }))
  for (const [kind, shape] of SHAPES) {
    for (const [match] of text.matchAll(shape)) {
      if (!found.some(other => other.text.includes(match) || match.includes(other.text))) found.push({ kind, text: match })
    }
  }
  return found
}

/** `sk-pr…`, `AKIA…`: the beginning says which one it is, the end could be looked up. */
function masked(secret: string): string {
  return `${secret.replace(/\s+/g, ' ').slice(0, Math.min(12, Math.ceil(secret.length / 4)))}…`
}

function placeOf(path: string, { messages, params, columns }: Portable): string {
  const message = /^messages\[(\d+)\]/.exec(path)
  if (message) return `${capital(messages[Number(message[1])]!.role)} message ${Number(message[1]) + 1}`
  const tool = /^params\.tools\[(\d+)\]/.exec(path)
  if (tool) return `Tool ${toolName(params.tools?.[Number(tool[1])]) ?? Number(tool[1]) + 1}`
  const column = /^columns\[(\d+)\]\.(host)?/.exec(path)
  if (column) return `${column[2] ? 'Host' : 'Settings'} of column ${columns[Number(column[1])]!.letter}`
  const named = /^(variables\.values|mocks)\.(.+)$/.exec(path)
  if (named) return `${named[1] === 'mocks' ? 'Mocked result of' : 'Variable'} ${named[2]}`
  return path === 'title' ? 'Title' : path.replace(/^params\./, '')
}

function toolName(tool: unknown): string | undefined {
  const { function: inner, custom } = (tool ?? {}) as { function?: { name: string }; custom?: { name: string } }
  return inner?.name ?? custom?.name
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}
