import { describe, expect, test } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'

const base = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }
const user = (...content: unknown[]) => ({ messages: [{ role: 'user', content }] })
const assistant = (rest: object) => ({ messages: [{ role: 'assistant', ...rest }] })
const tool = { type: 'function', function: { name: 'add', parameters: { type: 'object' } } }
const call = { id: 'call_1', type: 'function', function: { name: 'add', arguments: '{}' } }

function failureOf(body: unknown): GatewayError {
  try {
    parseRequest(body)
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
  throw new Error(`accepted ${JSON.stringify(body)}`)
}

describe('what is refused, where, and with which sentence', () => {
  const wrong: [param: string, change: object, sentence?: string][] = [
    ['model', { model: undefined }, 'model is required and must be a string that is not empty.'],
    ['model', { model: '' }],
    ['model', { model: 3 }],
    ['messages', { messages: undefined }, 'messages is required and must be a list of at least one message.'],
    ['messages', { messages: null }],
    ['messages', { messages: [] }, 'messages must be a list of at least one message.'],
    ['messages', { messages: 'Hi' }],
    ['messages[0]', { messages: ['Hi'] }, 'messages[0] must be an object with role and content.'],
    ['messages[0]', { messages: [null] }],
    [
      'messages[1].role',
      { messages: [base.messages[0], { role: 'robot', content: '' }] },
      'messages[1].role must be "system", "developer", "user", "assistant", "tool" or "function".',
    ],
    ['messages[0].role', { messages: [{ content: 'Hi' }] }],
    ['messages[0].role', { messages: [JSON.parse('{"__proto__":{"role":"user","content":"Hi"}}')] }],
    ['messages[0].role', { messages: [{ role: 'toString', content: 'Hi' }] }],
    [
      'messages[0].content',
      { messages: [{ role: 'user' }] },
      'messages[0].content is required and must be a string or a list of parts.',
    ],
    ['messages[0].content', { messages: [{ role: 'user', content: null }] }],
    ['messages[0].content', { messages: [{ role: 'system', content: 5 }] }],
    ['messages[0].content[0].type', { messages: [{ role: 'system', content: [{ type: 'image_url' }] }] }],
    ['messages[0].name', { messages: [{ role: 'user', content: 'Hi', name: 5 }] }],
    ['messages[0].content[0]', user('Hi')],
    [
      'messages[0].content[0].type',
      user({ type: 'video' }),
      'messages[0].content[0].type must be "text", "image_url", "input_audio" or "file".',
    ],
    ['messages[0].content[0].type', user({ type: 'constructor' })],
    ['messages[0].content[1].text', user({ type: 'text', text: '' }, { type: 'text' })],
    ['messages[0].content[0].image_url', user({ type: 'image_url', image_url: 'https://example.com/a.png' })],
    ['messages[0].content[0].image_url.url', user({ type: 'image_url', image_url: {} })],
    [
      'messages[0].content[0].image_url.url',
      user({ type: 'image_url', image_url: { url: 'file:///etc/passwd' } }),
      'messages[0].content[0].image_url.url must be an https: URL, or a data: URL in base64 such as data:image/png;base64,….',
    ],
    [
      'messages[0].content[0].image_url.detail',
      user({ type: 'image_url', image_url: { url: 'https://example.com/a', detail: 'huge' } }),
    ],
    ['messages[0].content[0].input_audio.data', user({ type: 'input_audio', input_audio: { format: 'wav' } })],
    ['messages[0].content[0].input_audio.format', user({ type: 'input_audio', input_audio: { data: 'AA==' } })],
    ['messages[0].content[0].file', user({ type: 'file', file: { filename: 'a.pdf' } })],
    ['messages[0].content[0].file.file_data', user({ type: 'file', file: { file_data: 5 } })],
    ['messages[0].content[0].cache_control.type', user({ type: 'text', text: 'x', cache_control: { type: 'forever' } })],
    [
      'messages[0].content[0].cache_control.ttl',
      user({ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '2h' } }),
    ],
    ['messages[0].content', assistant({})],
    ['messages[0].content', assistant({ content: null, tool_calls: [], refusal: null })],
    ['messages[0].content[0].type', assistant({ content: [{ type: 'image_url' }] })],
    ['messages[0].tool_calls', assistant({ tool_calls: call })],
    ['messages[0].tool_calls[0].id', assistant({ tool_calls: [{ ...call, id: undefined }] })],
    ['messages[0].tool_calls[0].type', assistant({ tool_calls: [{ ...call, type: 'mcp' }] })],
    [
      'messages[0].tool_calls[0].function.arguments',
      assistant({ tool_calls: [{ ...call, function: { name: 'add', arguments: {} } }] }),
    ],
    ['messages[0].tool_calls[0].custom', assistant({ tool_calls: [{ ...call, type: 'custom' }] })],
    ['messages[0].function_call.name', assistant({ function_call: { arguments: '{}' } })],
    ['messages[0].audio.id', assistant({ audio: {} })],
    ['messages[0].content_blocks[0].type', assistant({ content_blocks: [{}] })],
    ['messages[0].content_blocks[0].thinking', assistant({ content_blocks: [{ type: 'thinking', text: 'x' }] })],
    ['messages[0].content_blocks[0].data', assistant({ content_blocks: [{ type: 'redacted_thinking' }] })],
    ['messages[0].tool_call_id', { messages: [{ role: 'tool', content: '4' }] }],
    ['messages[0].content', { messages: [{ role: 'tool', tool_call_id: 'a', content: { sum: 4 } }] }],
    ['messages[0].content[0].type', { messages: [{ role: 'tool', tool_call_id: 'a', content: [{ type: 'file' }] }] }],
    ['messages[0].name', { messages: [{ role: 'function', content: '4' }] }],
    ['messages[0].content', { messages: [{ role: 'function', name: 'add' }] }],

    ['temperature', { temperature: 'hot' }, 'temperature must be a number from 0 to 2.'],
    ['temperature', { temperature: 3 }, 'temperature must be a number from 0 to 2.'],
    ['temperature', { temperature: -0.1 }],
    ['top_p', { top_p: 1.1 }, 'top_p must be a number from 0 to 1.'],
    ['min_p', { min_p: -1 }],
    ['top_k', { top_k: 1.5 }],
    ['presence_penalty', { presence_penalty: 2.1 }, 'presence_penalty must be a number from -2 to 2.'],
    ['frequency_penalty', { frequency_penalty: -2.1 }],
    ['n', { n: 0 }, 'n must be a whole number from 1 to 128.'],
    ['n', { n: 129 }],
    ['n', { n: 1.5 }],
    ['max_tokens', { max_tokens: 0 }, 'max_tokens must be a whole number of at least 1.'],
    ['max_completion_tokens', { max_completion_tokens: '10' }],
    ['seed', { seed: 'x' }, 'seed must be a whole number.'],
    ['stop', { stop: ['1', '2', '3', '4', '5'] }, 'stop must be a string or a list of 1 to 4 strings.'],
    ['stop', { stop: [1] }],
    ['logit_bias.50256', { logit_bias: { 50256: 101 } }, 'logit_bias.50256 must be a number from -100 to 100.'],
    ['logit_bias', { logit_bias: [1] }],
    ['logprobs', { logprobs: 5 }],
    ['top_logprobs', { top_logprobs: 5 }, 'top_logprobs is only allowed when logprobs is true.'],
    ['top_logprobs', { logprobs: false, top_logprobs: 5 }],
    ['top_logprobs', { logprobs: true, top_logprobs: 21 }, 'top_logprobs must be a whole number from 0 to 20.'],
    ['stream', { stream: 'true' }, 'stream must be true or false.'],
    ['stream_options', { stream_options: {} }, 'stream_options is only allowed when stream is true.'],
    ['stream_options.include_usage', { stream: true, stream_options: { include_usage: 1 } }],
    ['user', { user: 5 }],
    ['safety_identifier', { safety_identifier: 'x'.repeat(65) }],
    ['metadata.a', { metadata: { a: 1 } }],
    ['store', { store: 'yes' }],
    ['service_tier', { service_tier: 'gold' }],
    ['reasoning_effort', { reasoning_effort: 'extreme' }],
    ['verbosity', { verbosity: 'loud' }, 'verbosity must be "low", "medium" or "high".'],
    ['thinking.type', { thinking: { budget_tokens: 5 } }],
    ['thinking.budget_tokens', { thinking: { type: 'enabled', budget_tokens: -5 } }],
    ['thinking.display', { thinking: { type: 'enabled', display: 'all' } }],
    ['modalities[0]', { modalities: ['smell'] }],
    ['audio.voice', { audio: { format: 'wav' } }],
    ['audio.format', { audio: { voice: 'alloy', format: 'ogg' } }],
    ['prediction.content', { prediction: { type: 'content' } }],
    ['web_search_options.search_context_size', { web_search_options: { search_context_size: 'all' } }],
    ['web_search_options.user_location.approximate', { web_search_options: { user_location: { type: 'approximate' } } }],
    ['moderation.model', { moderation: {} }],
    ['moderation.policy.input.mode', { moderation: { model: 'm', policy: { input: {} } } }],
    ['prompt_cache_key', { prompt_cache_key: {} }],
    ['prompt_cache_retention', { prompt_cache_retention: '48h' }],
    ['prompt_cache_options.mode', { prompt_cache_options: { mode: 'maybe' } }],

    ['tools', { tools: {} }],
    ['tools', { tools: Array(129).fill(tool) }, 'tools must be a list of at most 128 tools.'],
    ['tools[0].type', { tools: [{ function: { name: 'add' } }] }],
    ['tools[0].function', { tools: [{ type: 'function' }] }],
    ['tools[1].function.name', { tools: [tool, { type: 'function', function: {} }] }],
    [
      'tools[0].function.name',
      { tools: [{ type: 'function', function: { name: 'a b' } }] },
      'tools[0].function.name must be 1 to 64 letters, digits, underscores or dashes.',
    ],
    ['tools[0].function.name', { tools: [{ type: 'function', function: { name: 'a'.repeat(65) } }] }],
    ['tools[0].function.parameters', { tools: [{ type: 'function', function: { name: 'a', parameters: [] } }] }],
    ['tools[0].function.strict', { tools: [{ type: 'function', function: { name: 'a', strict: 'yes' } }] }],
    ['tools[0].custom.format.type', { tools: [{ type: 'custom', custom: { name: 'a', format: { type: 'sql' } } }] }],
    [
      'tools[0].custom.format.grammar.syntax',
      { tools: [{ type: 'custom', custom: { name: 'a', format: { type: 'grammar', grammar: { definition: 'x' } } } }] },
    ],
    ['tool_choice', { tool_choice: 'auto' }, 'tool_choice is only allowed when there are tools.'],
    ['tool_choice', { tools: [tool], tool_choice: 'maybe' }],
    ['tool_choice', { tools: [tool], tool_choice: 5 }],
    ['tool_choice.type', { tools: [tool], tool_choice: {} }],
    ['tool_choice.function.name', { tools: [tool], tool_choice: { type: 'function', function: {} } }],
    [
      'tool_choice.function.name',
      { tools: [tool], tool_choice: { type: 'function', function: { name: 'sub' } } },
      'tool_choice.function.name must be the name of one of the tools.',
    ],
    ['tool_choice.custom.name', { tools: [tool], tool_choice: { type: 'custom', custom: { name: 'add' } } }],
    ['tool_choice.allowed_tools.mode', { tools: [tool], tool_choice: { type: 'allowed_tools', allowed_tools: { tools: [] } } }],
    [
      'tool_choice.allowed_tools.tools[0].function.name',
      {
        tools: [tool],
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'x' } }] },
        },
      },
    ],
    ['parallel_tool_calls', { tools: [tool], parallel_tool_calls: 'no' }],
    ['functions', { functions: [] }],
    ['functions[0].name', { functions: [{}] }],
    ['functions', { functions: Array(129).fill({ name: 'a' }) }],
    ['function_call', { function_call: 'auto' }, 'function_call is only allowed when there are functions.'],
    ['function_call', { functions: [{ name: 'a' }], function_call: 'required' }],
    ['function_call.name', { functions: [{ name: 'a' }], function_call: { name: 'b' } }],
    ['response_format.type', { response_format: { type: 'xml' } }],
    ['response_format', { response_format: 'json_object' }],
    ['response_format.json_schema', { response_format: { type: 'json_schema' } }],
    ['response_format.json_schema.name', { response_format: { type: 'json_schema', json_schema: { schema: {} } } }],
    ['response_format.json_schema.schema', { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: 'x' } } }],
  ]

  test.each(wrong.map(([param, change, sentence]) => [param, JSON.stringify(change).slice(0, 90), change, sentence] as const))(
    '%s of %s',
    (param, _, change, sentence) => {
      const failure = failureOf({ ...base, ...change })
      expect(failure.status).toBe(400)
      expect(failure.toJSON().error).toMatchObject({ type: 'invalid_request_error', param })
      expect(failure.message.startsWith(param)).toBe(true)
      if (sentence) expect(failure.message).toBe(sentence)
    },
  )

  test.each([[null], [undefined], [[]], ['{}'], [5], [true]])('%j as a body', body => {
    expect(failureOf(body).message).toBe('The body must be a JSON object.')
  })

  test('a body nested more than 64 levels deep', () => {
    const nested = (levels: number) => ({ ...base, extra: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) })
    expect(failureOf(nested(64)).message).toBe('The body must be nested at most 64 levels deep.')
    expect(parseRequest(nested(63))).toHaveProperty('extra')
  })

  test('__proto__ as a parameter, which touches no prototype', () => {
    const failure = failureOf(
      JSON.parse('{"model":"m","messages":[{"role":"user","content":"Hi"}],"__proto__":{"temperature":9}}'),
    )
    expect(failure.toJSON().error.param).toBe('__proto__')
    expect(({} as { temperature?: number }).temperature).toBeUndefined()
    expect(failureOf(JSON.parse('{"__proto__":{"model":"m","messages":[]}}')).status).toBe(400)
  })

  test('a parameter inherited from a prototype is not taken for one that was sent', () => {
    expect(failureOf(Object.create(base)).toJSON().error.param).toBe('model')
  })
})

describe('what is accepted', () => {
  /** All of OpenAI's 37 fields, each message role and part kind, and Portkey's additions. */
  const full = {
    model: 'gpt-5.1',
    messages: [
      { role: 'system', content: 'Be brief.', name: 'a' },
      { role: 'developer', content: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '1h' } }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: '' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==', detail: 'high' } },
          { type: 'image_url', image_url: { url: 'HTTPS://example.com/a.png' } },
          { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' } },
          { type: 'file', file: { file_id: 'file-1', file_data: null } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        refusal: null,
        tool_calls: [call, { id: 'c', type: 'custom', custom: { name: 'x', input: '' } }],
        audio: null,
      },
      {
        role: 'tool',
        tool_call_id: 'call_1',
        content: [
          { type: 'text', text: '4' },
          { type: 'image_url', image_url: { url: 'https://example.com' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c', content: '' },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'x' },
          { type: 'refusal', refusal: 'no' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'x', signature: 's' },
          { type: 'redacted_thinking', data: 'd' },
        ],
      },
      { role: 'assistant', content: '', function_call: { name: 'f', arguments: '' } },
      { role: 'function', name: 'f', content: null },
      {
        role: 'assistant',
        content_blocks: [
          { type: 'thinking', thinking: 'x' },
          { type: 'text', text: 'y' },
          { type: 'web_search', any: 1 },
        ],
      },
      { role: 'assistant', reasoning_content: 'x', prefix: true },
      { role: 'user', content: [] },
    ],
    stream: true,
    stream_options: { include_usage: true, include_obfuscation: false },
    tools: [
      tool,
      { type: 'custom', custom: { name: 'x', format: { type: 'grammar', grammar: { definition: 'd', syntax: 'lark' } } } },
    ],
    tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [{ type: 'custom', custom: { name: 'x' } }] } },
    parallel_tool_calls: false,
    functions: [{ name: 'f' }],
    function_call: { name: 'f' },
    response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {}, strict: null } },
    temperature: 2,
    top_p: 0,
    n: 128,
    stop: ['a', 'b', 'c', 'd'],
    max_tokens: 1,
    max_completion_tokens: 1,
    presence_penalty: -2,
    frequency_penalty: 2,
    logit_bias: { 1: -100, 2: 0.5 },
    logprobs: true,
    top_logprobs: 20,
    seed: -1,
    reasoning_effort: 'xhigh',
    verbosity: 'low',
    modalities: ['text', 'audio'],
    audio: { voice: { id: 'v' }, format: 'pcm16' },
    prediction: { type: 'content', content: [{ type: 'text', text: 'x' }] },
    web_search_options: { user_location: { type: 'approximate', approximate: { city: 'Ulm' } }, search_context_size: 'low' },
    moderation: { model: 'm', policy: { input: { mode: 'block' }, output: null } },
    user: '',
    safety_identifier: 'x'.repeat(64),
    metadata: { a: 'b' },
    store: true,
    service_tier: 'fast',
    prompt_cache_key: 'k',
    prompt_cache_retention: '24h',
    prompt_cache_options: { mode: 'explicit', ttl: '30m' },
    top_k: 40,
    min_p: 0.1,
    thinking: { type: 'enabled', budget_tokens: 2030 },
  }

  test('every field in its range, every message and every part', () => {
    expect(parseRequest(full)).toEqual(full)
  })

  test('values are the very ones that were sent', () => {
    const parsed = parseRequest(full)
    for (const key of Object.keys(full)) expect(parsed[key]).toBe(full[key as keyof typeof full])
  })

  test('null members are absent, and the body itself is not changed', () => {
    const body = Object.freeze({ ...base, temperature: null, tools: null, tool_choice: null, top_logprobs: null, other: null })
    expect(parseRequest(body)).toEqual(base)
    expect(parseRequest(body).messages).toBe(base.messages)
    expect(body).toHaveProperty('temperature', null)
  })

  test('unknown keys stay as they are, whatever they are called', () => {
    const extra = { chat_template_kwargs: { a: [1] }, температура: 1, constructor: 5, toString: 'x', hasOwnProperty: [] }
    expect(parseRequest({ ...base, ...extra })).toEqual({ ...base, ...extra })
  })

  test('the forms of stop, tool_choice and function_call', () => {
    for (const stop of ['x', '', [], ['a']]) expect(parseRequest({ ...base, stop }).stop).toBe(stop)
    for (const tool_choice of ['none', 'auto', 'required', { type: 'function', function: { name: 'add' } }]) {
      expect(parseRequest({ ...base, tools: [tool], tool_choice }).tool_choice).toBe(tool_choice)
    }
    for (const function_call of ['none', 'auto', { name: 'f' }]) {
      expect(parseRequest({ ...base, functions: [{ name: 'f' }], function_call }).function_call).toBe(function_call)
    }
  })

  test('the model may be missing only when the caller of parseRequest says so', () => {
    const { messages } = base
    expect(parseRequest({ messages }, { modelOptional: true })).toEqual({ messages })
    expect(parseRequest({ messages, model: null }, { modelOptional: true })).toEqual({ messages })
    expect(() => parseRequest({ messages, model: 5 }, { modelOptional: true })).toThrow('model must be')
    expect(failureOf({ messages }).toJSON().error.param).toBe('model')
  })
})
