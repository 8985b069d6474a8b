import type { AssistExamples, AssistQuestion } from '@/lib/chat/assist'
import type { ErrorBody } from '@/lib/chat/errors'
import type { Explanation, ModelInfo, Receipt, ReceiptFrame } from '@/lib/chat/receipt'
import type { Trace } from '@/lib/chat/trace'
import type { ChatChunk, ChatRequest } from '@/lib/chat/types'
import { readEvents } from '@/lib/util/sse'
import { isObject, isTime } from './check'
import type { Files } from './files'
import { type Keys, shownRequest } from './request'

/** The one error shape, and the HTTP status it came with; 0 where no answer came at all. */
export type RunError = ErrorBody['error'] & { status: number }

/** What a stream says. The last is one of error, done, truncated, except after an abort, which the caller knows of. */
export type RunEvent =
  | { kind: 'headers'; status: number; traceId?: string }
  | { kind: 'chunk'; chunk: ChatChunk }
  | { kind: 'receipt'; receipt: Receipt }
  | { kind: 'frame'; frame: ReceiptFrame }
  | { kind: 'error'; error: RunError }
  | { kind: 'done' }
  | { kind: 'truncated' }

/** What a draft says while it is made. The last is one of draft, examples, error, except after an abort. */
export type AssistEvent =
  | { kind: 'delta'; text: string }
  | { kind: 'receipt'; receipt: Receipt }
  | { kind: 'draft'; draft: unknown }
  | { kind: 'examples'; examples: AssistExamples }
  | { kind: 'error'; error: RunError }

export type Answer<T> = { value: T; error?: undefined } | { value?: undefined; error: RunError }

/** The only place that calls us: the playground uses the gateway exactly as any other caller would. */
export interface Client {
  streamChat(request: ChatRequest, headers: Record<string, string>, signal: AbortSignal): AsyncGenerator<RunEvent>
  explain(request: ChatRequest, headers: Record<string, string>, signal: AbortSignal): Promise<Answer<Explanation>>
  assist(question: AssistQuestion, headers: Record<string, string>, signal: AbortSignal): AsyncGenerator<AssistEvent>
  trace(id: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answer<Trace>>
  models(keys?: Keys): Promise<Answer<ModelInfo[]>>
  health(): Promise<Answer<{ version?: string; body_limit?: number }>>
}

/** Files of messages go along when a request is sent; to explain it, their names do. */
export function createClient(fetch: typeof globalThis.fetch, files: Pick<Files, 'resolve'>): Client {
  const post = (path: string, body: unknown, headers: Record<string, string>, signal: AbortSignal) =>
    fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json' },
      signal,
    })
  const get = (path: string, keys?: Keys) =>
    fetch(path, keys?.accessToken ? { headers: { 'x-portkey-api-key': keys.accessToken } } : {})

  return {
    async *streamChat(request, headers, signal) {
      const unsendable = unsendableHeader(headers)
      if (unsendable) return yield { kind: 'error', error: unsendable }
      const whole = await files.resolve(request)
      if (whole.missing) return yield { kind: 'error', error: missingFile(whole.missing.name) }
      for await (const event of readChat(() => post('/v1/chat/completions', whole.request, headers, signal), signal)) {
        yield event.kind === 'error' ? { kind: 'error', error: masked(event.error, headers) } : event
      }
    },
    async explain(request, headers, signal) {
      const unsendable = unsendableHeader(headers)
      if (unsendable) return { error: unsendable }
      const answer = await readJson(() => post('/v1/explain', shownRequest(request), headers, signal), isExplanation)
      return answer.error ? { error: masked(answer.error, headers) } : answer
    },
    async *assist(question, headers, signal) {
      const unsendable = unsendableHeader(headers)
      if (unsendable) return yield { kind: 'error', error: unsendable }
      for await (const event of readAssist(() => post('/api/assist', question, headers, signal), signal)) {
        yield event.kind === 'error' ? { kind: 'error', error: masked(event.error, headers) } : event
      }
    },
    async trace(id, headers, signal) {
      const unsendable = unsendableHeader(headers)
      if (unsendable) return { error: unsendable }
      return readJson(() => fetch(`/v1/traces/${encodeURIComponent(id)}`, { headers, signal }), isTrace)
    },
    async models(keys) {
      const answer = await readJson(() => get('/v1/models', keys), isModelList)
      return answer.error ? answer : { value: answer.value.data.filter(isModel) }
    },
    health: () => readJson(() => get('/healthz'), isObject),
  }
}

/** Where nothing better is known of a failure inside a stream: the provider broke off. */
const IN_STREAM = 502

async function* readChat(send: () => Promise<Response>, signal: AbortSignal): AsyncGenerator<RunEvent> {
  let failure: RunError | undefined
  let receipt: Receipt | undefined
  let begun = false
  try {
    const response = await send()
    yield { kind: 'headers', status: response.status, traceId: response.headers.get('x-portkey-trace-id') ?? undefined }
    if (!response.ok || !response.body || !isEventStream(response)) {
      const refused = await readFailure(response)
      if (refused.receipt) yield { kind: 'receipt', receipt: refused.receipt }
      return yield { kind: 'error', error: refused.error }
    }
    begun = true
    for await (const { event, data } of readEvents(response.body)) {
      if (data === '[DONE]' && !failure) return yield { kind: 'done' }
      const value = readEvent(event, data)
      if (!value) continue
      // A failure is held until the end: the receipt that explains it may still come.
      if (value.kind === 'receipt') receipt = value.receipt
      if (value.kind !== 'error') yield value
      else failure ??= value.error
    }
  } catch (cause) {
    if (signal.aborted) return
    if (cause instanceof SyntaxError) failure ??= brokenEvent
    else if (!begun) failure ??= unreachable
  }
  if (signal.aborted) return
  if (!failure) return yield { kind: 'truncated' }
  // Inside a stream an error carries no status; the receipt knows the one of the sending that failed.
  const status = failure.status || receipt?.attempts.findLast(({ error }) => error)?.error?.status || IN_STREAM
  yield { kind: 'error', error: failure === unreachable ? failure : { ...failure, status } }
}

/** Only names we know are read; a provider's own events mean nothing here. */
function readEvent(
  event: string | undefined,
  data: string,
): Exclude<RunEvent, { kind: 'headers' | 'done' | 'truncated' }> | undefined {
  if (event && event !== 'message' && event !== 'refract.receipt' && event !== 'refract.frame') return
  const value: unknown = JSON.parse(data)
  if (event === 'refract.receipt') return isReceipt(value) ? { kind: 'receipt', receipt: value } : undefined
  if (event === 'refract.frame') return isFrame(value) ? { kind: 'frame', frame: value } : undefined
  if (!isObject(value)) throw new SyntaxError('not an object')
  if (value.error) return { kind: 'error', error: toError(value.error, 0) }
  return { kind: 'chunk', chunk: value as unknown as ChatChunk }
}

async function* readAssist(send: () => Promise<Response>, signal: AbortSignal): AsyncGenerator<AssistEvent> {
  try {
    const response = await send()
    if (!response.ok) {
      const { error, receipt } = await readFailure(response)
      if (receipt) yield { kind: 'receipt', receipt }
      return yield { kind: 'error', error }
    }
    if (!isEventStream(response)) return yield { kind: 'examples', examples: await response.json() }
    for await (const { event, data } of readEvents(response.body!)) {
      const value = JSON.parse(data)
      if (event === 'assist.delta') yield { kind: 'delta', text: value.delta }
      if (event === 'refract.receipt') yield { kind: 'receipt', receipt: value }
      if (event === 'assist.draft') return yield { kind: 'draft', draft: value.draft }
      if (!event && value.error) return yield { kind: 'error', error: toError(value.error, IN_STREAM) }
    }
    yield { kind: 'error', error: brokeOff }
  } catch {
    if (!signal.aborted) yield { kind: 'error', error: unreachable }
  }
}

async function readJson<T>(send: () => Promise<Response>, is: (value: unknown) => value is T): Promise<Answer<T>> {
  try {
    const response = await send()
    if (!response.ok) return { error: (await readFailure(response)).error }
    const value: unknown = await response.json().catch(() => undefined)
    return is(value)
      ? { value }
      : { error: problem(response.status, 'The gateway’s answer is not what was asked for.', 'unexpected_answer') }
  } catch {
    return { error: unreachable }
  }
}

async function readFailure(response: Response): Promise<{ error: RunError; receipt?: Receipt }> {
  const { status } = response
  const text = await response.text().catch(() => '')
  const body = parsed(text)
  if (isObject(body) && isObject(body.error)) {
    return { error: toError(body.error, status), ...(isReceipt(body.refract) && { receipt: body.refract }) }
  }
  const start = text.trim().slice(0, 200)
  return {
    error: problem(status, `The gateway answered ${status} without saying why${start ? `: ${start}` : '.'}`, 'unexpected_answer'),
  }
}

function toError(error: unknown, status: number): RunError {
  if (!isObject(error)) return problem(status, String(error), 'provider_error')
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    message: text(error.message) ?? 'No reason was given.',
    type: text(error.type) ?? 'provider_error',
    param: text(error.param),
    code: text(error.code),
    status: typeof error.status === 'number' ? error.status : status,
  }
}

function problem(status: number, message: string, type: string): RunError {
  return { message, type, param: null, code: null, status }
}

const missingFile = (name: string) =>
  problem(0, `${name} is not in this browser any more. Attach it again, or remove it.`, 'invalid_request_error')

const unreachable = problem(0, 'The gateway could not be reached. Is it running?', 'network_error')
const brokeOff = problem(IN_STREAM, 'The draft broke off before it was whole.', 'provider_error')
const brokenEvent = problem(
  IN_STREAM,
  'The stream held an event that is not JSON; what came before it is kept.',
  'provider_error',
)

/** Checked before `fetch` does, whose message would show the key. */
function unsendableHeader(headers: Record<string, string>): RunError | undefined {
  const name = Object.keys(headers).find(name => !/^[\x20-\x7e]*$/.test(headers[name]!))
  if (!name) return
  const what = name === 'authorization' ? 'The key' : name === 'x-portkey-api-key' ? 'The access token' : `The header ${name}`
  return {
    ...problem(
      0,
      `${what} holds a character that cannot be sent. Copy it once more, letters and signs only.`,
      'invalid_request_error',
    ),
    param: name,
  }
}

/** Some providers repeat the key in what they say about it. */
function masked(error: RunError, headers: Record<string, string>): RunError {
  const inConfig = [...(headers['x-portkey-config'] ?? '').matchAll(/"api_key":"((?:[^"\\]|\\.)+)"/g)].map(([, key]) => key)
  const all = [headers.authorization?.replace('Bearer ', ''), headers['x-portkey-api-key'], ...inConfig]
  const secrets = all.filter(secret => secret && secret.length > 3)
  return {
    ...error,
    message: secrets.reduce<string>((text, secret) => text.replaceAll(secret!, `…${secret!.slice(-4)}`), error.message),
  }
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isReceipt(value: unknown): value is Receipt {
  return isObject(value) && Array.isArray(value.attempts)
}

function isFrame(value: unknown): value is ReceiptFrame {
  return isObject(value) && isTime(value.attempt) && isTime(value.ms) && typeof value.data === 'string'
}

function isExplanation(value: unknown): value is Explanation {
  return isObject(value) && Array.isArray(value.targets)
}

function isTrace(value: unknown): value is Trace {
  return isObject(value) && Array.isArray(value.spans)
}

function isModelList(value: unknown): value is { data: unknown[] } {
  return isObject(value) && Array.isArray(value.data)
}

function isModel(value: unknown): value is ModelInfo {
  return isObject(value) && typeof value.id === 'string' && typeof value.provider === 'string' && typeof value.model === 'string'
}
