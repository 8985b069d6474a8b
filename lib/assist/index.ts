import type { AssistExamples, AssistQuestion } from '@/lib/chat/assist'
import { GatewayError } from '@/lib/chat/errors'
import type { Explanation } from '@/lib/chat/receipt'
import { gateway as ours } from '@/lib/gateway'
import { readBody } from '@/lib/gateway/body'
import { fromRequest } from '@/lib/gateway/web'
import { writeEvent } from '@/lib/util/sse'
import { streamOf } from '@/lib/util/stream'
import { type DraftEvent, draft } from './draft'
import { type Gateway, headersFor, type InProcess, inProcess } from './in-process'
import { parseQuestion } from './question'
import { tasks } from './tasks'

/** Bytes. */
const MOST = 256_000

/**
 * POST /api/assist: a question ({@link AssistQuestion}) to a model of the caller's, with the headers of a run. Streams `assist.delta`
 * events, then `refract.receipt` and `assist.draft`; a failure is the one error shape, as JSON or, once it streams, in an event.
 */
export async function assist(incoming: Request, gateway: Gateway = ours): Promise<Response> {
  const call = inProcess(gateway, incoming.headers)
  try {
    const question = parseQuestion((await readBody(fromRequest(incoming), MOST)).parsed)
    const places = await explained(question, incoming.headers, gateway)
    if (places instanceof Response) return places
    if (places.targets.every(({ provider }) => provider === 'sandbox')) return Response.json(examplesOf(question), NO_STORE)
    const events = draft(question, call, incoming.signal)
    // Until the answer begins a failure has a status of its own.
    const first = await events.next()
    return new Response(streamOf(write(first.value!, events, call)), { headers: STREAM })
  } catch (cause) {
    const error = asError(cause)
    // What the gateway said, its receipt included.
    return Response.json(call.refused?.body ?? error.toJSON(), { status: error.status, ...NO_STORE })
  }
}

const NO_STORE = { headers: { 'cache-control': 'no-store' } }
const STREAM = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

/** Where the question would go: the gateway says so before anything is sent, or why it would refuse. */
async function explained({ model }: AssistQuestion, caller: Headers, gateway: Gateway): Promise<Explanation | Response> {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: '…' }] })
  const response = await gateway.explain(
    new Request('http://gateway.invalid/v1/explain', { method: 'POST', headers: headersFor(caller), body }),
  )
  return response.ok ? response.json() : response
}

function examplesOf({ task }: AssistQuestion): AssistExamples {
  const { wanted, examples } = tasks[task]
  return {
    object: 'refract.assist.examples',
    why: `The sandbox is too small to draft ${wanted}; here are three worked examples.`,
    examples,
  }
}

/** Never throws: a caller halfway through a stream can only be told inside it. */
async function* write(first: DraftEvent, rest: AsyncGenerator<DraftEvent>, call: InProcess): AsyncGenerator<string> {
  try {
    yield written(first, call)
    for await (const event of rest) yield written(event, call)
  } catch (cause) {
    yield `${receiptEvent(call)}${writeEvent(asError(cause).toJSON())}`
  }
}

function written(event: DraftEvent, call: InProcess): string {
  return 'delta' in event ? writeEvent(event, 'assist.delta') : `${receiptEvent(call)}${writeEvent(event, 'assist.draft')}`
}

const receiptEvent = ({ receipt }: InProcess) => (receipt ? writeEvent(receipt, 'refract.receipt') : '')

/** The reason of an abort is the caller's, who is gone. */
function asError(cause: unknown): GatewayError {
  if (cause instanceof GatewayError) return cause
  if (cause instanceof Error && cause.name === 'AbortError') return new GatewayError('aborted', 'The caller went away.')
  console.error('[refract] internal error:', cause instanceof Error ? cause.stack : 'of no kind')
  return new GatewayError('internal_error', 'Something went wrong in the assistant.')
}
