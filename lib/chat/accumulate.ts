import type {
  ChatChunk,
  ChatCompletion,
  Choice,
  ChunkChoice,
  ContentBlock,
  ContentBlockDelta,
  Delta,
  Logprobs,
  ResponseMessage,
  TokenLogprob,
  ToolCall,
  ToolCallDelta,
} from './types'

export { toChunks } from './to-chunks'

export interface Accumulator {
  /** Takes one more chunk, in time proportional to the chunk. */
  add(chunk: ChatChunk): void
  /**
   * The answer so far; `finish_reason` is null for a choice that has not ended. Cheap enough for every frame: parts that did
   * not change since the last call (choices, tool calls, blocks, the answer itself) are the same objects as then, changed ones
   * are new. Only lists (logprobs, annotations) are shared with the accumulator and go on growing; the object around them is new.
   */
  completion(): ChatCompletion
}

/** Folds the chunks of a stream into the answer they amount to. */
export function accumulate(chunks: Iterable<ChatChunk>): ChatCompletion {
  const all = accumulator()
  for (const chunk of chunks) all.add(chunk)
  return all.completion()
}

export function accumulator(): Accumulator {
  const head = { id: '', created: 0, model: '' }
  const rest: Rest = new Map()
  const choices = new Map<number, ReturnType<typeof choiceState>>()
  let view: ChatCompletion | undefined

  return {
    add(chunk) {
      view = undefined
      head.id ||= chunk.id
      head.created ||= chunk.created
      // Azure's first chunk has no model.
      head.model ||= chunk.model
      for (const key of Object.keys(chunk)) if (!NOT_OF_ANSWER.has(key)) keepLast(rest, key, chunk[key])
      for (const part of chunk.choices) stateOf(choices, part.index, choiceState).add(part)
    },
    completion() {
      view ??= {
        id: head.id,
        object: 'chat.completion',
        created: head.created,
        model: head.model,
        choices: inOrder(choices),
        ...Object.fromEntries(rest),
      }
      return view
    },
  }
}

/** Keys that are read otherwise, or that belong to one chunk only. */
const NOT_OF_ANSWER = new Set(['id', 'object', 'created', 'model', 'choices', 'obfuscation'])

function choiceState(index: number) {
  const message = messageState()
  const rest: Rest = new Map()
  let finish: Choice['finish_reason'] = null
  let logprobs: Logprobs | null = null
  let view: Choice | undefined

  return {
    add(part: ChunkChoice) {
      view = undefined
      message.add(part.delta ?? {})
      finish = part.finish_reason ?? finish
      if (part.logprobs) logprobs = extendLogprobs(logprobs, part.logprobs)
      for (const key in part) if (!CHOICE_KEYS.has(key)) keepLast(rest, key, part[key as keyof ChunkChoice])
    },
    view() {
      view ??= { index, message: message.view(), logprobs, finish_reason: finish, ...Object.fromEntries(rest) }
      return view
    },
  }
}

const CHOICE_KEYS = new Set(['index', 'delta', 'finish_reason', 'logprobs'])

function messageState() {
  const texts: { content: string | null; refusal: string | null; reasoning?: string } = { content: null, refusal: null }
  const calls = new Map<number, ReturnType<typeof callState>>()
  const blocks = new Map<number, ReturnType<typeof blockState>>()
  const rest: Rest = new Map()

  return {
    add(delta: Delta) {
      for (const key in delta) {
        if (key === 'content') texts.content = extend(texts.content, delta.content)
        else if (key === 'refusal') texts.refusal = extend(texts.refusal, delta.refusal)
        else if (key === 'reasoning_content') texts.reasoning = extend(texts.reasoning, delta.reasoning_content)
        else if (key === 'tool_calls') for (const part of delta.tool_calls ?? []) stateOf(calls, part.index, callState).add(part)
        else if (key === 'content_blocks')
          for (const part of delta.content_blocks ?? []) stateOf(blocks, part.index, blockState).add(part.delta)
        else if (key !== 'role') merge(rest, key, delta[key as keyof Delta])
      }
    },
    view(): ResponseMessage {
      return {
        role: 'assistant',
        content: texts.content,
        refusal: texts.refusal,
        ...(texts.reasoning !== undefined && { reasoning_content: texts.reasoning }),
        ...(blocks.size > 0 && { content_blocks: inOrder(blocks) }),
        ...(calls.size > 0 && { tool_calls: inOrder(calls) }),
        ...viewOf(rest),
      }
    },
  }
}

/** The id or the name may come late, and some providers repeat them in every chunk. */
function callState() {
  const call = { id: '', name: '', text: '', type: undefined as ToolCall['type'] | undefined }
  const rest: Rest = new Map()
  let view: ToolCall | undefined

  return {
    add(part: ToolCallDelta) {
      view = undefined
      call.id ||= part.id ?? ''
      call.type ??= part.type ?? (part.custom ? 'custom' : undefined)
      const { name, ...inner } = part.function ?? part.custom ?? {}
      if (name && name !== call.name) call.name += name
      call.text += ('arguments' in inner ? inner.arguments : 'input' in inner ? inner.input : undefined) ?? ''
      for (const key in part) if (!CALL_KEYS.has(key)) keepLast(rest, key, part[key as keyof ToolCallDelta])
    },
    view(): ToolCall {
      const { id, name, text } = call
      view ??=
        call.type === 'custom'
          ? { id, type: 'custom', custom: { name, input: text }, ...Object.fromEntries(rest) }
          : { id, type: 'function', function: { name, arguments: text }, ...Object.fromEntries(rest) }
      return view
    },
  }
}

const CALL_KEYS = new Set(['index', 'id', 'type', 'function', 'custom'])

function blockState() {
  const rest: Rest = new Map()
  let view: ContentBlock | undefined

  return {
    add(delta: ContentBlockDelta['delta']) {
      view = undefined
      for (const key of Object.keys(delta)) {
        const value = delta[key]
        const grows = typeof value === 'string' && BLOCK_TEXTS.has(key)
        rest.set(key, grows ? ((rest.get(key) as string | undefined) ?? '') + value : value)
      }
    },
    view(): ContentBlock {
      view ??= { type: typeOfBlock(rest), ...Object.fromEntries(rest) } as ContentBlock
      return view
    },
  }
}

const BLOCK_TEXTS = new Set(['text', 'thinking', 'signature'])

/** Portkey names the type in the first delta of a block or nowhere. */
function typeOfBlock(rest: Rest): string {
  if (rest.has('text')) return 'text'
  return rest.has('data') ? 'redacted_thinking' : 'thinking'
}

/** Other members of an object, by name. A Map, so that `__proto__` is a name like others. */
type Rest = Map<string, unknown>

function keepLast(rest: Rest, key: string, value: unknown) {
  if (value !== null && value !== undefined) rest.set(key, value)
}

/**
 * A member of a delta: text and lists grow, so do the members of an object (function_call, audio); of others the last counts.
 * What grows is the accumulator's own, never the chunk's.
 */
function merge(rest: Rest, key: string, value: unknown, inObject = false) {
  const before = rest.get(key)
  if (value === undefined || (value === null && before !== undefined)) return
  if (typeof value === 'string' && typeof before === 'string') rest.set(key, WHOLE.has(key) ? value || before : before + value)
  else if (Array.isArray(value)) rest.set(key, extendList(Array.isArray(before) ? before : [], value))
  else if (typeof value === 'object' && value !== null && !inObject) {
    const members = before instanceof Map ? (before as Rest) : new Map<string, unknown>()
    for (const [name, inner] of Object.entries(value)) merge(members, name, inner, true)
    rest.set(key, members)
  } else rest.set(key, value)
}

/** Come in one piece, perhaps again and again. */
const WHOLE = new Set(['id', 'name', 'type'])

function viewOf(rest: Rest): object {
  return Object.fromEntries([...rest].map(([key, value]) => [key, value instanceof Map ? Object.fromEntries(value) : value]))
}

/** Empty text is none: `content` is null until there is some. */
function extend<Empty extends null | undefined>(text: string | Empty, more: string | null | undefined): string | Empty {
  return more ? (text ?? '') + more : text
}

function extendLogprobs(before: Logprobs | null, { content, refusal }: Logprobs): Logprobs {
  return { content: extendTokens(before?.content ?? null, content), refusal: extendTokens(before?.refusal ?? null, refusal) }
}

function extendTokens(tokens: TokenLogprob[] | null, more: TokenLogprob[] | null | undefined): TokenLogprob[] | null {
  return more ? extendList(tokens ?? [], more) : tokens
}

/** One by one: the arguments of a single push have a limit. */
function extendList<Item>(list: Item[], more: Item[]): Item[] {
  for (const item of more) list.push(item)
  return list
}

function stateOf<State>(states: Map<number, State>, index: number, create: (index: number) => State): State {
  let state = states.get(index)
  if (!state) states.set(index, (state = create(index)))
  return state
}

function inOrder<View>(states: Map<number, { view(): View }>): View[] {
  return [...states].sort(([a], [b]) => a - b).map(([, state]) => state.view())
}
