import { GatewayError } from '@/lib/chat/errors'
import { checkDepth, parseJson } from '@/lib/util/json'
import type { Incoming } from './incoming'

const HOSTED_BYTES = 4_000_000
const SELF_HOSTED_BYTES = 20_000_000
const MAX_DEPTH = 64

export const bodyLimit = (env: Readonly<Record<string, string | undefined>>) => (env.VERCEL ? HOSTED_BYTES : SELF_HOSTED_BYTES)

/**
 * Reads a JSON object from a request: counted while reading, before parsing. Throws 400, 413 or 415.
 * The content type must be there: a foreign page can send JSON without one, but not with it, unless the browser asks us first.
 */
export async function readBody(incoming: Incoming, limit: number): Promise<{ text: string; parsed: Record<string, unknown> }> {
  const [type = ''] = (incoming.headers.get('content-type') ?? '').split(';').map(part => part.trim())
  if (!/^application\/([\w.+-]+\+)?json$/i.test(type)) {
    throw new GatewayError(
      'unsupported_media_type',
      `The body must be JSON: send content-type: application/json${type ? `, not ${type.slice(0, 64)}` : ''}.`,
      { param: 'content-type' },
    )
  }
  const encoding = incoming.headers.get('content-encoding')?.trim().toLowerCase()
  if (encoding && encoding !== 'identity') {
    const message = `The body must be sent as it is, not ${encoding.slice(0, 64)}: leave content-encoding out.`
    throw new GatewayError('unsupported_media_type', message, { param: 'content-encoding' })
  }
  const text = await readText(incoming, limit)
  const parsed = parseJson(text)
  if (!parsed.ok)
    throw new GatewayError(
      'invalid_request_error',
      text ? parsed.message.replace(/^The text/, 'The body') : 'The body is empty: send a JSON object.',
    )
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    throw new GatewayError('invalid_request_error', 'The body must be a JSON object with model and messages.')
  }
  if (!checkDepth(parsed.value, MAX_DEPTH))
    throw new GatewayError('invalid_request_error', `The body is nested deeper than ${MAX_DEPTH} levels.`)
  return { text, parsed: parsed.value as Record<string, unknown> }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

async function readText({ headers, read }: Incoming, limit: number): Promise<string> {
  const bytes = Number(headers.get('content-length') ?? 0) > limit ? undefined : await read(limit).catch(brokenOff)
  if (!bytes) {
    const message = `The body is larger than ${limit / 1_000_000} MB.`
    throw new GatewayError('request_too_large', message, { code: 'request_too_large' })
  }
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new GatewayError('invalid_request_error', 'The body is not valid UTF-8.', { cause })
  }
}

function brokenOff(cause: unknown): never {
  throw new GatewayError('aborted', 'The caller went away before the whole body was here.', { cause })
}
