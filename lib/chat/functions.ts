import type {
  AssistantMessage,
  ChatChunk,
  ChatCompletion,
  ChatMessage,
  ChatRequest,
  Delta,
  FinishReason,
  FunctionMessage,
  Note,
  ResponseMessage,
  ToolCall,
  ToolChoice,
} from './types'

/** Whether anything in the request is in the legacy form that only OpenAI still takes. */
export function usesFunctions(request: ChatRequest): boolean {
  return expectsFunctionCall(request) || request.function_call != null || request.messages.some(isLegacy)
}

/** Whether the caller reads `function_call` in the answer. */
export function expectsFunctionCall(request: ChatRequest): boolean {
  return request.functions != null
}

/**
 * The request with its legacy functions as tools: definitions, choice, and the calls and results of earlier turns, with ids
 * made up so that they match. The request itself is left as it is. A note says where each thing went.
 */
export function withTools(request: ChatRequest): { request: ChatRequest; notes: Note[] } {
  const { functions, function_call, ...rest } = request
  const notes: Note[] = []
  const next: ChatRequest = { ...rest }
  const why = 'Only OpenAI still takes the legacy functions; tools are the same thing by its newer name.'
  if (functions) {
    next.tools = [...(request.tools ?? []), ...functions.map(fn => ({ type: 'function' as const, function: fn }))]
    notes.push({ param: 'functions', action: 'moved', from: functions, to: next.tools, at: 'tools', why })
  }
  if (function_call && request.tool_choice == null) {
    next.tool_choice = toChoice(function_call)
    notes.push({ param: 'function_call', action: 'moved', from: function_call, to: next.tool_choice, at: 'tool_choice', why })
  } else if (function_call) {
    const overruled = 'The request also has tool_choice, which says the same by its newer name.'
    notes.push({ param: 'function_call', action: 'dropped', from: function_call, why: overruled })
  }
  if (request.messages.some(isLegacy)) next.messages = toolMessages(request.messages, notes)
  return { request: next, notes }
}

/**
 * An answer with tool calls as one with a function call, for callers of the legacy functions. The old form has room for one
 * call: the first is it, and further ones stay in `tool_calls`, where they are not lost.
 */
export function legacyCompletion(completion: ChatCompletion): ChatCompletion {
  const choices = completion.choices.map(choice => ({
    ...choice,
    message: legacyMessage(choice.message),
    finish_reason: legacyFinish(choice.finish_reason),
  }))
  return { ...completion, choices }
}

/** {@link legacyCompletion} for one chunk of a stream; the same chunk where nothing is to be done. */
export function legacyChunk(chunk: ChatChunk): ChatChunk {
  if (!chunk.choices.some(({ delta, finish_reason }) => delta.tool_calls || finish_reason === 'tool_calls')) return chunk
  const choices = chunk.choices.map(choice => ({
    ...choice,
    delta: legacyDelta(choice.delta),
    finish_reason: legacyFinish(choice.finish_reason),
  }))
  return { ...chunk, choices }
}

function isLegacy(message: ChatMessage): boolean {
  return message.role === 'function' || (message.role === 'assistant' && message.function_call != null)
}

function toChoice(call: NonNullable<ChatRequest['function_call']>): ToolChoice {
  return typeof call === 'string' ? call : { type: 'function', function: { name: call.name } }
}

function toolMessages(messages: ChatMessage[], notes: Note[]): ChatMessage[] {
  const result: ChatMessage[] = []
  /** Calls that have no result yet, oldest first. */
  const open: { id: string; name: string }[] = []
  const taken = new Set(messages.flatMap(idsOf))
  let made = 0
  const newId = () => {
    let id: string
    do id = `call_function_${made++}`
    while (taken.has(id))
    return id
  }

  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`
    if (message.role === 'function') {
      let at = open.findIndex(({ name }) => name === message.name)
      if (at < 0) {
        const id = newId()
        result.push({ role: 'assistant', content: null, tool_calls: [callOf(id, message.name, '{}')] })
        at = open.push({ id, name: message.name }) - 1
        const why = `No earlier message calls ${message.name}; a result needs a call that it answers.`
        notes.push({ param: path, action: 'added', to: result.at(-1), at: 'messages', why })
      }
      const [call] = open.splice(at, 1)
      const to = toolResult(message, call!.id)
      result.push(to)
      notes.push({
        param: path,
        action: 'moved',
        from: message,
        to,
        at: 'messages',
        why: 'The result of a function is a tool message.',
      })
    } else if (message.role === 'assistant' && message.function_call) {
      const id = newId()
      open.push({ id, name: message.function_call.name })
      const to = withToolCall(message, id)
      result.push(to)
      const why = 'A function call is a tool call with an id.'
      notes.push({
        param: `${path}.function_call`,
        action: 'moved',
        from: message.function_call,
        to: to.tool_calls,
        at: 'messages',
        why,
      })
    } else result.push(message)
  }
  return result
}

function withToolCall({ function_call, ...message }: AssistantMessage, id: string): AssistantMessage {
  const { name, arguments: text } = function_call!
  return { ...message, tool_calls: [...(message.tool_calls ?? []), callOf(id, name, text)] }
}

function toolResult({ content }: FunctionMessage, id: string): ChatMessage {
  return { role: 'tool', tool_call_id: id, content: content ?? '' }
}

function callOf(id: string, name: string, text: string): ToolCall {
  return { id, type: 'function', function: { name, arguments: text } }
}

function idsOf(message: ChatMessage): string[] {
  return message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : []
}

function legacyMessage(message: ResponseMessage): ResponseMessage {
  const { tool_calls, ...rest } = message
  const [first, ...others] = tool_calls ?? []
  if (first?.type !== 'function') return message
  return { ...rest, function_call: first.function, ...(others.length > 0 && { tool_calls: others }) }
}

function legacyDelta(delta: Delta): Delta {
  const { tool_calls, ...rest } = delta
  const first = tool_calls?.find(({ index }) => index === 0)
  if (!first?.function) return delta
  const others = tool_calls!.filter(({ index }) => index !== 0)
  return { ...rest, function_call: first.function, ...(others.length > 0 && { tool_calls: others }) }
}

function legacyFinish<Reason extends FinishReason | null>(reason: Reason): Reason | 'function_call' {
  return reason === 'tool_calls' ? 'function_call' : reason
}
