import type { Receipt, ReceiptAttempt } from '@/lib/chat/receipt'
import type { Usage } from '@/lib/chat/types'
import type { Attempt, Reply } from '@/lib/routing/types'
import type { Asked } from './ask'
import { costOf } from './cost'

/** The receipt of a call as it stands now: attempts under way have no end yet. Times in milliseconds, to a hundredth. */
export function receiptOf({ call, parsed }: Asked, reply: Reply, total: number, usage: Usage | null): Receipt {
  const { attempts } = call
  const chosen = reply.ok ? attempts.indexOf(reply.attempt) : -1
  const marks = attempts[chosen]?.marks
  return {
    object: 'refract.receipt',
    trace_id: call.traceId,
    request: folded(call.source.parsed),
    attempts: attempts.map(toReceipt),
    chosen: chosen < 0 ? null : chosen,
    cache: reply.cache ?? { status: 'DISABLED' },
    timing: {
      parsed: round(parsed),
      routed: round(attempts[0]?.marks.start ?? parsed),
      ...(marks?.firstByte !== undefined && { first_byte: round(marks.firstByte) }),
      ...(marks?.firstThought !== undefined && { first_thought: round(marks.firstThought) }),
      ...(marks?.firstContent !== undefined && { first_content: round(marks.firstContent) }),
      total: round(total),
    },
    usage,
    cost: reply.ok && usage ? costOf(reply, usage) : null,
  }
}

function toReceipt({ marks, finishReason, ...attempt }: Attempt): ReceiptAttempt {
  const { path, provider, model, status, ms, url, headers, body, notes, choice, waited, cached, end, error, frames, framesLeft } =
    attempt
  return {
    path,
    provider,
    model,
    status,
    ms: round(ms),
    url,
    headers,
    body: folded(body),
    notes,
    ...(choice !== undefined && { choice }),
    ...(waited !== undefined && { waited }),
    ...(cached && { cached }),
    marks: {
      start: round(marks.start),
      ...(marks.sent !== undefined && { sent: round(marks.sent) }),
      ...(marks.headers !== undefined && { headers: round(marks.headers) }),
      ...(marks.firstByte !== undefined && { first_byte: round(marks.firstByte) }),
      ...(marks.firstThought !== undefined && { first_thought: round(marks.firstThought) }),
      ...(marks.firstContent !== undefined && { first_content: round(marks.firstContent) }),
      ...(marks.end !== undefined && { end: round(marks.end) }),
    },
    end: end ?? null,
    ...(error && { error }),
    ...(finishReason && { finish_reason: finishReason }),
    ...(frames?.length && { frames: frames.map(frame => ({ ...frame, ms: round(frame.ms) })) }),
    ...(framesLeft && { frames_left: framesLeft }),
  }
}

const round = (ms: number) => Math.round(ms * 100) / 100

const LONG_BASE64 = 2_000

/** Images and files come back as their beginning and their size, so that a receipt stays a page and not the upload again. */
export function folded(value: unknown): unknown {
  if (typeof value === 'string') return isBinary(value) ? `${value.slice(0, 64)}… (${value.length} characters)` : value
  if (Array.isArray(value)) return value.map(folded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, folded(member)]))
}

const isBinary = (text: string) => text.length > LONG_BASE64 && /^(data:[\w/+.-]+;base64,)?[A-Za-z0-9+/]{512}/.test(text)
