import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import type { GatewayError } from '@/lib/chat/errors'
import type { Usage } from '@/lib/chat/types'
import type { Attempt, Reply } from '@/lib/routing/types'
import { targetsOf, withOverrides } from '@/lib/routing/walk'
import { own } from '@/lib/util/own'
import type { Asked } from './ask'
import { costOf } from './cost'
import type { HeaderReader, Incoming } from './incoming'
import type { Services } from './services'
import type { End } from './traces'

/** What came of a request; without `asked` it was refused before it was understood. */
interface Outcome {
  asked?: Asked
  reply?: Reply
  end: End
}

/**
 * Tells OpenTelemetry of a request by its conventions for generative AI: a span of the server, and in it one for each sending.
 * They are made of what the call noted anyway, once all is over: nothing is done while it runs, and next to nothing where nobody
 * listens. No key and nothing of what was said is in them. https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/
 */
export function spansOf(incoming: Incoming, { today, monotonic }: Services): (outcome: Outcome) => void {
  const around = context.active()
  const startedAt = monotonic()
  return outcome => {
    const local = trace.getSpan(around)
    const parent = local ? around : propagation.extract(around, incoming.headers, READ)
    const origin = today() - (monotonic() - startedAt)
    const path = incoming.url.replace(/\?.*$/s, '')
    const kind = local ? SpanKind.INTERNAL : SpanKind.SERVER
    const span = tracer().startSpan(`POST ${path}`, { kind, startTime: origin }, parent)
    if (!span.isRecording()) return
    const { asked, reply, end } = outcome
    span.setAttributes({ 'http.request.method': 'POST', 'http.route': path, 'url.path': path, ...serverAttributes(outcome) })
    fail(span, errorOf(outcome), end.left)
    for (const attempt of asked?.call.attempts ?? []) {
      if (!attempt.cached) tellSending(attempt, asked!, reply, end, trace.setSpan(parent, span), origin)
    }
    span.end()
  }
}

const tracer = () => trace.getTracer('refract')

const READ = {
  keys: () => ['traceparent', 'tracestate', 'baggage'],
  get: (headers: HeaderReader, name: string) => headers.get(name) ?? undefined,
}

const errorOf = ({ reply, end }: Outcome) => end.error ?? (reply && !reply.ok ? reply.error : undefined)

function serverAttributes(outcome: Outcome): Attributes {
  const { asked, reply, end } = outcome
  const cost = reply?.ok && end.usage ? costOf(reply, end.usage)?.usd : undefined
  // Once a stream has begun its status is said, whatever becomes of it.
  const status = reply?.status ?? (end.left ? 499 : (errorOf(outcome)?.status ?? 500))
  return {
    'http.response.status_code': status,
    'refract.trace_id': asked?.call.traceId,
    'refract.cache': reply?.cache?.status,
    'refract.cost.usd': cost,
    // Of several choices nobody says what each took.
    ...(reply?.attempt?.choice !== undefined && usageAttributes(end.usage)),
  }
}

function tellSending(attempt: Attempt, asked: Asked, reply: Reply | undefined, end: End, parent: Context, origin: number) {
  const { marks, model, error } = attempt
  const span = tracer().startSpan(`chat ${model}`, { kind: SpanKind.CLIENT, startTime: origin + marks.start }, parent)
  span.setAttributes({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerName(attempt.provider),
    // As it was called before.
    'gen_ai.system': providerName(attempt.provider),
    'gen_ai.request.model': model,
    ...requestAttributes(attempt, asked),
    ...serverOf(attempt.url),
    ...(attempt.status && { 'http.response.status_code': attempt.status }),
    ...(attempt.finishReason && { 'gen_ai.response.finish_reasons': [attempt.finishReason] }),
    ...(reply?.ok && reply.attempt === attempt && answerAttributes(end, attempt)),
    'refract.target': attempt.path,
  })
  if (error) {
    const type = attempt.status >= 400 ? String(attempt.status) : (word(error.code) ?? String(error.status))
    span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR })
  } else if (attempt.end === 'aborted') span.setAttribute('error.type', 'aborted')
  span.end(origin + (marks.end ?? marks.start + attempt.ms))
}

/** The parameters that have a name in the conventions, as this target was asked. */
function requestAttributes({ path }: Attempt, { call, route }: Asked): Attributes {
  const target = targetsOf(route).find(found => found.path === path)?.target
  const { request } = target ? withOverrides(call, target, path) : call
  const { n, stop, response_format: format } = request
  return {
    'gen_ai.request.temperature': request.temperature ?? undefined,
    'gen_ai.request.top_p': request.top_p ?? undefined,
    'gen_ai.request.top_k': number(request.top_k),
    'gen_ai.request.max_tokens': request.max_completion_tokens ?? request.max_tokens ?? undefined,
    'gen_ai.request.frequency_penalty': request.frequency_penalty ?? undefined,
    'gen_ai.request.presence_penalty': request.presence_penalty ?? undefined,
    'gen_ai.request.seed': request.seed ?? undefined,
    'gen_ai.request.stop_sequences': stop ? [stop].flat() : undefined,
    'gen_ai.request.choice.count': n && n > 1 ? n : undefined,
    'gen_ai.output.type': format ? (format.type === 'text' ? 'text' : 'json') : undefined,
  }
}

const answerAttributes = ({ answer, usage }: End, { choice }: Attempt): Attributes => ({
  'gen_ai.response.id': answer?.id,
  'gen_ai.response.model': answer?.model,
  ...(choice === undefined && usageAttributes(usage)),
})

const usageAttributes = (usage: Usage | null): Attributes => ({
  'gen_ai.usage.input_tokens': usage?.prompt_tokens,
  'gen_ai.usage.output_tokens': usage?.completion_tokens,
  'gen_ai.usage.cache_read.input_tokens': usage?.prompt_tokens_details?.cached_tokens ?? undefined,
})

/** Without path and query, which may hold what is nobody's business. */
function serverOf(url: string): Attributes {
  if (!URL.canParse(url)) return {}
  const { hostname, port, protocol } = new URL(url)
  return { 'server.address': hostname, 'server.port': Number(port || (protocol === 'http:' ? 80 : 443)) }
}

/** A provider's words for what went wrong may quote what was said: only our own, and what looks like a code, is told. */
function fail(span: Span, error: GatewayError | undefined, left = false) {
  const type = left ? 'aborted' : error && (word(error.details.code) ?? error.kind)
  if (!type) return
  span.setAttribute('error.type', type)
  if (error && error.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
}

const word = (code: string | null | undefined) => (code && /^[\w.-]{1,64}$/.test(code) ? code : undefined)
const number = (value: unknown) => (typeof value === 'number' ? value : undefined)

const providerName = (id: string) => own(PROVIDERS, id) ?? id

/** Where the conventions have a name of their own. */
const PROVIDERS: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  gemini: 'gcp.gemini',
  mistral: 'mistral_ai',
  vertex: 'gcp.vertex_ai',
  xai: 'x_ai',
}
