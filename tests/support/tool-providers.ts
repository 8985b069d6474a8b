import { type Script, type Seen, type StandIn, type Step, standIn } from './stand-in'

/** A provider that calls get_weather once, and answers when it has the result. All it says holds its secret word. */
export interface ToolProvider {
  secret: string
  standIn: StandIn
}

const sse = (events: unknown[], named: boolean): Script => ({
  headers: { 'content-type': 'text/event-stream' },
  body: events.map(event => `${named ? `event: ${(event as { type: string }).type}\n` : ''}data: ${JSON.stringify(event)}\n\n`),
})

/** The answer of the second turn; JSON, as the schema asks for it. */
const answerOf = (secret: string) => JSON.stringify({ sky: secret })

export async function anthropicWithTool(secret: string): Promise<ToolProvider> {
  const start = {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [],
      model: 'claude',
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 9, output_tokens: 1 },
    },
  }
  const block = (index: number, content_block: unknown, ...deltas: unknown[]) => [
    { type: 'content_block_start', index, content_block },
    ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ]
  const end = (stop_reason: string) => [
    { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 20 } },
    { type: 'message_stop' },
  ]
  const first = [
    start,
    ...block(
      0,
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'thinking_delta', thinking: `I think of ${secret}.` },
      { type: 'signature_delta', signature: `signed-${secret}` },
    ),
    ...block(1, { type: 'text', text: '' }, { type: 'text_delta', text: `Looking, says ${secret}.` }),
    ...block(
      2,
      { type: 'tool_use', id: `toolu_${secret}`, name: 'get_weather', input: {} },
      { type: 'input_json_delta', partial_json: '{"city": "Os' },
      { type: 'input_json_delta', partial_json: 'lo"}' },
    ),
    ...end('tool_use'),
  ]
  const second = [
    start,
    ...block(0, { type: 'text', text: '' }, { type: 'text_delta', text: answerOf(secret) }),
    ...end('end_turn'),
  ]
  return { secret, standIn: await standIn((_, index) => sse(index === 0 ? first : second, true)) }
}

export async function geminiWithTool(secret: string): Promise<ToolProvider> {
  const event = (parts: unknown[], finishReason?: string) => ({
    candidates: [{ content: { role: 'model', parts }, index: 0, ...(finishReason && { finishReason }) }],
    usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 20, totalTokenCount: 29 },
  })
  const first = [
    event([{ text: `I think of ${secret}.`, thought: true }]),
    event([{ text: `Looking, says ${secret}.` }]),
    event(
      [{ functionCall: { name: 'get_weather', args: { city: 'Oslo' } }, thoughtSignature: btoa(`signed-${secret}`) }],
      'STOP',
    ),
  ]
  const second = [event([{ text: answerOf(secret) }], 'STOP')]
  return { secret, standIn: await standIn((_, index) => sse(index === 0 ? first : second, false)) }
}

export async function openaiWithTool(secret: string): Promise<ToolProvider> {
  const chunk = (delta: unknown, finish_reason: string | null = null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt',
    choices: [{ index: 0, delta, finish_reason, logprobs: null }],
  })
  const call = (part: unknown) => chunk({ tool_calls: [part] })
  const first = [
    chunk({ role: 'assistant', content: `Looking, says ${secret}.` }),
    call({ index: 0, id: `call_${secret}`, type: 'function', function: { name: 'get_weather', arguments: '' } }),
    call({ index: 0, function: { arguments: '{"city":  "Os' } }),
    call({ index: 0, function: { arguments: 'lo"}' } }),
    chunk({}, 'tool_calls'),
  ]
  const second = [chunk({ role: 'assistant', content: answerOf(secret) }), chunk({}, 'stop')]
  const done = 'data: [DONE]\n\n'
  const answers = [first, second].map(events => {
    const script = sse(events, false)
    return { ...script, body: [...(script.body as string[]), done] }
  })
  return { secret, standIn: await standIn(answers) }
}

/** Stays in the middle of a call's arguments until whoever asked goes away. */
export function anthropicInArguments(waits: Step): (seen: Seen) => Script {
  const events = [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        content: [],
        model: 'claude',
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 9, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} } },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"city": "Os' } },
  ]
  return () => {
    const script = sse(events, true)
    return { ...script, body: [...(script.body as Step[]), waits] }
  }
}
