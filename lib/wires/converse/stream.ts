import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, ContentBlockDelta, Decoded, Delta, ToolCallDelta } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import type { ServerEvent } from '@/lib/util/sse'
import { chunkWriter } from '../chunks'
import { fenceFilter } from '../fence'
import { count, record, text } from '../read'
import type { ReplyContext, StreamDecoder } from '../wire'
import { callOf, isAnswer, joinedBase64, ownBlock } from './blocks'
import { toAnnotations } from './citations'
import { streamErrorOf } from './errors'
import { toFinishReason } from './finish'
import { aside } from './reply'
import { structureOf } from './structure'
import { toUsage } from './usage'

type Members = Record<string, unknown>

/** A block under way. Text and thinking begin with their first delta, others with a frame of their own. */
interface Open {
  /** Of a call: its place among the caller's calls, or the answer by schema. */
  call?: number | 'answer'
  /** Of Converse's own blocks: what began it, and its deltas. */
  own?: { start: Members; deltas: unknown[] }
  /** Its place in content_blocks, once it is shown there. */
  shown?: number
  /** Where its text starts in the whole content. */
  start: number
  citations: unknown[]
  redacted: string[]
  /** Whether arguments came in fragments. */
  streamed: boolean
}

/**
 * Frames to chunks: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html. `metadata` comes after
 * `messageStop` and is the last; an answer without it lacks its usage only.
 */
export function decoder(context: ReplyContext): StreamDecoder {
  const structure = structureOf(context.request, context.ask)
  const filter = structure.kind === 'instruction' ? fenceFilter() : undefined
  const head = {
    id: context.id,
    object: 'chat.completion.chunk' as const,
    created: context.now,
    model: context.request.model,
  }
  const open = new Map<number, Open>()
  const chunks = chunkWriter(head)
  let calls = 0
  let shown = 0
  let written = 0
  let stopped = false
  let finished = false

  return {
    next: event => (finished ? [] : read(event).map((chunk): Decoded => ({ chunk }))),
    end() {
      finished ||= stopped
      return []
    },
    get finished() {
      return finished
    },
  }

  function read({ event = '', data }: ServerEvent): ChatChunk[] {
    if (event.startsWith('!')) throw streamErrorOf(event.slice(1), data)
    const parsed = parseJson(data)
    if (!parsed.ok) throw new GatewayError('provider_error', 'Bedrock sent a frame that is not JSON.', { code: 'bad_event' })
    const frame = record(parsed.value)
    if (event === 'metadata') return metadata(frame)
    if (stopped) return []
    const index = count(frame.contentBlockIndex) ?? 0
    switch (event) {
      case 'messageStart':
        return chunks()
      case 'contentBlockStart':
        return chunks(blockStart(index, record(frame.start)))
      case 'contentBlockDelta':
        return chunks(blockDelta(index, record(frame.delta)))
      case 'contentBlockStop':
        return chunks(blockStop(index))
      case 'messageStop':
        return messageStop(text(frame.stopReason))
      default:
        // Frames younger than this reader.
        return []
    }
  }

  function begin(index: number, more: Partial<Open> = {}): Open {
    const begins: Open = { start: written, citations: [], redacted: [], streamed: false, ...more }
    open.set(index, begins)
    return begins
  }

  function blockStart(index: number, start: Members): Delta | undefined {
    const call = callOf(start)
    if (call && isAnswer(call, structure)) begin(index, { call: 'answer' })
    else if (call) {
      const at = calls++
      begin(index, { call: at })
      const { id, name } = call
      return { tool_calls: [{ index: at, id, type: 'function', function: { name, arguments: '' } }] }
    } else if (ownBlock(start)) begin(index, { own: { start, deltas: [] } })
    return undefined
  }

  function blockDelta(index: number, delta: Members): Delta | undefined {
    const at = open.get(index) ?? begin(index)
    if (at.own) at.own.deltas.push(Object.values(delta)[0])
    else if (delta.toolUse !== undefined) return fragment(at, text(record(delta.toolUse).input))
    else if (delta.text !== undefined) return say(at, text(delta.text))
    else if (delta.reasoningContent !== undefined) return think(at, record(delta.reasoningContent))
    else if (delta.citation !== undefined) at.citations.push(delta.citation)
    return undefined
  }

  function fragment(at: Open, json: string | undefined): Delta | undefined {
    if (!json || at.call === undefined) return undefined
    at.streamed = true
    return at.call === 'answer' ? say(at, json) : { tool_calls: [argumentsOf(at.call, json)] }
  }

  /** What a block still owes when it ends. */
  function blockStop(index: number): Delta | undefined {
    const at = open.get(index)
    if (!at) return undefined
    open.delete(index)
    // A call without arguments streams none.
    if (at.call === 'answer') return at.streamed ? undefined : say(at, '{}')
    if (at.call !== undefined) return at.streamed ? undefined : { tool_calls: [argumentsOf(at.call, '{}')] }
    if (at.own) return show(at, whole(at.own))
    if (at.redacted.length) return show(at, { type: 'redacted_thinking', data: joinedBase64(at.redacted) })
    return at.citations.length ? cite(at) : undefined
  }

  function messageStop(reason: string | undefined): ChatChunk[] {
    const owed = [...open.keys()].flatMap(index => chunks(blockStop(index)))
    const rest = filter?.end()
    if (rest) owed.push(...chunks({ content: rest, ...show(undefined, { type: 'text', text: rest }) }))
    const finish_reason = toFinishReason(reason, calls)
    stopped = true
    const choice = { index: 0, delta: {}, logprobs: null, finish_reason, ...(reason && { native_finish_reason: reason }) }
    return [...chunks(), ...owed, { ...head, choices: [choice] }]
  }

  function metadata(frame: Members): ChatChunk[] {
    finished = stopped
    const usage = toUsage(frame.usage)
    return stopped && usage ? [{ ...head, choices: [], usage, ...aside(frame) }] : []
  }

  function say(at: Open, raw: string | undefined): Delta | undefined {
    const said = raw && filter ? filter.push(raw) : raw
    if (!said) return undefined
    written += said.length
    return { content: said, ...show(at, { type: 'text', text: said }) }
  }

  function think(at: Open, reasoning: Members): Delta | undefined {
    const thinking = text(reasoning.text)
    const signature = text(reasoning.signature)
    if (text(reasoning.redactedContent)) at.redacted.push(text(reasoning.redactedContent)!)
    if (!thinking && !signature) return undefined
    const piece = { type: 'thinking', thinking: thinking ?? '', ...(signature && { signature }) }
    return { ...(thinking && { reasoning_content: thinking }), ...show(at, piece) }
  }

  function cite(at: Open): Delta | undefined {
    const annotations = toAnnotations(at.citations, at.start, written)
    const delta = { ...(annotations.length && { annotations }), ...show(at, { citations: at.citations }) }
    return Object.keys(delta).length ? delta : undefined
  }

  /** A piece of a block for content_blocks; its type is told with its first piece only. */
  function show(at: Open | undefined, piece: ContentBlockDelta['delta']): Pick<Delta, 'content_blocks'> {
    if (!context.extras) return {}
    const { type, ...rest } = piece
    const first = at?.shown === undefined
    const index = at?.shown ?? shown++
    if (at) at.shown = index
    if (!first && rest.thinking === '') delete rest.thinking
    return { content_blocks: [{ index, delta: first ? { type: type ?? 'text', ...rest } : rest }] }
  }
}

const argumentsOf = (call: number, json: string): ToolCallDelta => ({ index: call, function: { arguments: json } })

/** A block of Converse's own from its pieces: the input of a tool it runs is text, the content of others a list. */
function whole({ start, deltas }: NonNullable<Open['own']>): { type: string; [member: string]: unknown } {
  const block = ownBlock(start) ?? { type: 'unknown' }
  const begun = record(block[block.type])
  if (block.type !== 'toolUse') return { ...block, [block.type]: { ...begun, ...(deltas.length && { content: deltas.flat() }) } }
  const input = parseJson(deltas.map(delta => text(record(delta).input) ?? '').join(''))
  return { ...block, toolUse: { ...begun, input: input.ok ? input.value : {} } }
}
