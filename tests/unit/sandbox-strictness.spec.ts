import type Anthropic from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import { answerSandbox } from '@/lib/sandbox'
import { anthropicWeather, askAnthropic, askOpenai, chat, hello, message, openaiWeather, PNG, quick } from '../support/sandbox'

const BAD_OPENAI: [what: string, body: unknown, status: number, param: string | null, says: RegExp][] = [
  ['no JSON', '{', 400, null, /could not parse the JSON body/],
  ['null', 'null', 400, null, /could not parse/],
  ['an array', '[]', 400, null, /could not parse/],
  ['no model', { messages: [hello] }, 400, null, /must provide a model/],
  ['no messages', { model: 'openai' }, 400, 'messages', /Missing required parameter/],
  ['empty messages', { ...chat, messages: [] }, 400, 'messages', /empty array/],
  ['an unknown model', { ...chat, model: 'gpt-4o' }, 404, null, /`gpt-4o` does not exist.*flaky/],
  ['a model named like an Object member', { ...chat, model: 'constructor' }, 404, null, /does not exist/],
  ['an unknown field', { ...chat, random_seed: 3 }, 400, 'random_seed', /Unknown parameter/],
  [
    '__proto__',
    '{"model":"openai","messages":[{"role":"user","content":"a"}],"__proto__":{}}',
    400,
    '__proto__',
    /Unknown parameter/,
  ],
  [
    'a wrong role',
    { ...chat, messages: [{ role: 'wizard', content: 'a' }] },
    400,
    'messages[0].role',
    /'system', 'assistant', 'user'/,
  ],
  ['no role', { ...chat, messages: [{ content: 'a' }] }, 400, 'messages[0].role', /Missing/],
  ['a message’s unknown field', { ...chat, messages: [{ ...hello, cache: 1 }] }, 400, 'messages[0].cache', /Unknown parameter/],
  [
    'content blocks',
    { ...chat, messages: [hello, { role: 'assistant', content: 'a', content_blocks: [] }] },
    400,
    'messages[1].content_blocks',
    /Unknown/,
  ],
  ['a word as temperature', { ...chat, temperature: 'hot' }, 400, 'temperature', /expected a decimal, but got a string/],
  ['temperature 3', { ...chat, temperature: 3 }, 400, 'temperature', /decimal above maximum value.*<= 2, but got 3/],
  ['top_p below 0', { ...chat, top_p: -0.1 }, 400, 'top_p', /below minimum/],
  ['a penalty of 3', { ...chat, presence_penalty: 3 }, 400, 'presence_penalty', /<= 2/],
  ['n 0', { ...chat, n: 0 }, 400, 'n', /integer below minimum value.*>= 1/],
  ['n 9', { ...chat, n: 9 }, 400, 'n', /<= 8/],
  ['n 1.5', { ...chat, n: 1.5 }, 400, 'n', /expected an integer/],
  ['max_tokens 0', { ...chat, max_tokens: 0 }, 400, 'max_tokens', />= 1/],
  ['too many tokens', { ...chat, max_tokens: 9999 }, 400, 'max_tokens', /too large: 9999/],
  ['both limits', { ...chat, max_tokens: 5, max_completion_tokens: 5 }, 400, 'max_tokens', /at the same time/],
  ['top_logprobs alone', { ...chat, top_logprobs: 2 }, 400, 'top_logprobs', /only allowed when 'logprobs'/],
  ['top_logprobs 21', { ...chat, logprobs: true, top_logprobs: 21 }, 400, 'top_logprobs', /<= 20/],
  [
    'stream_options without stream',
    { ...chat, stream_options: { include_usage: true } },
    400,
    'stream_options',
    /only allowed when 'stream'/,
  ],
  ['five stops', { ...chat, stop: ['a', 'b', 'c', 'd', 'e'] }, 400, 'stop', /maximum length 4.*length 5/],
  ['a bias of 101', { ...chat, logit_bias: { 5: 101 } }, 400, 'logit_bias.5', /<= 100/],
  ['a bias by word', { ...chat, logit_bias: { the: 1 } }, 400, 'logit_bias', /non-negative integers/],
  ['audio out', { ...chat, modalities: ['text', 'audio'] }, 400, 'modalities', /'audio'/],
  [
    'audio in',
    { ...chat, messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] }] },
    400,
    'messages[0].content[0].type',
    /'input_audio'/,
  ],
  [
    'an image by URL',
    { ...chat, messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.example/b.png' } }] }] },
    400,
    'messages[0].content[0].image_url.url',
    /download/,
  ],
  [
    'an image that is none',
    { ...chat, messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }] },
    400,
    'messages[0].content[0].image_url.url',
    /unsupported image/,
  ],
  [
    'a file without data URL',
    { ...chat, messages: [{ role: 'user', content: [{ type: 'file', file: { filename: 'a.pdf', file_data: 'AAAA' } }] }] },
    400,
    'messages[0].content[0].file.file_data',
    /data URL/,
  ],
  ['129 tools', { ...chat, tools: Array.from({ length: 129 }, () => openaiWeather) }, 400, 'tools', /maximum length 128/],
  ['a tool without a name', { ...chat, tools: [{ type: 'function', function: {} }] }, 400, 'tools[0].function.name', /Missing/],
  [
    'a tool named with a space',
    { ...chat, tools: [{ type: 'function', function: { name: 'a b' } }] },
    400,
    'tools[0].function.name',
    /does not match pattern/,
  ],
  ['a custom tool', { ...chat, tools: [{ type: 'custom', custom: { name: 'a' } }] }, 400, 'tools[0].type', /'custom'/],
  [
    'parameters that are no object',
    { ...chat, tools: [{ type: 'function', function: { name: 'a', parameters: { type: 'string' } } }] },
    400,
    'tools[0].function.parameters',
    /Invalid schema for function 'a'/,
  ],
  [
    'strict parameters that are open',
    {
      ...chat,
      tools: [{ type: 'function', function: { name: 'a', strict: true, parameters: { type: 'object', properties: {} } } }],
    },
    400,
    'tools[0].function.parameters',
    /'additionalProperties' is required/,
  ],
  ['tool_choice without tools', { ...chat, tool_choice: 'auto' }, 400, 'tool_choice', /only allowed when 'tools'/],
  [
    'parallel_tool_calls without tools',
    { ...chat, parallel_tool_calls: true },
    400,
    'parallel_tool_calls',
    /only allowed when 'tools'/,
  ],
  [
    'a choice of no tool',
    { ...chat, tools: [openaiWeather], tool_choice: { type: 'function', function: { name: 'b' } } },
    400,
    'tool_choice',
    /'b' not found/,
  ],
  ['function_call without functions', { ...chat, function_call: 'auto' }, 400, 'function_call', /only allowed when 'functions'/],
  [
    'a tool result nobody asked for',
    { ...chat, messages: [hello, { role: 'tool', tool_call_id: 'x', content: 'a' }] },
    400,
    'messages.[1].role',
    /must be a response to a preceeding message/,
  ],
  [
    'a call without its result',
    {
      ...chat,
      messages: [
        hello,
        { role: 'assistant', tool_calls: [{ id: 'x', type: 'function', function: { name: 'a', arguments: '{}' } }] },
        hello,
      ],
    },
    400,
    'messages.[2].role',
    /did not have response messages: x/,
  ],
  [
    'json_object without the word',
    { ...chat, response_format: { type: 'json_object' } },
    400,
    'messages',
    /contain the word 'json'/,
  ],
  [
    'json_schema without schema',
    { ...chat, response_format: { type: 'json_schema', json_schema: { name: 'a' } } },
    400,
    'response_format.json_schema.schema',
    /Missing/,
  ],
  [
    'a strict schema with an optional member',
    {
      ...chat,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'a',
          strict: true,
          schema: { type: 'object', properties: { b: { type: 'string' } }, required: [], additionalProperties: false },
        },
      },
    },
    400,
    'response_format',
    /Missing 'b'/,
  ],
  [
    'a strict schema with allOf',
    {
      ...chat,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'a',
          strict: true,
          schema: {
            type: 'object',
            properties: { b: { allOf: [{ type: 'string' }] } },
            required: ['b'],
            additionalProperties: false,
          },
        },
      },
    },
    400,
    'response_format',
    /In context=\('properties', 'b'\), 'allOf' is not permitted/,
  ],
  ['web search', { ...chat, web_search_options: {} }, 400, 'web_search_options', /not supported/],
  ['tools: null', { ...chat, tools: null }, 400, 'tools', /expected an array, but got null/],
  ['thinking of an unknown type', { ...chat, thinking: { type: 'between_tools' } }, 400, 'thinking.type', /Supported values/],
]

describe('the openai face refuses, in OpenAI’s words and shape,', () => {
  it.each(BAD_OPENAI)('%s', async (_, body, status, param, says) => {
    const response = await askOpenai(body)
    const answer = await response.json()
    expect(answer).toEqual({
      error: { message: expect.stringMatching(says), type: 'invalid_request_error', param, code: answer.error.code },
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('x-request-id')).toMatch(/^req_/)
  })

  it('text that calls itself text, and another method', async () => {
    const typed = await askOpenai(chat, { headers: { 'content-type': 'text/plain' } })
    expect([typed.status, (await typed.json()).error.code]).toEqual([400, 'unsupported_content_type'])
    const got = await answerSandbox(new Request('https://sandbox.invalid/openai/v1/chat/completions'), quick())
    expect(got.status).toBe(405)
    const lost = await answerSandbox(new Request('https://sandbox.invalid/openai/v1/embeddings', { method: 'POST' }), quick())
    expect([lost.status, (await lost.json()).error.message]).toEqual([404, 'Invalid URL (POST /v1/embeddings)'])
  })
})

const use = (id: string): Anthropic.ToolUseBlockParam => ({ type: 'tool_use', id, name: 'get_weather', input: {} })
const result = (id: string): Anthropic.ToolResultBlockParam => ({ type: 'tool_result', tool_use_id: id, content: 'ok' })
const thinkingOn = { type: 'enabled', budget_tokens: 1024 }
const withSchema = (schema: unknown) => ({ ...message, output_config: { format: { type: 'json_schema', schema } } })
const withContent = (...content: unknown[]) => ({ ...message, messages: [{ role: 'user', content }] })
const withTool = (tool: object) => ({ ...message, tools: [{ ...anthropicWeather, ...tool }] })

const BAD_ANTHROPIC: [what: string, body: unknown, says: string, status?: number][] = [
  ['no JSON', '{', 'not valid JSON'],
  ['null', 'null', 'Input should be a valid dictionary'],
  ['an unknown model', { ...message, model: 'claude' }, 'model: claude', 404],
  ['no max_tokens', { ...message, max_tokens: undefined }, 'max_tokens: Field required'],
  ['no messages', { ...message, messages: undefined }, 'messages: Field required'],
  ['empty messages', { ...message, messages: [] }, 'messages: at least one message is required'],
  ['an unknown field', { ...message, seed: 1 }, 'seed: Extra inputs are not permitted'],
  ['OpenAI’s stop', { ...message, stop: ['a'] }, 'stop: Extra inputs are not permitted'],
  ['max_tokens 0', { ...message, max_tokens: 0 }, 'max_tokens: Input should be greater than or equal to 1'],
  [
    'max_tokens 1.5',
    { ...message, max_tokens: 1.5 },
    'max_tokens: Input should be a valid integer, got a number with a fractional part',
  ],
  ['too many tokens', { ...message, max_tokens: 100_000 }, 'max_tokens: 100000 > 4000, which is the maximum allowed'],
  ['temperature 1.5', { ...message, temperature: 1.5 }, 'temperature: range: 0..1'],
  ['temperature null', { ...message, temperature: null }, 'temperature: Input should be a valid number'],
  ['temperature and top_p', { ...message, temperature: 1, top_p: 0.9 }, '`temperature` and `top_p` cannot both be specified'],
  ['top_k -1', { ...message, top_k: -1 }, 'top_k: Input should be greater than or equal to 0'],
  ['stop_sequences as a string', { ...message, stop_sequences: 'a' }, 'stop_sequences: Input should be a valid list'],
  [
    'a blank stop sequence',
    { ...message, stop_sequences: [' '] },
    'stop_sequences: each stop sequence must contain non-whitespace',
  ],
  [
    'the role system',
    { ...message, messages: [{ role: 'system', content: 'a' }] },
    "messages.0.role: Input should be 'user' or 'assistant'",
  ],
  [
    'an assistant first',
    { ...message, messages: [{ role: 'assistant', content: 'a' }, hello] },
    'messages: first message must use the "user" role',
  ],
  [
    'an empty message',
    { ...message, messages: [{ role: 'user', content: '' }] },
    'messages.0: all messages must have non-empty content',
  ],
  ['an empty text block', withContent({ type: 'text', text: '' }), 'messages: text content blocks must be non-empty'],
  [
    'an empty system block',
    { ...message, system: [{ type: 'text', text: '' }] },
    'system: text content blocks must be non-empty',
  ],
  [
    'a block of OpenAI’s',
    withContent({ type: 'image_url', image_url: { url: 'a' } }),
    "messages.0.content.0: Input tag 'image_url' found using 'type'",
  ],
  [
    'a block’s unknown field',
    withContent({ type: 'text', text: 'a', detail: 1 }),
    'messages.0.content.0.text.detail: Extra inputs are not permitted',
  ],
  [
    'an image of another type',
    withContent({ type: 'image', source: { type: 'base64', media_type: 'image/bmp', data: 'AAAA' } }),
    "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
  ],
  [
    'an image mislabelled',
    withContent({ type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: PNG } }),
    'appears to be a image/png image',
  ],
  [
    'base64 that is none',
    withContent({ type: 'image', source: { type: 'base64', media_type: 'image/png', data: '*' } }),
    'messages.0.content.0.image.source.base64: invalid base64 data',
  ],
  [
    'an image by URL',
    withContent({ type: 'image', source: { type: 'url', url: 'https://a.example/b.png' } }),
    'Unable to download the file',
  ],
  [
    'an image from the assistant',
    {
      ...message,
      messages: [
        hello,
        { role: 'assistant', content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }] },
      ],
    },
    '`image` blocks can only be in `user` messages',
  ],
  [
    'unsigned thinking',
    { ...message, messages: [hello, { role: 'assistant', content: [{ type: 'thinking', thinking: 'a' }] }, hello] },
    'messages.1.content.0.thinking.signature: Field required',
  ],
  [
    'forged redaction',
    { ...message, messages: [hello, { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'a' }] }, hello] },
    'messages.1.content.0: Invalid `data` in `redacted_thinking` block',
  ],
  [
    'a call without its result',
    { ...message, messages: [hello, { role: 'assistant', content: [use('a')] }, hello], tools: [anthropicWeather] },
    'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a',
  ],
  [
    'a result behind other content',
    {
      ...message,
      messages: [
        hello,
        { role: 'assistant', content: [use('a')] },
        { role: 'user', content: [{ type: 'text', text: 'so' }, result('a')] },
      ],
    },
    'messages.1: `tool_use` ids were found without',
  ],
  [
    'a result nobody asked for',
    withContent(result('a')),
    'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: a',
  ],
  [
    'two results of one call',
    {
      ...message,
      messages: [hello, { role: 'assistant', content: [use('a')] }, { role: 'user', content: [result('a'), result('a')] }],
    },
    'messages.2.content.1: each tool_use must have a single result',
  ],
  [
    'an id with a colon',
    { ...message, messages: [hello, { role: 'assistant', content: [use('functions.a:0')] }, hello] },
    "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
  ],
  [
    'arguments as a string',
    { ...message, messages: [hello, { role: 'assistant', content: [{ ...use('a'), input: '{}' }] }, hello] },
    'messages.1.content.0.tool_use.input: Input should be a valid dictionary',
  ],
  [
    'white space at the end of a prefill',
    { ...message, messages: [hello, { role: 'assistant', content: 'It ' }] },
    'messages: final assistant content cannot end with trailing whitespace',
  ],
  [
    'a budget below 1024',
    { ...message, max_tokens: 2000, thinking: { type: 'enabled', budget_tokens: 1000 } },
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
  ],
  [
    'a budget that leaves nothing',
    { ...message, max_tokens: 1024, thinking: thinkingOn },
    '`max_tokens` must be greater than `thinking.budget_tokens`',
  ],
  [
    'thinking with a temperature',
    { ...message, max_tokens: 2000, thinking: thinkingOn, temperature: 0.5 },
    '`temperature` may only be set to 1 when thinking is enabled',
  ],
  [
    'thinking with top_p',
    { ...message, max_tokens: 2000, thinking: thinkingOn, top_p: 0.5 },
    '`top_p` must be greater than or equal to 0.95',
  ],
  [
    'thinking with top_k',
    { ...message, max_tokens: 2000, thinking: thinkingOn, top_k: 5 },
    '`top_k` must be unset when thinking is enabled',
  ],
  [
    'thinking with a forced tool',
    { ...message, max_tokens: 2000, thinking: thinkingOn, tools: [anthropicWeather], tool_choice: { type: 'any' } },
    'Thinking may not be enabled when tool_choice forces tool use',
  ],
  [
    'thinking with a prefill',
    { ...message, max_tokens: 2000, thinking: thinkingOn, messages: [hello, { role: 'assistant', content: 'It' }] },
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`',
  ],
  [
    'thinking after a call without it',
    {
      ...message,
      max_tokens: 2000,
      thinking: thinkingOn,
      tools: [anthropicWeather],
      messages: [hello, { role: 'assistant', content: [use('a')] }, { role: 'user', content: [result('a')] }],
    },
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`',
  ],
  ['adaptive thinking', { ...message, thinking: { type: 'adaptive' } }, 'adaptive thinking is not supported on this model'],
  ['an effort', { ...message, output_config: { effort: 'low' } }, 'This model does not support the effort parameter'],
  ['OpenAI’s tools', { ...message, tools: [openaiWeather] }, "tools.0: Input tag 'function' found using 'type'"],
  [
    'a tool named with a dot',
    withTool({ name: 'a.b' }),
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
  ],
  ['a tool without a schema', { ...message, tools: [{ name: 'a' }] }, 'tools.0.custom.input_schema: Field required'],
  [
    'a tool of scalars',
    withTool({ input_schema: { type: 'string' } }),
    "tools.0.custom.input_schema.type: Input should be 'object'",
  ],
  [
    'a union at the top of a tool',
    withTool({ input_schema: { type: 'object', anyOf: [{}] } }),
    'input_schema does not support oneOf, allOf, or anyOf at the top level',
  ],
  [
    'a property in Cyrillic',
    withTool({ input_schema: { type: 'object', properties: { город: {} } } }),
    'tools.0.custom.input_schema.properties: Property keys should match pattern',
  ],
  ['two tools of one name', { ...message, tools: [anthropicWeather, anthropicWeather] }, 'tools: Tool names must be unique'],
  [
    'a choice without tools',
    { ...message, tool_choice: { type: 'auto' } },
    'tool_choice: may only be specified while providing tools',
  ],
  [
    'a choice of no tool',
    { ...message, tools: [anthropicWeather], tool_choice: { type: 'tool', name: 'b' } },
    "tool_choice.tool: Tool 'b' not found",
  ],
  [
    'a choice as a word',
    { ...message, tools: [anthropicWeather], tool_choice: 'auto' },
    'tool_choice: Input should be a valid dictionary',
  ],
  [
    'an open schema',
    withSchema({ type: 'object', properties: {} }),
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'a bound in a schema',
    withSchema({ type: 'object', properties: { a: { type: 'integer', minimum: 1 } }, additionalProperties: false }),
    "For 'integer' type, property 'minimum' is not supported",
  ],
  [
    'a schema that recurs',
    withSchema({
      type: 'object',
      properties: { a: { $ref: '#/$defs/a' } },
      additionalProperties: false,
      $defs: { a: { type: 'array', items: { $ref: '#/$defs/a' } } },
    }),
    'Circular reference detected',
  ],
  [
    'five cache points',
    { ...message, system: Array.from({ length: 5 }, () => ({ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } })) },
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  ],
]

describe('the anthropic face refuses, in Anthropic’s words and shape,', () => {
  it.each(BAD_ANTHROPIC)('%s', async (_, body, says, status = 400) => {
    const response = await askAnthropic(body)
    const type = status === 404 ? 'not_found_error' : 'invalid_request_error'
    const answer = await response.json()
    expect(answer).toEqual({
      type: 'error',
      error: { type, message: expect.stringContaining(says) },
      request_id: response.headers.get('request-id'),
    })
    expect(response.status).toBe(status)
  })

  it('a request without a version, or with one nobody knows', async () => {
    const none = await askAnthropic(message, { headers: { 'anthropic-version': '' } })
    expect([none.status, (await none.json()).error.message]).toEqual([400, 'anthropic-version: header is required'])
    const odd = await askAnthropic(message, { headers: { 'anthropic-version': '1999-01-01' } })
    expect((await odd.json()).error.message).toContain('1999-01-01')
  })
})
