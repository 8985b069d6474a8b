const MODELS = {
  openai: 'gpt-4.1',
  anthropic: 'claude-sonnet-4-5',
  gemini: 'gemini-2.5-flash',
  bedrock: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
}
const SENTENCE = 'The retry budget rose from three to eight attempts per call, so that a "short stall" is multiplied.\n'

/** A request of so many bytes: a conversation of turns of at most 4 kB. */
export function conversation(provider, bytes, more = {}) {
  const messages = [{ role: 'system', content: 'Answer in one short paragraph.' }]
  const body = { model: MODELS[provider], messages, max_tokens: 1024, temperature: 0.7, ...more }
  const empty = { role: 'user', content: '' }
  for (let turn = 0; ; turn++) {
    const left = bytes - Buffer.byteLength(JSON.stringify({ ...body, messages: [...messages, empty] }))
    if (left <= 0 && turn % 2) return JSON.stringify(body)
    messages.push({ role: turn % 2 ? 'assistant' : 'user', content: textOf(Math.min(4000, Math.max(20, left))) })
  }
}

/** Of so many messages. */
export function messages(provider, count) {
  const turns = Array.from({ length: count }, (_, index) => ({ role: index % 2 ? 'assistant' : 'user', content: textOf(200) }))
  return JSON.stringify({ model: MODELS[provider], messages: turns, max_tokens: 1024 })
}

/** With so many tools, each with a schema as people write them. */
export function tools(provider, count) {
  const tools = Array.from({ length: count }, (_, index) => ({
    type: 'function',
    function: {
      name: `look_up_${index}`,
      description: textOf(100),
      parameters: {
        type: 'object',
        properties: {
          city: { type: 'string', description: 'The name of a city' },
          days: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 14 } },
          unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
          place: {
            type: 'object',
            properties: { latitude: { type: 'number' }, longitude: { type: 'number' } },
            required: ['latitude'],
          },
        },
        required: ['city'],
        additionalProperties: false,
      },
    },
  }))
  return JSON.stringify({ model: MODELS[provider], messages: [{ role: 'user', content: 'Hello' }], max_tokens: 1024, tools })
}

/** With a picture of so many bytes, as a data URL. */
export function picture(provider, bytes) {
  const head = 'data:image/png;base64,'
  const url =
    head +
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB'
      .repeat(Math.ceil((bytes - head.length) / 32))
      .slice(0, 4 * Math.floor((bytes - head.length) / 4))
  const content = [
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url } },
  ]
  return JSON.stringify({ model: MODELS[provider], messages: [{ role: 'user', content }], max_tokens: 1024 })
}

function textOf(bytes) {
  return SENTENCE.repeat(Math.ceil(bytes / SENTENCE.length)).slice(0, bytes)
}
