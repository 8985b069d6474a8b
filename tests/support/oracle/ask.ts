import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import type { LanguageModelV3, SharedV3ProviderOptions } from '@ai-sdk/provider'
import type { ChatRequest } from '@/lib/chat/types'
import { prepare } from '@/lib/gateway/prepare'
import { callOf } from '../gateway'
import { toOptions } from './options'

export type Wire = 'anthropic' | 'gemini' | 'converse'

type Fetch = typeof globalThis.fetch

const MODELS: Record<Wire, (model: string, fetch: Fetch) => LanguageModelV3> = {
  anthropic: (model, fetch) => createAnthropic({ apiKey: 'k', fetch })(model),
  gemini: (model, fetch) => createGoogleGenerativeAI({ apiKey: 'k', fetch })(model),
  converse: (model, fetch) => createAmazonBedrock({ region: 'us-east-1', apiKey: 'k', fetch })(model),
}
const PROVIDERS: Record<Wire, string> = { anthropic: 'anthropic', gemini: 'gemini', converse: 'bedrock' }

export interface Sent {
  /** The path of the address. */
  path: string
  body: object
}

/** What the AI SDK's provider would send. */
export async function theirs(wire: Wire, request: ChatRequest, options?: SharedV3ProviderOptions): Promise<Sent> {
  let sent: Sent | undefined
  const fetch: Fetch = async (url, init) => {
    sent = { path: pathOf(String(url)), body: JSON.parse(String(init?.body)) }
    throw new Error('captured')
  }
  const model = MODELS[wire](request.model, fetch)
  const call = toOptions(request, options)
  let failure: unknown
  const answer = async () => (request.stream ? await model.doStream(call) : await model.doGenerate(call))
  await answer().catch((cause: unknown) => (failure = cause))
  if (!sent) throw failure
  return sent
}

/** What we would send. */
export function ours(wire: Wire, request: ChatRequest): Sent {
  const { url, body } = prepare({ provider: PROVIDERS[wire] }, callOf(request))
  return { path: pathOf(url), body: JSON.parse(JSON.stringify(body)) }
}

const pathOf = (url: string) => url.replace(/^https:\/\/[^/]+/, '')

export interface Difference {
  /** `messages[0].content[1].text`; a list and another of another length differ at `.length`. */
  path: string
  ours: unknown
  theirs: unknown
}

/** Where two values are not the same, leaf by leaf. */
export function differences(ours: unknown, theirs: unknown, path = ''): Difference[] {
  if (Object.is(ours, theirs)) return []
  const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (!isNode(ours) || !isNode(theirs) || Array.isArray(ours) !== Array.isArray(theirs)) return [{ path, ours, theirs }]
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
  const under = (key: string) => (Array.isArray(ours) ? `${path}[${key}]` : path ? `${path}.${key}` : key)
  return keys.flatMap(key => differences(ours[key], theirs[key], under(key)))
}
