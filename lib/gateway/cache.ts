import { createHash } from 'node:crypto'
import type { ChatCompletion } from '@/lib/chat/types'
import type { CachePlace, Kept } from '@/lib/routing/guards/cache'
import type { Attempt, Call, Target } from '@/lib/routing/types'
import { MOST_VALUE } from '@/lib/store'
import { parseJson } from '@/lib/util/json'
import type { Access } from './access'
import { copiesOf } from './copies'
import { credentialOf } from './credentials'
import { fingerprint } from './named'
import { type Prepared, prepare, refusalOf } from './prepare'
import { redactHeaders } from './redact'
import type { Services } from './services'

/** Raise it when what is kept would be misread. */
const FORM = 1

/**
 * By everything that makes the answer: who pays, where it goes, the namespace, and what is sent but for whether it streams.
 * Metadata and trace ids are none of it.
 */
export function placeIn(access: Access, { env, monotonic }: Services) {
  return (target: Target, call: Call, path: string): CachePlace | undefined => {
    const prepared = preparedWhole(target, call)
    if (!prepared) return undefined
    const { provider, url, headers, text, model, links } = prepared
    let credential: string | undefined
    try {
      credential = credentialOf(provider, target, access, env)
    } catch {
      // The sending says what is missing.
      return undefined
    }
    const { namespace = '' } = call.cache
    const copies = copiesOf(target, call)
    const who = credential === undefined ? '' : fingerprint(credential)
    // Not fetched yet: they stand alike in the text.
    const linked = links.map(link => link.url)
    const parts = [FORM, who, provider.id, model, url, headers, namespace, call.extras, copies, text, ...linked]
    const key = `cache:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`
    return { key, attempt: () => unsent(prepared, path, monotonic() - call.startedAt) }
  }
}

/** As it would be sent were the answer asked for whole. Undefined where it would be refused. */
function preparedWhole(target: Target, call: Call): Prepared | undefined {
  const { stream, stream_options, ...request } = call.request
  try {
    const prepared = prepare(target, { ...call, request })
    return refusalOf(prepared, call.unsupported) ? undefined : prepared
  } catch {
    return undefined
  }
}

const unsent = ({ provider, asTools, model, url, headers, body, notes }: Prepared, path: string, at: number): Attempt => ({
  path,
  provider: provider.id,
  asTools,
  model,
  status: 0,
  ms: 0,
  url,
  headers: redactHeaders(headers),
  body,
  notes,
  marks: { start: at, end: at },
  end: 'done',
  cached: true,
})

/** Reads and writes what is kept; what cannot be read is not there. */
export function keeperOf({ shared, now }: Services) {
  return {
    async read(key: string): Promise<Kept | undefined> {
      const text = await shared.store.get(key)
      const parsed = text === undefined ? undefined : parseJson(text)
      return parsed?.ok ? (parsed.value as Kept) : undefined
    },
    write(key: string, completion: ChatCompletion, maxAge: number) {
      const text = JSON.stringify({ completion, at: now() } satisfies Kept)
      if (text.length <= MOST_VALUE) shared.background.run(() => shared.store.set(key, text, maxAge))
    },
    now,
  }
}
