import { GatewayError } from '@/lib/chat/errors'
import { kindOf, noWords } from '../failure'
import { list, record, text } from '../read'

/** OpenAI's `{error: {message, type, code, param}}`, and what compatibles make of it: `{error: "…"}`, `{message}`, `{detail}`. */
export function errorOf(body: unknown, status: number, vendor = 'The provider'): GatewayError {
  const outer = record(body)
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
    .map(
      ({ loc, msg }) =>
        `${list(loc)
          .filter(step => step !== 'body')
          .join('.')}: ${msg}`,
    )
  return sentences.length ? sentences.join('; ') : undefined
}

const word = (value: unknown) => text(value) ?? (typeof value === 'number' ? String(value) : undefined)
