import { GatewayError } from '@/lib/chat/errors'
import { kindOf, noWords } from '../failure'
import { count, list, record, text } from '../read'

/** OpenAI's `{error: {message, type, code, param}}`, and what compatibles make of it: `{error: "…"}`, `{message}`, `{detail}`. */
export function errorOf(body: unknown, status: number, vendor = 'The provider'): GatewayError {
  const outer = record(Array.isArray(body) ? body[0] : body)
  const error = record(outer.error)
  const message =
    text(error.message) ?? text(outer.error) ?? text(outer.message) ?? text(outer.detail) ?? validation(outer.detail)
  const kind = kindOf(status)
  return new GatewayError(kind, message ?? noWords(vendor, status, body), {
    status,
    type: text(error.type) ?? text(outer.type) ?? kind,
    code: word(error.code) ?? word(outer.code) ?? null,
    param: text(error.param) ?? text(outer.param) ?? null,
  })
}

/** FastAPI's list (Mistral, vLLM): `[{loc: ["body", "stream_options"], msg: "Extra inputs are not permitted"}]`. */
function validation(detail: unknown): string | undefined {
  const sentences = list(detail)
    .map(record)
    .map(({ loc, msg }) => {
      const path = list(loc).filter(step => step !== 'body')
      return path.length ? `${path.join('.')}: ${msg}` : String(msg)
    })
  return sentences.length ? sentences.join('; ') : undefined
}

const word = (value: unknown) => text(value) ?? (typeof value === 'number' ? String(value) : undefined)

/** The error inside an answer or an event that came with a status of 200, in the shapes of OpenAI, xAI, Groq, vLLM and OpenRouter. */
export function errorWithin(value: Record<string, unknown>, vendor: string): GatewayError | undefined {
  const groq = text(record(value.x_groq).error)
  if (groq) return errorOf({ error: groq }, 502, vendor)
  const named = value.error != null && value.error !== false && value.error !== ''
  const bare = value.object === 'error' || (!Array.isArray(value.choices) && !!(text(value.message) ?? text(value.detail)))
  return named || bare ? errorOf(value, statusOf(value), vendor) : undefined
}

const WORDS: readonly [RegExp, number][] = [
  [/rate.?limit|quota|too_many/i, 429],
  [/overloaded|unavailable|capacity/i, 503],
  [/authentication|api_key|unauthorized/i, 401],
  [/permission|forbidden/i, 403],
  [/not_found/i, 404],
  [/timeout/i, 504],
  [/invalid|bad_?request|context_length|content_(filter|policy)/i, 400],
  [/server_error|internal/i, 500],
]

/** The status an error inside a stream stands for. */
function statusOf(value: Record<string, unknown>): number {
  const { code, status, type } = { ...value, ...record(value.error) }
  const number = [code, status].map(count).find(number => number !== undefined && number >= 400 && number < 600)
  const said = [type, code].map(text).join(' ')
  return number ?? WORDS.find(([pattern]) => pattern.test(said))?.[1] ?? 502
}
