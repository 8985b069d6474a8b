import { GatewayError } from '@/lib/chat/errors'
import { parseJson } from '@/lib/util/json'
import type { HeaderReader } from './incoming'

/** A header as the caller meant it: HTTP hands bytes over as Latin-1, our callers write UTF-8 or ASCII with escapes. */
export function headerText(headers: HeaderReader, name: string): string | undefined {
  const raw = headers.get(name)
  if (raw === null) return undefined
  if (!/[\x80-\xff]/.test(raw) || /[^\x00-\xff]/.test(raw)) return raw.trim()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(raw, char => char.charCodeAt(0))).trim()
  } catch {
    return raw.trim()
  }
}

/** A header that holds a JSON object. Throws 400 naming the header. */
export function headerObject(headers: HeaderReader, name: string): Record<string, unknown> | undefined {
  const text = headerText(headers, name)
  if (!text) return undefined
  const parsed = parseJson(text)
  if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
    return parsed.value as Record<string, unknown>
  throw new GatewayError('invalid_request_error', `${name} must hold a JSON object.`, { param: name })
}

/** A header with one of a few words. Throws 400 naming them. */
export function headerWord<Word extends string>(headers: HeaderReader, name: string, words: readonly Word[]): Word | undefined {
  const text = headerText(headers, name)?.toLowerCase()
  if (!text) return undefined
  const word = words.find(candidate => candidate === text)
  if (word) return word
  throw new GatewayError('invalid_request_error', `${name} must be ${words.join(' or ')}, not "${text.slice(0, 64)}".`, {
    param: name,
  })
}

/** Every answer carries one, the caller's where there is one. */
export const traceIdOf = (headers: HeaderReader, uuid: () => string) =>
  headerText(headers, 'x-portkey-trace-id')?.slice(0, 256) || uuid()

/** Header values are ASCII; what a caller sent otherwise comes back percent-encoded, half of a surrogate pair as U+FFFD. */
export const ascii = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text : percent(text))

export const percent = (text: string) => encodeURIComponent(text.toWellFormed())
