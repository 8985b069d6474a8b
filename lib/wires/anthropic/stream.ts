import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, ContentBlockDelta, Decoded, Delta, ToolCallDelta } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import { likeness } from '@/lib/util/likeness'
import { chunkWriter } from '../chunks'
import { fenceFilter } from '../fence'
import { record, text } from '../read'
import { Said } from '../said'
import type { ReplyContext, StreamDecoder } from '../wire'
import { toAnnotations } from './citations'
import { streamErrorOf } from './errors'
import { toFinishReason } from './finish'
import { hasCitations, isAnswer, toArguments } from './reply'
import { structureOf } from './structure'
import type { AnthropicEvent, AnthropicUsage, Block } from './types'
import { laterUsage, toUsage } from './usage'

/** A block under way. */
interface Open {
  kind: 'text' | 'thinking' | 'call' | 'answer' | 'other'
  /** As it started; citations and the input of other blocks are added to it. */
  block: Block
  /** Its place among the caller's calls. */
  call: number
  /** Its place in content_blocks, once it is shown there. */
  shown?: number
  /** Where its text starts in the whole content. */
  start: number
  /** Whether input came in fragments. */
  streamed: boolean
  /** These fragments, of blocks that are shown whole. */
  input: string
}

/** Events to chunks: https://platform.claude.com/docs/en/build-with-claude/streaming. `message_stop` is the terminal event. */
export function decoder(context: ReplyContext): StreamDecoder {
  const structure = structureOf(context.request, context.ask)
  const filter = structure.kind === 'instruction' ? fenceFilter() : undefined
  const head = { id: context.id, object: 'chat.completion.chunk' as const, created: context.now, model: context.request.model }
  const open = new Map<number, Open>()
  let usage: AnthropicUsage = {}
  let stop: { reason?: string | null; details?: unknown } = {}
  const chunks = chunkWriter(head)
  let calls = 0
  let shown = 0
  let written = 0
  let finished = false
  const like = likeness()
  /** The chunk of the text delta that was learned. */
  let learned: ChatChunk | undefined

  return {
    next({ data }) {
      if (finished) return []
      const words = learned && like.wordsIn(data)
      if (words === undefined) return read(data).map((chunk): Decoded => ({ chunk }))
      written += words.length
      return [new Said(learned!, words)]
    },
    end: () => [],
    get finished() {
      return finished
    },
  }

  function read(data: string): ChatChunk[] {
    const parsed = parseJson(data)
    if (!parsed.ok) throw new GatewayError('provider_error', 'Anthropic sent an event that is not JSON.', { code: 'bad_event' })
    const event = record(parsed.value) as AnthropicEvent
    switch (event.type) {
      case 'message_start':
        return start(event)
      case 'content_block_start':
        return blockStart(event.index ?? 0, record(event.content_block) as Block)
      case 'content_block_delta':
        return blockDelta(event.index ?? 0, record(event.delta), data)
      case 'content_block_stop':
        return chunks(blockStop(event.index ?? 0))
      case 'message_delta': {
        usage = laterUsage(usage, event.usage)
        const { stop_reason, stop_details } = record(event.delta)
        stop = { reason: text(stop_reason) ?? stop.reason, details: stop_details ?? stop.details }
        return []
      }
      case 'message_stop':
        return finish()
      case 'error':
        throw streamErrorOf(event)
      default:
        // ping, and events younger than this reader.
        return []
    }
  }

  function start({ message }: AnthropicEvent): ChatChunk[] {
    head.id = text(message?.id) ?? head.id
    head.model = text(message?.model) ?? head.model
    usage = laterUsage(usage, message?.usage)
    return chunks()
  }

  function blockStart(index: number, block: Block): ChatChunk[] {
    const kind = isAnswer(block, structure) ? 'answer' : kindOf(block.type)
    learned = undefined
    const begins: Open = { kind, block: { ...block }, call: calls, start: written, streamed: false, input: '' }
    open.set(index, begins)
    switch (kind) {
      case 'text':
        return chunks(say(begins, text(block.text)))
      case 'thinking':
        return chunks(think(begins, text(block.thinking), text(block.signature)))
      case 'call':
        calls += 1
        return chunks({
          tool_calls: [
            {
              index: begins.call,
              id: text(block.id) ?? '',
              type: 'function',
              function: { name: text(block.name) ?? '', arguments: '' },
            },
          ],
        })
      default:
        return chunks()
    }
  }

  function blockDelta(index: number, delta: NonNullable<AnthropicEvent['delta']>, data: string): ChatChunk[] {
    const at = open.get(index)
    if (!at) return []
    switch (delta.type) {
      case 'text_delta':
        return learn(at, data, text(delta.text), chunks(say(at, text(delta.text))))
      case 'thinking_delta':
        return chunks(think(at, text(delta.thinking)))
      case 'signature_delta':
        return chunks(think(at, undefined, text(delta.signature)))
      case 'input_json_delta':
        return chunks(fragment(at, text(delta.partial_json)))
      case 'citations_delta':
        at.block.citations = [...(Array.isArray(at.block.citations) ? at.block.citations : []), delta.citation]
        return []
      default:
        return []
    }
  }

  /** What repeats itself from now on. Where pieces of blocks are shown or fences looked for, no two chunks are alike. */
  function learn(at: Open, data: string, said: string | undefined, made: ChatChunk[]): ChatChunk[] {
    learned = undefined
    if (!said || filter || context.extras || at.kind !== 'text') return made
    like.learn(data, said)
    learned = made.at(-1)
    return made
  }

  function fragment(at: Open, json: string | undefined): Delta | undefined {
    if (!json) return undefined
    at.streamed = true
    if (at.kind === 'other') at.input += json
    if (at.kind === 'call') return { tool_calls: [argumentsOf(at, json)] }
    return at.kind === 'answer' ? say(at, json) : undefined
  }

  /** What a block still owes when it ends. */
  function blockStop(index: number): Delta | undefined {
    const at = open.get(index)
    if (!at) return undefined
    open.delete(index)
    learned = undefined
    switch (at.kind) {
      case 'call':
        // A call without arguments streams none; and some come whole with the start of the block.
        return at.streamed ? undefined : { tool_calls: [argumentsOf(at, toArguments(at.block.input))] }
      case 'answer':
        return at.streamed ? undefined : say(at, toArguments(at.block.input))
      case 'text':
        return cite(at)
      case 'other':
        return show(at, whole(at))
      default:
        return undefined
    }
  }

  function finish(): ChatChunk[] {
    const owed = [...open.keys()].flatMap(index => chunks(blockStop(index)))
    const rest = filter?.end()
    if (rest) owed.push(...chunks({ content: rest, ...show(undefined, { type: 'text', text: rest }) }))
    finished = true
    const reason = stop.reason
    const last: ChatChunk = {
      ...head,
      choices: [
        {
          index: 0,
          delta: {},
          logprobs: null,
          finish_reason: toFinishReason(reason, calls),
          ...(reason && { native_finish_reason: reason }),
        },
      ],
      ...(stop.details != null && { stop_details: stop.details }),
    }
    return [...chunks(), ...owed, last, { ...head, choices: [], usage: toUsage(usage) }]
  }

  function say(at: Open, raw: string | undefined): Delta | undefined {
    const said = raw && filter ? filter.push(raw) : raw
    if (!said) return undefined
    written += said.length
    return context.extras ? { content: said, ...show(at, { type: 'text', text: said }) } : { content: said }
  }

  function think(at: Open, thinking: string | undefined, signature?: string): Delta | undefined {
    if (!thinking && !signature) return undefined
    const delta = { type: 'thinking', thinking: thinking ?? '', ...(signature && { signature }) }
    return { ...(thinking && { reasoning_content: thinking }), ...show(at, delta) }
  }

  function cite(at: Open): Delta | undefined {
    if (!hasCitations(at.block)) return undefined
    const annotations = toAnnotations(at.block.citations, at.start, written)
    const delta = { ...(annotations.length && { annotations }), ...show(at, { citations: at.block.citations }) }
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

function kindOf(type: string): Open['kind'] {
  if (type === 'text' || type === 'thinking') return type
  return type === 'tool_use' ? 'call' : 'other'
}

const argumentsOf = ({ call }: Open, json: string): ToolCallDelta => ({ index: call, function: { arguments: json } })

/** A block of the provider's own, with the input that came in fragments. */
function whole({ block, streamed, input }: Open): Block {
  if (!streamed) return block
  const parsed = parseJson(input)
  return parsed.ok ? { ...block, input: parsed.value } : block
}
