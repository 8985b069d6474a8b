import { randomUUID } from 'node:crypto'
import { own } from '@/lib/util/own'
import { answer } from '../anthropic/answer'
import { asksForRedaction } from '../anthropic/magic'
import { readBody, streamed } from '../body'
import { countTokens } from '../engine'
import { promptTokens } from '../engine/usage'
import { CONVERSE_MODELS } from '../faults'
import { run } from '../run'
import { WireError } from '../wire-error'
import type { World } from '../world'
import { toAsk } from './ask'
import { errorResponse, invalid, shapeError } from './errors'
import { frame as bytesOf } from './frames'
import { toReply } from './reply'
import { type ConverseBody, checkBody } from './request'
import { brokenRule } from './rules'
import { type ConverseEvent, type Frame, toEvents } from './stream'

/**
 * The sandbox as Bedrock's Converse, a Claude of the 4.5 kind. `path` is `/model/converse/converse`, or `…/converse-stream`, which
 * answers in binary frames. Requests are checked as Bedrock and Claude check them, and refused in their shape; rejects only with
 * the reason of a caller who left.
 */
export async function converseFace(request: Request, path: string, world: World): Promise<Response> {
  const requestId = randomUUID()
  const [, id = '', operation] = /^\/model\/([^/]+)\/(converse|converse-stream)$/.exec(path) ?? []
  request.signal.throwIfAborted()
  try {
    if (!operation || request.method !== 'POST') throw new WireError(404, 'UnknownOperationException', 'Unknown operation')
    return await converse(request, decodeURIComponent(id), operation === 'converse-stream', world, requestId)
  } catch (error) {
    request.signal.throwIfAborted()
    const known =
      error instanceof WireError ? error : new WireError(500, 'InternalServerException', `The sandbox failed: ${error}`)
    return errorResponse(known, requestId)
  }
}

async function converse(request: Request, id: string, streams: boolean, world: World, requestId: string): Promise<Response> {
  const start = world.clock.now()
  const model = own(CONVERSE_MODELS, id)
  if (!model) throw unknownModel()
  const { value } = await readBody(request, unreadableBody)
  const body = parseBody(value)
  const ask = toAsk(body, model)
  const place = world.places.take(request)
  if (!place) {
    const headers = { 'retry-after': '1' }
    throw new WireError(429, 'ThrottlingException', 'Too many requests, please wait before trying again.', { headers })
  }
  const frame: Frame = {
    inputTokens: promptTokens(ask, countTokens),
    thinking: asksForRedaction(ask) ? 'redacted' : displayOf(body),
    random: world.random,
    elapsed: () => world.clock.now() - start,
  }
  const events = toEvents(run([answer(ask)], model, world, place.signal), frame)
  const headers = { 'x-amzn-requestid': requestId }
  if (streams) {
    return new Response(streamed(toBytes(events, world.random), place), {
      headers: { ...headers, 'content-type': 'application/vnd.amazon.eventstream' },
    })
  }
  try {
    return Response.json(await toReply(events), { headers })
  } finally {
    place.leave()
  }
}

const PADDING = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Padded as Bedrock does it, so that the length of a frame says nothing about the text in it. */
async function* toBytes(events: AsyncIterable<ConverseEvent>, random: () => number): AsyncGenerator<Uint8Array> {
  for await (const [name, payload] of events) {
    yield bytesOf(name, { ...payload, p: PADDING.slice(0, 1 + Math.floor(random() * PADDING.length)) })
  }
}

function parseBody(value: unknown): ConverseBody {
  const problem = checkBody(value, [])
  if (problem) throw shapeError(problem)
  const body = value as ConverseBody
  const broken = brokenRule(body)
  if (broken) throw broken
  return body
}

function unreadableBody(wrong: 'type' | 'size' | 'json'): WireError {
  if (wrong === 'size') return new WireError(413, 'RequestEntityTooLargeException', 'Request body is too large.')
  if (wrong === 'type') return new WireError(415, 'UnsupportedMediaTypeException', 'The content type must be application/json.')
  return new WireError(400, 'SerializationException', 'The request body is not valid JSON.')
}

const unknownModel = () =>
  invalid(`The provided model identifier is invalid. The sandbox has: ${Object.keys(CONVERSE_MODELS).join(', ')}.`)

const displayOf = ({ additionalModelRequestFields: { thinking } = {} }: ConverseBody): 'summarized' | 'omitted' =>
  thinking?.display === 'omitted' ? 'omitted' : 'summarized'
