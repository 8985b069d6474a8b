import type { RawFrame, Receipt, ReceiptFrame } from '@/lib/chat/receipt'
import type { ChatChunk } from '@/lib/chat/types'

/** A stretch of an answer, in UTF-16 units. */
export interface Made {
  choice: number
  part: 'text' | 'thinking' | 'calls'
  from: number
  to: number
}

/** One raw event of a provider. */
export interface Frame extends RawFrame {
  /** Index into the receipt's attempts. */
  attempt: number
  /** What of the answer came with it; empty where nothing did, or where it cannot be told. */
  made: readonly Made[]
}

/** The raw events of one run. Kept in memory only. */
export interface FrameLog {
  /** Shared with the log that grows; the first `count` are there. */
  frames: readonly Frame[]
  count: number
  /** How many more came than are kept. */
  left: number
}

/** Characters, of all sendings of a run together. */
const MOST = 1_000_000

interface Waiting {
  frame: Frame & { made: Made[] }
  /** Chunks that are still to come of it. */
  chunks: number
}

/** Takes what a stream says, in its order: the gateway tells a frame before the chunks it made of it. */
export function frameLog() {
  const frames: Frame[] = []
  /** By attempt, those whose chunks have not all come. */
  const waiting = new Map<number, Waiting[]>()
  const lengths = new Map<string, number>()
  let attempts: Receipt['attempts'] = []
  let chosen: number | null = null
  let size = 0
  let left = 0
  let leftUpstream = 0

  function add({ attempt, ms, event, data, chunks = 0 }: Omit<ReceiptFrame, 'object'>) {
    const frame = { attempt, ms, ...(event && { event }), data, made: [] as Made[] }
    size += data.length
    if (size > MOST) left++
    else frames.push(frame)
    if (chunks) waiting.set(attempt, [...(waiting.get(attempt) ?? []), { frame, chunks }])
  }

  /** The sending whose answer a chunk belongs to: with a fan-out each choice has its own. */
  function attemptOf(choice: number): number {
    if (chosen !== null && attempts[chosen]?.choice === undefined) return chosen
    return attempts.findLastIndex(attempt => attempt.choice === choice && !attempt.error)
  }

  function see({ choices }: ChatChunk) {
    const queue = waiting.get(attemptOf(choices[0]?.index ?? 0))
    const first = queue?.[0]
    for (const { index, delta = {} } of choices) {
      const calls = (delta.tool_calls ?? []).map(({ function: { arguments: text = '' } = {} }) => text ?? '').join('')
      for (const [part, text] of [
        ['thinking', delta.reasoning_content],
        ['text', delta.content],
        ['calls', calls],
      ] as const) {
        if (!text) continue
        const from = lengths.get(`${part} ${index}`) ?? 0
        const to = from + text.length
        lengths.set(`${part} ${index}`, to)
        if (first) extend(first.frame.made, { choice: index, part, from, to })
      }
    }
    if (first && --first.chunks === 0) queue?.shift()
  }

  return {
    add,
    see,
    /** Learns who answers, and takes over the frames of sendings that never began to stream. Returns the receipt without them. */
    receipt(receipt: Receipt): Receipt {
      attempts = receipt.attempts
      chosen = receipt.chosen
      leftUpstream = attempts.reduce((sum, { frames_left = 0 }) => sum + frames_left, 0)
      attempts.forEach(({ frames = [] }, attempt) => {
        for (const frame of frames) add({ ...frame, attempt })
      })
      return withoutFrames(receipt)
    },
    snapshot: (): FrameLog => ({ frames, count: frames.length, left: left + leftUpstream }),
  }
}

/** What a receipt is kept and shown as. */
export function withoutFrames(receipt: Receipt): Receipt {
  if (!receipt.attempts.some(({ frames }) => frames)) return receipt
  return { ...receipt, attempts: receipt.attempts.map(({ frames: _, ...attempt }) => attempt) }
}

function extend(made: Made[], next: Made) {
  const same = made.find(({ choice, part, to }) => choice === next.choice && part === next.part && to === next.from)
  if (same) same.to = next.to
  else made.push(next)
}
