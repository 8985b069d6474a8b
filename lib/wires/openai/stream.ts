import type { Abilities } from '@/lib/chat/abilities'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatChunk, Decoded, Usage } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import { likeness } from '@/lib/util/likeness'
import { count, list, record, text } from '../read'
import { Said } from '../said'
import type { ReplyContext, StreamDecoder } from '../wire'
import { type ChoiceReader, choiceReader } from './choice'
import { errorOf, errorWithin } from './errors'
import { repairUsage } from './usage'

type Members = Record<string, unknown>

/**
 * Chunks as they came where nothing must change, with the provider's own text beside them. `[DONE]` is the terminal event; a place
 * that leaves it out is finished when its bytes end and every choice that began has its finish_reason.
 */
export function decoder(context: ReplyContext): StreamDecoder {
  const { can } = context.ask
  const { vendor } = can
  const head = { id: '', created: 0, model: '' }
  const choices = new Map<number, ChoiceReader>()
  /** Azure's first chunk has neither id nor model; it waits for them. */
  let waiting: Members[] = []
  let usage: Decoded | undefined
  let finished = false
  const like = likeness()
  /** The chunk that was learned. */
  let learned: ChatChunk | undefined

  return {
    next: ({ event, data }) => (finished ? [] : read(event, data)),
    end() {
      if (finished) return []
      finished = choices.size > 0 && [...choices.values()].every(choice => choice.finished)
      return finished ? owed() : rest()
    },
    get finished() {
      return finished
    },
  }

  function read(event: string | undefined, data: string): Decoded[] {
    const words = learned && event === undefined ? like.wordsIn(data) : undefined
    if (words !== undefined) return [new Said(learned!, words, data)]
    if (data.trim() === '[DONE]') {
      finished = true
      return [...rest(), ...owed()]
    }
    const parsed = parseJson(data)
    if (!parsed.ok) throw new GatewayError('provider_error', `${vendor} sent an event that is not JSON.`, { code: 'bad_event' })
    const raw = record(parsed.value)
    const error = errorWithin(raw, vendor) ?? (event === 'error' ? errorOf(raw, 502, vendor) : undefined)
    if (error) throw error
    // U+2028 and the like are the writer's concern; an event of several lines cannot be forwarded as one.
    return readChunk(raw, data.includes('\n') ? undefined : data)
  }

  function readChunk(raw: Members, data: string | undefined): Decoded[] {
    if (!head.id && !text(raw.id) && !list(raw.choices).length && !raw.usage) {
      if (Object.keys(raw).some(key => !HEAD.has(key))) waiting.push(raw)
      return []
    }
    head.id ||= text(raw.id) ?? context.id
    head.created ||= count(raw.created) || context.now
    head.model ||= text(raw.model) ?? context.request.model
    const before = waiting.map(held => ({ chunk: { ...held, ...heading(), choices: [] } as ChatChunk }))
    waiting = []
    keepUsage(raw, data)
    const chunk = repaired(raw)
    if (!chunk) return before
    if (chunk === (raw as unknown) && data !== undefined) learn(chunk, data)
    return [...before, chunk === (raw as unknown) && data !== undefined ? { chunk, text: data } : { chunk }]
  }

  /** What repeats itself from now on, where the chunk says words and nothing else. */
  function learn(chunk: ChatChunk, data: string): void {
    const [choice] = chunk.choices
    learned = undefined
    if (chunk.choices.length !== 1 || !choice!.delta.content || !choices.get(choice!.index)?.plain) return
    if (Object.keys(choice!.delta).length > 1 || choice!.logprobs || chunk.usage || 'x_groq' in chunk) return
    like.learn(data, choice!.delta.content)
    learned = chunk
  }

  /** Counted once, however often it is repeated, and sent on its own at the end. */
  function keepUsage(raw: Members, data: string | undefined): void {
    const own = repairUsage(raw.usage, can)
    const counted = own ?? repairUsage(record(raw.x_groq).usage, can) ?? usageOf(raw.choices, can)
    if (!counted) return
    const alone = Array.isArray(raw.choices) && !raw.choices.length
    const same = alone && own === raw.usage && isHeaded(raw)
    if (same) usage = { chunk: raw as unknown as ChatChunk, ...(data !== undefined && { text: data }) }
    else usage = { chunk: { ...(alone && raw), ...heading(), choices: [], usage: counted } as ChatChunk }
  }

  /** The chunk with its repairs, the very same object where it needs none; undefined where nothing is left of it. */
  function repaired(raw: Members): ChatChunk | undefined {
    const asked = list(raw.choices)
    const { usage: counted, ...rest } = raw
    if (!asked.length) {
      const says = Object.keys(rest).some(key => !HEAD.has(key) && !KNOWN.has(key))
      return says && !counted ? ({ ...rest, ...heading(), choices: [] } as ChatChunk) : undefined
    }
    const read = asked.map((choice, position) => {
      const members = record(choice)
      return readerOf(count(members.index) ?? position).read(members)
    })
    const kept = read.filter(choice => choice !== undefined)
    if (!kept.length) return undefined
    const same = kept.length === asked.length && kept.every((choice, position) => choice === asked[position])
    if (same && isHeaded(raw) && (counted === undefined || counted === null)) return raw as unknown as ChatChunk
    return { ...(counted ? rest : raw), ...heading(), choices: same ? raw.choices : kept } as ChatChunk
  }

  function readerOf(index: number): ChoiceReader {
    let reader = choices.get(index)
    if (!reader) choices.set(index, (reader = choiceReader(index, context)))
    return reader
  }

  function rest(): Decoded[] {
    return [...choices.values()].flatMap(choice => {
      const left = choice.finished ? undefined : choice.rest()
      return left ? [{ chunk: { ...heading(), choices: [left] } }] : []
    })
  }

  function owed(): Decoded[] {
    const last = usage
    usage = undefined
    return last ? [last] : []
  }

  function heading(): Pick<ChatChunk, 'id' | 'object' | 'created' | 'model'> {
    return {
      id: head.id || context.id,
      object: 'chat.completion.chunk',
      created: head.created || context.now,
      model: head.model || context.request.model,
    }
  }

  function isHeaded({ id, object, created, model }: Members): boolean {
    return id === head.id && object === 'chat.completion.chunk' && created === head.created && model === head.model
  }
}

const HEAD = new Set(['id', 'object', 'created', 'model', 'choices'])
/** Members that mean nothing without a choice. */
const KNOWN = new Set(['usage', 'obfuscation', 'system_fingerprint', 'service_tier', 'x_groq'])

/** Moonshot's stands in the choice. */
function usageOf(choices: unknown, can: Abilities): Usage | undefined {
  return list(choices)
    .map(choice => repairUsage(record(choice).usage, can))
    .find(usage => usage !== undefined)
}
