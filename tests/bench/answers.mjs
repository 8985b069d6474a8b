import { EventStreamCodec } from '@smithy/eventstream-codec'

/**
 * What a provider answers, built once, for each of the four wires. Its text counts: ` word0 word1 word2`, so that whoever reads it can
 * tell whether all of it arrived, and in order.
 */

const USAGE = { input: 300, output: 200 }
const codec = new EventStreamCodec(String, text => Buffer.from(text))

/** A whole answer of about so many bytes. */
export function wholeAnswer(wire, bytes) {
  const words = Math.max(1, Math.round(bytes / 8))
  const text = Array.from({ length: words }, (_, index) => word(index)).join('')
  return { type: 'application/json', body: Buffer.from(JSON.stringify(WHOLE[wire](text))) }
}

/** A stream: what comes before the first word, an event for each word of at least so many bytes, and what comes after the last. */
export function streamedAnswer(wire, count, bytes) {
  const { type, frame, head, event, tail } = STREAM[wire]
  return {
    type,
    head: Buffer.concat(head.map(frame)),
    events: Array.from({ length: count }, (_, index) => frame(event(word(index).padEnd(bytes, '.')))),
    tail: Buffer.concat(tail.map(frame)),
  }
}

const word = index => ` word${index}`

const WHOLE = {
  openai: content => ({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'gpt-4.1',
    choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' }],
    usage: { prompt_tokens: USAGE.input, completion_tokens: USAGE.output, total_tokens: USAGE.input + USAGE.output },
  }),
  anthropic: text => ({
    id: 'msg_bench',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: USAGE.input, output_tokens: USAGE.output },
  }),
  gemini: text => ({
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: geminiUsage(),
    modelVersion: 'gemini-2.5-flash',
    responseId: 'bench',
  }),
  converse: text => ({
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: USAGE.input, outputTokens: USAGE.output, totalTokens: USAGE.input + USAGE.output },
    metrics: { latencyMs: 1 },
  }),
}

const data = value => Buffer.from(`data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`)

const STREAM = {
  openai: {
    type: 'text/event-stream',
    frame: data,
    head: [openaiChunk({ role: 'assistant', content: '', refusal: null })],
    event: content => openaiChunk({ content }),
    tail: [openaiChunk({}, 'stop'), '[DONE]'],
  },
  anthropic: {
    type: 'text/event-stream',
    frame: event => Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    head: [
      {
        type: 'message_start',
        message: {
          ...WHOLE.anthropic(''),
          content: [],
          stop_reason: null,
          usage: { input_tokens: USAGE.input, output_tokens: 1 },
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'ping' },
    ],
    event: text => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    tail: [
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: USAGE.output },
      },
      { type: 'message_stop' },
    ],
  },
  gemini: {
    type: 'text/event-stream',
    frame: data,
    head: [],
    event: text => geminiChunk([{ text }]),
    tail: [{ ...geminiChunk([{ text: '' }], 'STOP'), usageMetadata: geminiUsage() }],
  },
  converse: {
    type: 'application/vnd.amazon.eventstream',
    frame: ([type, body]) => converseFrame(type, body),
    head: [['messageStart', { role: 'assistant' }]],
    event: text => ['contentBlockDelta', { contentBlockIndex: 0, delta: { text }, p: 'abcdefgh' }],
    tail: [
      ['contentBlockStop', { contentBlockIndex: 0, p: 'abcd' }],
      ['messageStop', { stopReason: 'end_turn', p: 'abcd' }],
      [
        'metadata',
        {
          usage: { inputTokens: USAGE.input, outputTokens: USAGE.output, totalTokens: USAGE.input + USAGE.output },
          metrics: { latencyMs: 1 },
        },
      ],
    ],
  },
}

function openaiChunk(delta, finish_reason = null) {
  return {
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model: 'gpt-4.1',
    system_fingerprint: 'fp_bench',
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  }
}

function geminiChunk(parts, finishReason) {
  return {
    candidates: [{ content: { role: 'model', parts }, ...(finishReason && { finishReason }), index: 0 }],
    modelVersion: 'gemini-2.5-flash',
    responseId: 'bench',
  }
}

function geminiUsage() {
  return { promptTokenCount: USAGE.input, candidatesTokenCount: USAGE.output, totalTokenCount: USAGE.input + USAGE.output }
}

function converseFrame(type, body) {
  const header = value => ({ type: 'string', value })
  const headers = {
    ':event-type': header(type),
    ':content-type': header('application/json'),
    ':message-type': header('event'),
  }
  return Buffer.from(codec.encode({ headers, body: Buffer.from(JSON.stringify(body)) }))
}
