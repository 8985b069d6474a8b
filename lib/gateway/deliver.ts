import { toChunks } from '@/lib/chat/accumulate'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatCompletion, Decoded } from '@/lib/chat/types'
import { MOST_ANSWER, MOST_ERROR, readAll } from '@/lib/egress'
import type { Attempt, Call, Failure, Reply, Send, Target } from '@/lib/routing/types'
import { anySignal } from '@/lib/util/abort'
import { parseJson } from '@/lib/util/json'
import type { ReplyContext } from '@/lib/wires/wire'
import type { Access } from './access'
import { credentialOf } from './credentials'
import { failure, shouldRetry, waitHint } from './failures'
import { type Prepared, prepare, refusalOf } from './prepare'
import { redactHeaders, withoutKeys } from './redact'
import type { Services } from './services'
import { committed, decode } from './stream'
import { reach, type Upstream, unreachable } from './upstream'

/** Sends one call to one target. The only place in the project that calls a provider. Only a caller's abort throws. */
export function deliver(services: Services, access: Access, allow: Parameters<typeof reach>[3]): Send {
  return async (target, call, path, options = {}) => {
    const prepared = preparedOrFailure(target, call)
    if ('ok' in prepared) return prepared
    const attempt = attemptOf(prepared, call, path, services, options)
    call.attempts.push(attempt)
    const refusal = refusalOf(prepared, call.unsupported)
    if (refusal) return failure(refusal, attempt, { again: 'no', elsewhere: true })
    let key: string | undefined
    try {
      key = credentialOf(prepared.provider, target, access, services.env)
    } catch (cause) {
      return failure(cause as GatewayError, attempt)
    }
    return new Sending(prepared, call, attempt, key, services, allow).run()
  }
}

function preparedOrFailure(target: Target, call: Call): Prepared | Failure {
  try {
    return prepare(target, call)
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    return failure(cause, undefined, { again: 'no', elsewhere: true })
  }
}

function attemptOf(
  prepared: Prepared,
  call: Call,
  path: string,
  services: Services,
  { choice, waited }: { choice?: number; waited?: number },
): Attempt {
  return {
    path,
    provider: prepared.provider.id,
    wire: prepared.wire.id,
    model: prepared.model,
    status: 0,
    ms: 0,
    url: prepared.url,
    headers: redactHeaders(prepared.headers),
    body: prepared.body,
    notes: prepared.notes,
    ...(choice !== undefined && { choice }),
    ...(waited !== undefined && { waited }),
    marks: { start: services.monotonic() - call.startedAt },
    ...(call.frames && { frames: [] }),
  }
}

/** One sending from its first byte out to its first content in. */
class Sending {
  private readonly stop = new AbortController()
  private readonly signal: AbortSignal
  private timer: ReturnType<typeof setTimeout>

  constructor(
    private readonly prepared: Prepared,
    private readonly call: Call,
    private readonly attempt: Attempt,
    private readonly key: string | undefined,
    private readonly services: Services,
    private readonly allow: Parameters<typeof reach>[3],
  ) {
    this.signal = anySignal(call.signal, this.stop.signal).signal
    this.timer = setTimeout(() => this.stop.abort(), services.clocks.total)
  }

  async run(): Promise<Reply> {
    try {
      this.call.signal.throwIfAborted()
      const upstream = await this.send()
      this.mark('headers')
      this.attempt.status = upstream.status
      const reply = upstream.status < 300 ? await this.success(upstream) : await this.failed(upstream)
      if (!('chunks' in reply)) this.over()
      return reply
    } catch (cause) {
      this.over()
      if (this.call.signal.aborted) {
        this.attempt.end = 'aborted'
        throw cause
      }
      if (this.stop.signal.aborted) return failure(this.tooLong(), this.attempt, { again: 'no', elsewhere: false })
      const { error, ...more } = unreachable(cause, this.prepared.provider)
      return failure(this.clean(error), this.attempt, more)
    }
  }

  private send(): Promise<Upstream> {
    const { provider, url, headers, text } = this.prepared
    const secret = this.key ? provider.authorize(this.key) : {}
    Object.assign(this.attempt.headers, redactHeaders(secret))
    const inProcess: Record<string, string> = provider.answer ? { 'x-sandbox-trace': this.call.traceId } : {}
    this.mark('sent')
    return reach(
      provider,
      { url, headers: { ...headers, ...secret, ...inProcess }, text, signal: this.signal },
      this.services,
      this.allow,
    )
  }

  private async success(upstream: Upstream): Promise<Reply> {
    const type = upstream.headers.get('content-type') ?? ''
    if (!this.call.request.stream) return this.whole(await this.json(upstream))
    if (/\bjson\b/i.test(type)) return this.asStream(this.completionOf(await this.json(upstream)), upstream)
    if (/\bhtml\b/i.test(type)) throw this.notAnAnswer('a page')
    const source = decode(this.prepared.wire.decoder(this.context()), upstream.body, this.attempt, {
      services: this.services,
      call: this.call,
      signal: this.signal,
      provider: this.prepared.provider.id,
      tooLong: () => this.tooLong(),
      clean: error => this.clean(error),
      over: () => this.over(),
    })
    const chunks = await committed(source).catch((cause: unknown) => {
      if (!(cause instanceof GatewayError)) throw cause
      return cause
    })
    if (chunks instanceof GatewayError)
      return failure(chunks, this.attempt, chunks.details.code === 'truncated' ? { again: 'once', elsewhere: true } : {})
    return { ok: true, status: upstream.status, headers: visible(upstream.headers), attempt: this.attempt, chunks }
  }

  private whole(value: unknown, headers: Record<string, string> = {}): Reply {
    const completion = this.completionOf(value)
    this.finish()
    return { ok: true, status: this.attempt.status, headers, attempt: this.attempt, completion }
  }

  /** A provider that answers with JSON where a stream was asked still answers; the caller gets a stream. */
  private asStream(completion: ChatCompletion, { headers, status }: Upstream): Reply {
    this.finish()
    const chunks = (async function* (): AsyncGenerator<Decoded[]> {
      yield toChunks(completion).map(chunk => ({ chunk }))
    })()
    return { ok: true, status, headers: visible(headers), attempt: this.attempt, chunks }
  }

  private completionOf(value: unknown): ChatCompletion {
    try {
      const completion = this.prepared.wire.fromReply(value, this.context())
      this.attempt.finishReason = completion.choices[0]?.native_finish_reason ?? completion.choices[0]?.finish_reason ?? undefined
      return completion
    } catch (cause) {
      if (cause instanceof GatewayError) throw cause
      throw this.notAnAnswer('JSON that is no completion', cause)
    }
  }

  private async failed(upstream: Upstream): Promise<Reply> {
    const text = await readAll(upstream.body, MOST_ERROR, { cut: true })
    const parsed = parseJson(text)
    const error = this.clean(this.prepared.wire.errorOf(parsed.ok ? parsed.value : text, upstream.status))
    const { provider } = this.prepared
    const named = new GatewayError(error.kind, error.message, {
      ...error.details,
      provider: provider.id,
      retryAfter: waitHint(upstream.headers, parsed.ok ? parsed.value : undefined, this.services.now()),
    })
    this.attempt.error = {
      message: named.message,
      type: named.details.type ?? named.kind,
      code: named.details.code ?? null,
      status: named.status,
      body: withoutKeys(text, [this.key]),
    }
    this.finish('error')
    const page = !parsed.ok && /^\s*</.test(text)
    return failure(named, this.attempt, {
      headers: visible(upstream.headers),
      ...(page && { again: 'no', elsewhere: true }),
      ...shouldRetry(upstream.headers),
    })
  }

  private async json(upstream: Upstream): Promise<unknown> {
    const text = await readAll(upstream.body, MOST_ANSWER)
    this.mark('firstByte')
    const parsed = parseJson(text)
    if (parsed.ok) return parsed.value
    throw this.notAnAnswer(/^\s*</.test(text) ? 'a page' : text ? 'what is not JSON' : 'nothing')
  }

  private context(): ReplyContext {
    const { request, ask } = this.prepared
    return { request, ask, now: this.services.now(), id: `chatcmpl-${this.call.id}`, extras: this.call.extras }
  }

  private notAnAnswer(what: string, cause?: unknown) {
    const { provider } = this.prepared
    return new GatewayError(
      'provider_error',
      `${provider.name} answered ${this.attempt.status} with ${what} where an answer was expected.`,
      { provider: provider.id, code: 'not_an_answer', cause },
    )
  }

  private tooLong() {
    const { total } = this.services.clocks
    return new GatewayError('timeout_error', `The answer took longer than ${total / 1000} seconds.`, {
      status: 504,
      code: 'total_time',
      provider: this.prepared.provider.id,
    })
  }

  /** A provider that repeats the key in its message does not get it past us. */
  private clean(error: GatewayError): GatewayError {
    const message = withoutKeys(error.message, [this.key])
    return message === error.message ? error : new GatewayError(error.kind, message, error.details)
  }

  private mark(name: keyof Attempt['marks']) {
    this.attempt.marks[name] ??= this.services.monotonic() - this.call.startedAt
  }

  private finish(end: NonNullable<Attempt['end']> = 'done') {
    this.mark('end')
    this.attempt.end ??= end
  }

  private over() {
    clearTimeout(this.timer)
    this.mark('end')
    this.attempt.ms = (this.attempt.marks.end ?? 0) - this.attempt.marks.start
  }
}

const VISIBLE = /^(x-ratelimit-.*|anthropic-ratelimit-.*|retry-after|retry-after-ms)$/

/** The provider's rate limits and hints; nothing else of its headers reaches the caller. */
function visible(headers: Headers): Record<string, string> {
  const seen: Record<string, string> = {}
  headers.forEach((value, name) => {
    if (VISIBLE.test(name)) seen[name] = value
  })
  return seen
}
