import type { Model as ListedModel } from 'openai/resources/models'
import { own } from '@/lib/util/own'
import { readBody, streamed } from '../body'
import { generate } from '../engine'
import { halfOf, OPENAI_MODELS } from '../faults'
import { newId } from '../ids'
import { run } from '../run'
import { WireError } from '../wire-error'
import type { World } from '../world'
import { admit } from './admit'
import { toAsks } from './ask'
import { errorResponse, invalid, shapeError, unreadable } from './errors'
import type { ChatEvent, Frame } from './frame'
import { refuse } from './refusal'
import { toReply } from './reply'
import { type ChatBody, checkBody } from './request'
import { brokenRule } from './rules'
import { toEvents } from './stream'

/**
 * The sandbox as OpenAI's chat completions. `path` is `/v1/chat/completions` or `/v1/models`. Requests are checked as OpenAI
 * checks them, and refused in its shape; rejects only with the reason of a caller who left.
 */
export async function openaiFace(request: Request, path: string, world: World): Promise<Response> {
  const headers = { 'x-request-id': newId('req_', 32, world.random), 'openai-version': '2020-10-01' }
  const method = { '/v1/chat/completions': 'POST', '/v1/models': 'GET' }[path]
  request.signal.throwIfAborted()
  try {
    if (!method) throw new WireError(404, 'invalid_request_error', `Invalid URL (${request.method} ${path})`)
    if (request.method !== method) throw wrongMethod(request, path, method)
    return method === 'GET' ? listModels(headers) : await chat(request, world, headers)
  } catch (error) {
    request.signal.throwIfAborted()
    return errorResponse(
      error instanceof WireError ? error : new WireError(500, 'server_error', `The sandbox failed: ${error}`),
      headers,
    )
  }
}

async function chat(request: Request, world: World, headers: Record<string, string>): Promise<Response> {
  const { text, value } = await readBody(request, wrong => unreadableBody(wrong, request))
  const body = parseBody(value)
  const model = own(OPENAI_MODELS, body.model)
  if (!model) throw unknownModel(body.model)
  const asks = toAsks(body, model)
  const place = admit(request, model, text, world)
  const frame: Frame = {
    id: newId('chatcmpl-', 29, world.random),
    created: Math.floor(world.clock.now() / 1000),
    model: body.model,
    service_tier: 'default',
    system_fingerprint: 'fp_sandbox',
  }
  const choices: Iterator<ChatEvent>[] = asks.map(model.fault === 'refuses' ? refuse : generate)
  if (body.stream) {
    const bytes = streamed(toEvents(run(choices, model, world, place.signal), body, frame, world.random), place)
    return new Response(bytes, {
      headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    })
  }
  try {
    const isCut = model.fault === 'cut'
    const steps = run(choices, isCut ? { ...model, fault: undefined } : model, world, place.signal)
    const json = JSON.stringify(await toReply(steps, body, frame, world.random))
    return new Response(isCut ? halfOf(json) : json, { headers: { ...headers, 'content-type': 'application/json' } })
  } finally {
    place.leave()
  }
}

function parseBody(value: unknown): ChatBody {
  const problem = checkBody(value, [])
  if (problem) throw shapeError(problem)
  const body = value as ChatBody
  const broken = brokenRule(body)
  if (broken) throw broken
  return body
}

function unreadableBody(wrong: 'type' | 'size' | 'json', request: Request): WireError {
  if (wrong === 'json') return invalid(null, unreadable)
  if (wrong === 'size') return new WireError(413, 'invalid_request_error', 'Request body too large.')
  const sent = request.headers.get('content-type') ?? ''
  const message = `Unsupported content type: '${sent}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${sent}'. Please try again with a supported content type.`
  return invalid(null, message, 'unsupported_content_type')
}

const wrongMethod = ({ method }: Request, path: string, allowed: string) =>
  new WireError(
    405,
    'invalid_request_error',
    `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use ${allowed}?)`,
    {
      code: 'method_not_supported',
      headers: { allow: allowed },
    },
  )

function unknownModel(model: string): WireError {
  const known = Object.keys(OPENAI_MODELS).join(', ')
  const message = `The model \`${model}\` does not exist or you do not have access to it. The sandbox has: ${known}.`
  return new WireError(404, 'invalid_request_error', message, { code: 'model_not_found' })
}

function listModels(headers: Record<string, string>): Response {
  const data = Object.keys(OPENAI_MODELS).map<ListedModel>(id => ({
    id,
    object: 'model',
    created: 1767225600,
    owned_by: 'sandbox',
  }))
  return Response.json({ object: 'list', data }, { headers })
}
