import type { ChatChunk, ChunkChoice, Delta } from '@/lib/chat/types'
import { type ChunkHead, chunkWriter } from '../chunks'
import { fenceFilter } from '../fence'
import { madeId } from '../openai/reply'
import { list, record, text } from '../read'
import type { ReplyContext } from '../wire'
import { blockWriter, signed } from './blocks'
import { toAnnotations } from './citations'
import { failIfFailed, toFinishReason } from './finish'
import { toLogprobs } from './logprobs'
import { partialArguments } from './partial-args'
import type { Structure } from './structure'

type Members = Record<string, unknown>

/** Reads one candidate, event by event. */
export interface Candidate {
  /** Throws GatewayError where the candidate says that there is no answer. */
  next(candidate: Members): ChatChunk[]
  /** Its prompt was blocked. */
  block(reason: string, feedback: unknown): void
  /** Whether it has said why it ended. */
  readonly ended: boolean
  /** What it still owes, and its finish; once, when nothing follows. Throws like `next`. */
  end(): ChatChunk[]
}

/** Members of a candidate that are translated, and names that are taken; what else it holds is shown as it came. */
const NOT_SHOWN = new Set([
  'content',
  'index',
  'finishReason',
  'logprobsResult',
  'delta',
  'logprobs',
  'finish_reason',
  '__proto__',
])

export function candidateReader(index: number, head: ChunkHead, structure: Structure, context: ReplyContext): Candidate {
  const filter = structure.kind === 'instruction' ? fenceFilter() : undefined
  const blocks = blockWriter(context.extras)
  const extras: Members = {}
  const chunkOf = chunkWriter(head, index)
  let reason: string | undefined
  let blocked = false
  let calls = 0
  let content = ''
  let answered = false
  /** Anything the caller can see. */
  let said = false
  /** A call whose arguments come by path. */
  let open: { call: number; args: ReturnType<typeof partialArguments> } | undefined

  function next(candidate: Members): ChatChunk[] {
    for (const [key, value] of Object.entries(candidate)) {
      if (!NOT_SHOWN.has(key) && value != null) extras[key] = value
    }
    const parts = list(record(candidate.content).parts).map(record)
    const chunks = parts.flatMap(deltas).flatMap(delta => chunkOf(delta))
    const logprobs = toLogprobs(candidate.logprobsResult)
    if (logprobs) chunks.push(...chunkOf({}, { logprobs }))
    reason = text(candidate.finishReason) ?? reason
    if (reason) failIfFailed(reason, text(extras.finishMessage))
    return chunks
  }

  function block(why: string, promptFeedback: unknown): void {
    reason = why
    blocked = true
    extras.promptFeedback = promptFeedback
  }

  function end(): ChatChunk[] {
    const owed = closeCall()
    const rest = filter?.end()
    if (rest) owed.push(say(rest))
    const finish_reason = blocked ? 'content_filter' : toFinishReason(reason!, { calls, said }, text(extras.finishMessage))
    const annotations = toAnnotations(extras, content)
    if (annotations.length) owed.push({ annotations })
    return [...owed.flatMap(delta => chunkOf(delta)), ...chunkOf({}, { ...extras, finish_reason, native_finish_reason: reason! })]
  }

  function deltas(part: Members): Delta[] {
    const signature = text(part.thoughtSignature)
    if (part.functionCall) return call(record(part.functionCall), signature)
    if (typeof part.text === 'string') {
      if (part.thought === true) return think(part.text, signature)
      const words = filter ? filter.push(part.text) : part.text
      return words || signature ? [say(words, signature)] : []
    }
    return other(part, signature)
  }

  function say(words: string, signature?: string): Delta {
    content += words
    said ||= words !== ''
    return { ...(words && { content: words }), ...blocks.add('text', words, signature) }
  }

  function think(thought: string, signature: string | undefined): Delta[] {
    if (!thought && !signature) return []
    return [{ ...(thought && { reasoning_content: thought }), ...blocks.add('thinking', thought, signature) }]
  }

  function call(made: Members, signature: string | undefined): Delta[] {
    const name = text(made.name)
    if (!name) return continueCall(made)
    const owed = closeCall()
    if (structure.kind === 'tool' && name === structure.name) {
      // Called twice at once, the first answer is the answer.
      if (answered) return owed
      answered = true
      return [...owed, say(toArguments(made.args))]
    }
    const number = calls++
    said = true
    const opened: Delta = {
      tool_calls: [
        {
          index: number,
          id: text(made.id) ?? madeId(context, index, number),
          type: 'function',
          function: { name, arguments: '' },
          ...signed(signature),
        },
      ],
    }
    if (made.partialArgs === undefined && made.willContinue !== true) {
      opened.tool_calls![0]!.function!.arguments = toArguments(made.args)
      return [...owed, opened]
    }
    open = { call: number, args: partialArguments() }
    return [...owed, opened, ...continueCall(made)]
  }

  function continueCall({ partialArgs, willContinue }: Members): Delta[] {
    const more = open?.args.add(partialArgs)
    return more || willContinue === true ? [] : closeCall()
  }

  function closeCall(): Delta[] {
    if (!open) return []
    const delta: Delta = { tool_calls: [{ index: open.call, function: { arguments: open.args.json() } }] }
    open = undefined
    return [delta]
  }

  /** Generated images, code that Gemini ran, and parts younger than this reader. */
  function other(part: Members, signature: string | undefined): Delta[] {
    const kind = Object.keys(part).find(key => typeof part[key] === 'object' && part[key] !== null)
    if (!kind) return []
    said = true
    const { mimeType, data } = record(part.inlineData)
    const picture = text(mimeType)?.startsWith('image/') && text(data) && part.thought !== true
    if (!picture) return [blocks.whole({ ...part, type: kind })]
    const url = `data:${mimeType};base64,${data}`
    return [blocks.whole({ type: 'image_url', image_url: { url }, ...signed(signature) })]
  }

  return {
    next,
    block,
    get ended() {
      return reason !== undefined
    },
    end,
  }
}

const toArguments = (args: unknown) => (typeof args === 'string' ? args : JSON.stringify(args ?? {}))
