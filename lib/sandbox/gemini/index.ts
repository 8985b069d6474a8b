import { own } from '@/lib/util/own'
import { readBody, streamed } from '../body'
import { countTokens, generate } from '../engine'
import { promptTokens } from '../engine/usage'
import { GEMINI_MODELS } from '../faults'
import { newId } from '../ids'
import { run } from '../run'
import { WireError } from '../wire-error'
import type { World } from '../world'
import { toAsks } from './ask'
import { errorResponse, invalid, shapeError } from './errors'
import { toReply } from './reply'
import { checkBody, type GenerateBody } from './request'
import { brokenRule, MOST_TOKENS } from './rules'
import { type Frame, type Piece, toPieces } from './stream'

/**
 * The sandbox as Google's generateContent, a Gemini 2.5 that gives log probabilities. `path` is `/v1beta/models` or
 * `/v1beta/models/gemini:generateContent`, or `:streamGenerateContent`, with `alt=sse` as events and without as a list.
 * Requests are checked as Google checks them, and refused in its shape; rejects only with the reason of a caller who left.
 */
export async function geminiFace(request: Request, path: string, world: World): Promise<Response> {
  const asEvents = new URL(request.url).searchParams.get('alt') === 'sse'
  const [, model, method] = /^\/v1beta\/models\/([^/:]+)(?::(\w+))?$/.exec(path) ?? []
  request.signal.throwIfAborted()
  try {
    if (path === '/v1beta/models' && request.method === 'GET')
      return Response.json({ models: Object.keys(GEMINI_MODELS).map(card) })
    if (!model) throw new WireError(404, 'NOT_FOUND', `The requested URL ${path} was not found on this server.`)
    if (!own(GEMINI_MODELS, model)) throw unknownModel(model, method)
    if (!method && request.method === 'GET') return Response.json(card(model))
    if (request.method !== 'POST' || !(method === 'generateContent' || method === 'streamGenerateContent'))
      throw unknownModel(model, method)
    return await answer(request, model, method === 'streamGenerateContent', asEvents, world)
  } catch (error) {
    request.signal.throwIfAborted()
    const known = error instanceof WireError ? error : new WireError(500, 'INTERNAL', `The sandbox failed: ${error}`)
    return errorResponse(known, method === 'streamGenerateContent' && !asEvents)
  }
}

async function answer(request: Request, name: string, streams: boolean, asEvents: boolean, world: World): Promise<Response> {
  const { value } = await readBody(request, unreadableBody)
  const body = parseBody(value, streams)
  const model = own(GEMINI_MODELS, name)!
  const asks = toAsks(body, model)
  const place = world.places.take(request)
  if (!place) throw new WireError(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', { headers: { 'retry-after': '1' } })
  const frame: Frame = {
    responseId: newId('', 22, world.random),
    modelVersion: name,
    promptTokens: promptTokens(asks[0]!, countTokens),
    candidates: asks.length,
    showThoughts: body.generationConfig?.thinkingConfig?.includeThoughts ?? false,
  }
  const steps = run(asks.map(generate), model, world, place.signal)
  if (streams) {
    const write = asEvents ? toLines : toList
    const type = asEvents ? 'text/event-stream' : 'application/json; charset=UTF-8'
    return new Response(streamed(write(toPieces(steps, frame)), place), { headers: { 'content-type': type } })
  }
  try {
    return Response.json(await toReply(steps, frame, asks[0]!.logprobs))
  } finally {
    place.leave()
  }
}

/** Google ends its lines with CRLF. */
async function* toLines(pieces: AsyncIterable<Piece>): AsyncGenerator<string> {
  for await (const piece of pieces) yield `data: ${JSON.stringify(piece)}\r\n\r\n`
}

async function* toList(pieces: AsyncIterable<Piece>): AsyncGenerator<string> {
  let before = '['
  for await (const piece of pieces) {
    yield `${before}${JSON.stringify(piece, null, 2)}`
    before = '\n,\r\n'
  }
  yield '\n]'
}

function parseBody(value: unknown, streams: boolean): GenerateBody {
  const problem = checkBody(value, [])
  if (problem) throw shapeError(problem)
  const body = value as GenerateBody
  const broken = brokenRule(body, streams)
  if (broken) throw broken
  return body
}

function unreadableBody(wrong: 'type' | 'size' | 'json'): WireError {
  if (wrong === 'size') return invalid('Request payload size exceeds the limit: 20971520 bytes.')
  if (wrong === 'type') return invalid('The content type must be application/json.')
  return invalid('Invalid JSON payload received. Unable to parse.')
}

const unknownModel = (model: string, method = 'generateContent') =>
  new WireError(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods. The sandbox has: ${Object.keys(GEMINI_MODELS).join(', ')}.`,
  )

const card = (model: string) => ({
  name: `models/${model}`,
  version: '001',
  displayName: 'Sandbox',
  description: 'A tiny built-in model for trying things out.',
  inputTokenLimit: 1_048_576,
  outputTokenLimit: MOST_TOKENS,
  supportedGenerationMethods: ['generateContent'],
  temperature: 1,
  maxTemperature: 2,
  thinking: true,
})
