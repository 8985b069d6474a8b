import { createHash } from 'node:crypto'
import { GatewayError } from '@/lib/chat/errors'
import type { Span, SpanAttempt, SpanNode, Trace } from '@/lib/chat/trace'
import type { Usage } from '@/lib/chat/types'
import { addUsage } from '@/lib/chat/usage'
import type { Attempt, Reply } from '@/lib/routing/types'
import { MOST_VALUE, type Store } from '@/lib/store'
import { parseJson } from '@/lib/util/json'
import { accessOf } from './access'
import { type Answer, json } from './answer'
import type { Asked } from './ask'
import { costOf } from './cost'
import type { Incoming } from './incoming'
import { ownersOf } from './owners'
import { folded } from './receipt'
import { refusal } from './refusal'
import type { Services } from './services'

/** Seconds. */
const KEPT = 7 * 24 * 3600
const MOST_SPANS = 200
const MOST_RECENT = 256
/** Of what is remembered of a request, in UTF-16 units. Larger ones are written down. */
const MOST_REMEMBERED = 16_000

/** How a request ended. */
export interface End {
  usage: Usage | null
  /** What the answer calls itself. */
  answer?: { id: string; model: string }
  error?: GatewayError
  /** The caller went away before it was over. */
  left?: boolean
}

/**
 * Writes down what a request did, off its path: for each who may read it. A caller who wants nothing logged gets no span. Nobody
 * asked for the trace of a request that names none: this process alone remembers it for a while, where it stays.
 */
export function record(asked: Asked, reply: Reply | undefined, end: End, services: Services): void {
  const { shared, env } = services
  const { cache, traceId } = asked.call
  if (cache.off) return
  const bodies = env.TRACE_BODIES === '1'
  const over = { ms: services.monotonic() - asked.call.startedAt, at: services.today() }
  const span = () => spanOf(asked, reply, end, over, bodies)
  const remembers = !asked.traced && !bodies && !env.VERCEL
  if (remembers && asked.call.source.text.length <= MOST_REMEMBERED) {
    remember(shared.recent, traceId, { owners: asked.owners, span: span(), cost: costLater(reply, end.usage) })
    return
  }
  const owners = asked.owners()
  if (!owners.length) return
  shared.background.run(async () => {
    const cost = costLater(reply, end.usage)()
    const text = textOf({ ...span(), cost })
    // Of a large request little may be worth telling.
    if (remembers && text.length <= MOST_REMEMBERED)
      return remember(shared.recent, traceId, { owners: asked.owners, span: JSON.parse(text) as Span, cost: always(cost) })
    await Promise.all(owners.map(owner => append(shared.store, keyOf(owner, traceId), text)))
  })
}

/** Out here, since a function made in there would hold on to all that the others in there do. */
const always =
  <Value>(value: Value) =>
  () =>
    value

/** Requests that are over and whose trace nobody asked for, by the trace ids we made: their spans, and nothing else of them. */
export type Recent = Map<string, Remembered>

interface Remembered {
  owners(): string[]
  span: Omit<Span, 'cost'>
  /** US dollars. To look a price up takes longer than all else, and is left until somebody reads it. */
  cost(): number | null
}

function remember(recent: Recent, traceId: string, entry: Remembered) {
  if (recent.size >= MOST_RECENT) recent.delete(recent.keys().next().value!)
  recent.set(traceId, entry)
}

/** Where bodies make it too large, it goes without them. */
function textOf(span: Span): string {
  const text = JSON.stringify(span)
  if (text.length <= MOST_VALUE) return text
  const { request: _, ...rest } = span
  return JSON.stringify({ ...rest, attempts: span.attempts.map(({ body: _, ...attempt }) => attempt), notes: [] })
}

async function append(store: Store, key: string, text: string) {
  const count = await store.increment(key, 1, KEPT)
  if (count >= 1 && count <= MOST_SPANS) await store.set(`${key}:${count}`, text, KEPT)
}

function spanOf(
  asked: Asked,
  reply: Reply | undefined,
  { usage, error, left }: End,
  { ms, at }: { ms: number; at: number },
  bodies: boolean,
): Omit<Span, 'cost'> {
  const { call } = asked
  const last = reply?.attempt ?? call.attempts.at(-1)
  const failure = error ?? (reply?.ok ? undefined : reply?.error)
  return {
    object: 'refract.span',
    trace_id: call.traceId,
    span_id: call.span.id,
    parent_span_id: call.span.parent ?? null,
    name: call.span.name ?? 'chat.completions',
    started_at: new Date(at - Math.round(ms)).toISOString(),
    ms: round(ms),
    status: left ? 499 : (failure?.status ?? reply?.status ?? 500),
    error: failure?.toJSON().error ?? null,
    stream: !!call.request.stream,
    provider: last?.provider ?? null,
    model: last?.model ?? null,
    cache: reply?.cache?.status ?? 'DISABLED',
    attempts: call.attempts.map(attempt => toAttempt(attempt, bodies)),
    notes: last?.notes ?? [],
    usage,
    metadata: call.metadata,
    ...(bodies && { request: folded(call.source.parsed) }),
  }
}

/** Holds on to the sending that answered, and to nothing else of the request. */
function costLater(reply: Reply | undefined, usage: Usage | null): () => number | null {
  if (!reply?.ok || !usage) return () => null
  const { attempt, cache } = reply
  return () => costOf({ attempt, cache }, usage)?.usd ?? null
}

function toAttempt(attempt: Attempt, bodies: boolean): SpanAttempt {
  const { path, provider, model, status, marks, ms, end = null, error, body } = attempt
  return {
    path,
    provider,
    model,
    status,
    start: round(marks.start),
    ms: round(ms),
    end,
    ...(error && { error: error.message }),
    ...(bodies && { body: folded(body) }),
  }
}

const round = (ms: number) => Math.round(ms * 100) / 100

/** Of each reader a space of its own: who is not an owner cannot even learn that a trace is there. */
const keyOf = (owner: string, traceId: string) =>
  `trace:${createHash('sha256')
    .update(JSON.stringify([owner, traceId]))
    .digest('base64url')}`

/** GET /v1/traces/{trace_id}, for its owner. */
export async function traces(incoming: Incoming, traceId: string, services: Services): Promise<Answer> {
  try {
    const { headers } = incoming
    const owners = ownersOf(headers, accessOf(incoming, services.env), services.env)()
    await services.shared.background.settled()
    for (const owner of owners) {
      const spans = [
        ...recentAt(services.shared.recent, owner, traceId),
        ...(await spansAt(services.shared.store, keyOf(owner, traceId))),
      ]
      if (spans.length) return json(traceOf(traceId, spans), { headers: { 'cache-control': 'no-store' } })
    }
    throw new GatewayError(
      'not_found_error',
      `There is no trace "${traceId.slice(0, 64)}" for you. Its owner reads it with the key, or the access token, its requests came with; it is kept for 7 days.`,
      { param: 'trace_id', code: 'unknown_trace' },
    )
  } catch (cause) {
    return refusal(cause, incoming, services)
  }
}

function recentAt(recent: Recent, owner: string, traceId: string): Span[] {
  const found = recent.get(traceId)
  return found?.owners().includes(owner) ? [{ ...found.span, cost: found.cost() }] : []
}

async function spansAt(store: Store, key: string): Promise<Span[]> {
  const count = Math.min(Number((await store.get(key)) ?? 0), MOST_SPANS)
  const texts = await Promise.all(Array.from({ length: count }, (_, index) => store.get(`${key}:${index + 1}`)))
  return texts.flatMap(text => {
    const parsed = text === undefined ? undefined : parseJson(text)
    return parsed?.ok ? [parsed.value as Span] : []
  })
}

function traceOf(traceId: string, spans: Span[]): Trace {
  const beginnings = spans.map(({ started_at }) => Date.parse(started_at))
  const ends = spans.map(({ ms }, index) => beginnings[index]! + ms)
  return {
    object: 'refract.trace',
    trace_id: traceId,
    ms: round(Math.max(...ends) - Math.min(...beginnings)),
    usage: spans.reduce<Usage | null>((sum, { usage }) => (sum && usage ? addUsage(sum, usage) : (sum ?? usage)), null),
    cost: spans.reduce<number | null>(
      (sum, { cost, usage }) => (sum === null || (usage && cost === null) ? null : sum + (cost ?? 0)),
      0,
    ),
    spans: treeOf(spans),
  }
}

/** By the ids of their parents; one whose parent is not here, or that would be its own ancestor, is a root. In order of time. */
function treeOf(spans: Span[]): SpanNode[] {
  const nodes = [...spans]
    .sort((one, other) => one.started_at.localeCompare(other.started_at))
    .map((span): SpanNode => ({ ...span, children: [] }))
  const byId = new Map(nodes.map(node => [node.span_id, node]))
  const parents = new Map<SpanNode, SpanNode>()
  const roots: SpanNode[] = []
  for (const node of nodes) {
    const parent = node.parent_span_id === null ? undefined : byId.get(node.parent_span_id)
    if (!parent || isAncestor(node, parent, parents)) {
      roots.push(node)
      continue
    }
    parents.set(node, parent)
    parent.children.push(node)
  }
  return roots
}

function isAncestor(node: SpanNode, of: SpanNode, parents: Map<SpanNode, SpanNode>): boolean {
  for (let at: SpanNode | undefined = of; at; at = parents.get(at)) if (at === node) return true
  return false
}
