import { own } from '@/lib/util/own'
import { readBody, streamed } from '../body'
import { countTokens } from '../engine'
import { promptTokens } from '../engine/usage'
import { ANTHROPIC_MODELS } from '../faults'
import { newId } from '../ids'
import { run } from '../run'
import { WireError } from '../wire-error'
import type { World } from '../world'
import { answer } from './answer'
import { toAsk } from './ask'
import { errorResponse, invalid, shapeError } from './errors'
import { asksForRedaction } from './magic'
import { toMessage } from './reply'
import { checkBody, type MessagesBody } from './request'
import { brokenRule } from './rules'
import { type Frame, type StreamEvent, toEvents } from './stream'

/**
 * The sandbox as Anthropic's Messages API, a Claude of the 4.5 kind. `path` is `/v1/messages`. Requests are checked as
 * Anthropic checks them, and refused in its shape; rejects only with the reason of a caller who left.
 */
export async function anthropicFace(request: Request, path: string, world: World): Promise<Response> {
  const requestId = newId('req_011C', 20, world.random)
  request.signal.throwIfAborted()
  try {
    if (path !== '/v1/messages') throw new WireError(404, 'not_found_error', `Not found: ${path}`)
    if (request.method !== 'POST')
      throw new WireError(405, 'invalid_request_error', 'Method Not Allowed', { headers: { allow: 'POST' } })
    return await messages(request, world, requestId)
  } catch (error) {
    request.signal.throwIfAborted()
    return errorResponse(
      error instanceof WireError ? error : new WireError(500, 'api_error', `The sandbox failed: ${error}`),
      requestId,
    )
  }
}

async function messages(request: Request, world: World, requestId: string): Promise<Response> {
  if (!VERSIONS.includes(version(request))) throw wrongVersion(request)
  const { value } = await readBody(request, unreadableBody)
  const body = parseBody(value)
  const model = own(ANTHROPIC_MODELS, body.model)
  if (!model) throw unknownModel(body.model)
  const ask = toAsk(body, model)
  const place = world.places.take(request)
  if (!place) throw new WireError(529, 'overloaded_error', 'Overloaded', { headers: { 'retry-after': '1' } })
  const frame: Frame = {
    id: newId('msg_01', 22, world.random),
    model: body.model,
    inputTokens: promptTokens(ask, countTokens),
    thinking: asksForRedaction(ask) ? 'redacted' : displayOf(body),
    random: world.random,
  }
  const events = toEvents(run([answer(ask)], model, world, place.signal), frame)
  const headers = { 'request-id': requestId }
  if (body.stream) {
    return new Response(streamed(toLines(events), place), {
      headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    })
  }
  try {
    return Response.json(await toMessage(events), { headers })
  } finally {
    place.leave()
  }
}

async function* toLines(events: AsyncIterable<StreamEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

const VERSIONS = ['2023-06-01', '2023-01-01']
const version = (request: Request) => request.headers.get('anthropic-version') ?? ''

function wrongVersion(request: Request): WireError {
  const sent = version(request)
  return invalid(sent ? `anthropic-version: "${sent}" is not a valid version` : 'anthropic-version: header is required')
}

function parseBody(value: unknown): MessagesBody {
  const problem = checkBody(value, [])
  if (problem) throw shapeError(problem)
  const body = value as MessagesBody
  const broken = brokenRule(body)
  if (broken) throw broken
  return body
}

function unreadableBody(wrong: 'type' | 'size' | 'json'): WireError {
  if (wrong === 'size') return new WireError(413, 'request_too_large', 'Request exceeds the maximum size')
  if (wrong === 'type') return invalid('content-type: must be application/json')
  return invalid('The request body is not valid JSON.')
}

function unknownModel(model: string): WireError {
  return new WireError(404, 'not_found_error', `model: ${model}. The sandbox has: ${Object.keys(ANTHROPIC_MODELS).join(', ')}.`)
}

const displayOf = ({ thinking }: MessagesBody): 'summarized' | 'omitted' =>
  thinking?.type === 'enabled' && thinking.display === 'omitted' ? 'omitted' : 'summarized'
