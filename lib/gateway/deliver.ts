import { toChunks } from '@/lib/chat/accumulate'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatCompletion, Decoded } from '@/lib/chat/types'
import { MOST_ANSWER, MOST_ERROR, readAll } from '@/lib/egress'
import { providerOf } from '@/lib/providers'
import type { Attempt, Call, Failure, Reply, Send, Target } from '@/lib/routing/types'
import { parseJson } from '@/lib/util/json'
import type { ReplyContext } from '@/lib/wires/wire'
import type { Access } from './access'
import { credentialOf } from './credentials'
import { failure, shouldRetry, waitHint } from './failures'
import { fetched } from './files'
import { ascii } from './headers'
import { type Prepared, prepare, refusalOf, refused } from './prepare'
import { cleaned, redactHeaders, without } from './redact'
import { begin, type Sending } from './sending'
import type { Services } from './services'
import { committed, decode } from './stream'
import { tokenFor } from './tokens'
import { type AllowList, reach, type Upstream, unreachable } from './upstream'

/** Sends one call to one target. The only place in the project that calls a provider. Only the caller's leaving throws. */
export function deliver(services: Services, access: Access, allow: AllowList): Send {
  return async (target, call, path, options = {}) => {
    call.signal.throwIfAborted()
    const start = services.monotonic() - call.startedAt
    const sending = begin(call, unprepared(target, call, path, start, options), services.monotonic)
    const { attempt } = sending
    let prepared: Prepared | undefined
    try {
      prepared = prepare(target, call)
      tell(attempt, prepared)
      refuse(prepared, call)
      const credential = credentialOf(prepared.provider, target, access, services.env)
      if (prepared.links.length) {
        const files = await fetched(prepared.links, call, sending.connection, services)
        prepared = prepare(target, call, files)
        tell(attempt, prepared)
        refuse(prepared, call)
      }
      const token = credential ? await tokenFor(prepared.provider, credential, services, sending.connection) : undefined
      const key = token ? token.text : credential
      return await exchange({ prepared, target, call, sending, key, forget: token?.forget, clean: without(key), services, allow })
    } catch (cause) {
      // Where a clock of ours or the caller closed the connection, what it says then is not the reason.
      const reason: unknown = sending.connection.aborted ? sending.connection.reason : cause
      const error = reason instanceof GatewayError ? reason : undefined
      sending.end(error?.details.code === 'truncated' ? 'truncated' : 'error', error)
      if (!error) throw reason
      if (prepared) return failure(error, attempt)
      attempt.notes = [...call.notes, refused(error)]
      // What this target cannot be told, another may.
      return failure(error, attempt, { elsewhere: true })
    }
  }
}

function refuse(prepared: Prepared, { unsupported }: Call) {
  const refusal = refusalOf(prepared, unsupported)
  if (refusal) throw refusal
}

/** What named the host of a target. */
function hostParam({ custom_host, hostOfHeader }: Target, path: string): string | null {
  if (hostOfHeader) return 'x-portkey-custom-host'
  return custom_host === undefined ? null : `${path}.custom_host`
}

interface Exchange {
  prepared: Prepared
  target: Target
  call: Call
  sending: Sending
  key: string | undefined
  /** Where the key is a token: makes the next sending ask for another. */
  forget?(): void
  /** Takes the key out of a text. */
  clean(text: string): string
  services: Services
  allow: AllowList
}

/** An attempt of which nothing is known yet but its target. */
function unprepared(target: Target, call: Call, path: string, start: number, { choice, waited }: Options): Attempt {
  return {
    path,
    provider: providerOf(target.provider, 'x-portkey-provider').id,
    asTools: false,
    model: call.request.model,
    status: 0,
    ms: 0,
    url: '',
    headers: {},
    body: null,
    notes: call.notes,
    choice,
    marks: { start },
    waited,
    frames: call.frames ? [] : undefined,
  }
}

type Options = NonNullable<Parameters<Send>[3]>

/** What there is to say of an attempt before it is made. */
function tell(attempt: Attempt, { asTools, model, url, headers, body, notes }: Prepared): void {
  attempt.asTools = asTools
  attempt.model = model
  attempt.url = url
  attempt.headers = redactHeaders(headers)
  attempt.body = body
  attempt.notes = notes
}

/** From the first byte out to the answer, or the first content of it. Throws GatewayError, or the reason the connection was closed for. */
async function exchange(exchange: Exchange): Promise<Reply> {
  const { prepared, target, sending, clean } = exchange
  try {
    const upstream = await send(exchange)
    sending.attempt.status = upstream.status
    if (upstream.status >= 300) return await failed(exchange, upstream)
    return exchange.call.request.stream ? await streamed(exchange, upstream) : await whole(exchange, upstream)
  } catch (cause) {
    if (cause instanceof GatewayError) throw cleaned(cause, clean)
    throw sending.connection.aborted ? cause : unreachable(cause, prepared.provider, hostParam(target, sending.attempt.path))
  }
}

async function send({ prepared, target, call, sending, key, services, allow }: Exchange): Promise<Upstream> {
  const { provider, model, url, headers, text } = prepared
  const { attempt } = sending
  const signing = { url, headers, text, model, settings: target.settings, now: services.now() }
  const secret: Record<string, string> = {}
  if (key) {
    Object.assign(secret, provider.authorize(key))
    if (provider.sign) Object.assign(secret, provider.sign(signing, key))
  }
  Object.assign(attempt.headers, redactHeaders(secret))
  const all = Object.assign({}, headers, secret)
  if (provider.answer) all['x-sandbox-trace'] = ascii(call.traceId)
  attempt.marks.sent = sending.at()
  const forward = Object.keys(call.forwarded)
  const upstream = await reach(provider, { url, headers: all, forward, text, signal: sending.connection }, services, allow)
  attempt.marks.headers = sending.at()
  return upstream
}

async function whole(exchange: Exchange, upstream: Upstream): Promise<Reply> {
  const { attempt } = exchange.sending
  const completion = await completionOf(exchange, upstream)
  exchange.sending.end('done')
  return { ok: true, status: upstream.status, headers: visible(exchange, upstream), attempt, completion }
}

async function streamed(exchange: Exchange, upstream: Upstream): Promise<Reply> {
  const { prepared, sending, services, clean } = exchange
  const { attempt } = sending
  const type = upstream.headers.get('content-type') ?? ''
  const answer = { ok: true as const, status: upstream.status, headers: visible(exchange, upstream), attempt }
  if (/\bhtml\b/i.test(type)) throw notAnAnswer(exchange, 'a page')
  if (/\bjson\b/i.test(type)) {
    const completion = await completionOf(exchange, upstream)
    sending.end('done')
    return { ...answer, chunks: asStream(completion) }
  }
  const decoder = prepared.wire.decoder(contextOf(exchange))
  const source = decode({
    bytes: upstream.body,
    framing: prepared.wire.framing,
    decoder,
    sending,
    clocks: services.clocks,
    clean,
  })
  return { ...answer, chunks: await committed(source) }
}

/** A provider that answers with JSON where a stream was asked still answers; the caller gets a stream. */
async function* asStream(completion: ChatCompletion): AsyncGenerator<Decoded[]> {
  yield toChunks(completion).map(chunk => ({ chunk }))
}

async function completionOf(exchange: Exchange, upstream: Upstream): Promise<ChatCompletion> {
  const { attempt, at } = exchange.sending
  const text = await readAll(upstream.body, MOST_ANSWER)
  attempt.marks.firstByte = at()
  const parsed = parseJson(text)
  if (!parsed.ok) throw notAnAnswer(exchange, isPage(text) ? 'a page' : text ? 'what is not JSON' : 'nothing')
  try {
    const completion = exchange.prepared.wire.fromReply(parsed.value, contextOf(exchange))
    const { native_finish_reason, finish_reason } = completion.choices[0] ?? {}
    attempt.finishReason = native_finish_reason ?? finish_reason ?? undefined
    return completion
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause
    throw notAnAnswer(exchange, 'JSON that is no completion', cause)
  }
}

async function failed(exchange: Exchange, upstream: Upstream): Promise<Failure> {
  const { prepared, sending, services, clean, forget } = exchange
  const text = await errorText(exchange, upstream)
  const parsed = parseJson(text)
  const body = parsed.ok ? parsed.value : text
  const { kind, message, details } = prepared.wire.errorOf(body, upstream.status, upstream.headers)
  const provider = prepared.provider.id
  const retryAfter = waitHint(upstream.headers, body, services.now())
  const error = cleaned(new GatewayError(kind, message, { ...details, provider, retryAfter }), clean)
  sending.end('error', error, clean(text))
  if (upstream.status === 401) forget?.()
  return failure(error, sending.attempt, {
    headers: visible(exchange, upstream),
    ...(isPage(text) && { again: 'no', elsewhere: true }),
    ...shouldRetry(upstream.headers),
  })
}

/** An error stays that error when its body breaks off, or never ends. */
async function errorText({ sending, services }: Exchange, { body }: Upstream): Promise<string> {
  const timer = setTimeout(sending.hangUp, services.clocks.errorBody)
  try {
    return await readAll(body, MOST_ERROR, { cut: true })
  } catch (cause) {
    if (sending.attempt.end) throw cause
    return ''
  } finally {
    clearTimeout(timer)
  }
}

const isPage = (text: string) => /^\s*</.test(text)

function contextOf({ prepared: { request, ask }, services, call }: Exchange): ReplyContext {
  return { request, ask, now: services.now(), id: `chatcmpl-${call.id}`, extras: call.extras }
}

function notAnAnswer({ prepared: { provider }, sending }: Exchange, what: string, cause?: unknown): GatewayError {
  const message = `${provider.name} answered ${sending.attempt.status} with ${what} where an answer was expected.`
  return new GatewayError('provider_error', message, { provider: provider.id, code: 'not_an_answer', cause })
}

const VISIBLE = /^(x-ratelimit-.*|anthropic-ratelimit-.*|retry-after|retry-after-ms)$/

/** The provider's rate limits and hints; nothing else of its headers reaches the caller, and none that repeats the key. */
function visible({ clean }: Exchange, { headers }: Upstream): Record<string, string> {
  const seen: Record<string, string> = {}
  headers.forEach((value, name) => {
    if (VISIBLE.test(name) && clean(value) === value) seen[name] = value
  })
  return seen
}
