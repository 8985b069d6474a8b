import type { SharedV3ProviderOptions } from '@ai-sdk/provider'
import type { ChatRequest } from '@/lib/chat/types'
import { PNG } from '../sandbox'
import type { Wire } from './ask'

/** Models of each wire a case is asked of. */
export const CLAUDE = 'claude-sonnet-4-5'
export const NEW_CLAUDE = 'claude-opus-4-8'
export const GEMINI = 'gemini-2.5-flash'
export const NEW_GEMINI = 'gemini-3.5-flash'
export const BEDROCK = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
export const NOVA = 'us.amazon.nova-pro-v1:0'

export interface OracleCase {
  name: string
  request: Omit<ChatRequest, 'model'>
  /** By wire; the usual models where none is named. A wire that is not named is left out. */
  models?: Partial<Record<Wire, string[]>>
  /** What OpenAI's words have no counterpart for in the AI SDK's general options. */
  options?: SharedV3ProviderOptions
}

export const USUAL: Record<Wire, string[]> = { anthropic: [CLAUDE], gemini: [GEMINI], converse: [BEDROCK] }

const hi = { role: 'user' as const, content: 'What is the weather in Paris?' }
const image = { type: 'image_url' as const, image_url: { url: `data:image/png;base64,${PNG}` } }
const pdf = {
  type: 'file' as const,
  file: { filename: 'report.pdf', file_data: `data:application/pdf;base64,${Buffer.from('%PDF-1.4').toString('base64')}` },
}
const parameters = {
  type: 'object',
  properties: { city: { type: 'string', description: 'A city' }, days: { type: 'integer' } },
  required: ['city'],
  additionalProperties: false,
}
const weather = { type: 'function' as const, function: { name: 'get_weather', description: 'The weather', parameters } }
const time = { type: 'function' as const, function: { name: 'get_time', description: 'The time', parameters } }
const bare = { type: 'function' as const, function: { name: 'now' } }
const call = (id: string, name = 'get_weather', args: object = { city: 'Paris' }) => ({
  id,
  type: 'function' as const,
  function: { name, arguments: JSON.stringify(args) },
})
const result = (id: string, content = '{"celsius":21}') => ({ role: 'tool' as const, tool_call_id: id, content })
const schema = {
  type: 'object',
  properties: { city: { type: 'string' }, celsius: { type: 'number' } },
  required: ['city', 'celsius'],
  additionalProperties: false,
}
const format = { type: 'json_schema' as const, json_schema: { name: 'weather', schema } }

export const CASES: OracleCase[] = [
  {
    name: 'a question',
    request: { messages: [hi] },
    models: { anthropic: [CLAUDE, NEW_CLAUDE], gemini: [GEMINI, NEW_GEMINI], converse: [BEDROCK, NOVA] },
  },
  {
    name: 'a question, streamed',
    request: { messages: [hi], stream: true },
    models: { anthropic: [CLAUDE], gemini: [GEMINI, NEW_GEMINI], converse: [BEDROCK, NOVA] },
  },
  {
    name: 'system text',
    request: { messages: [{ role: 'system', content: 'Be brief.' }, hi] },
    models: { anthropic: [CLAUDE], gemini: [GEMINI], converse: [BEDROCK, NOVA] },
  },
  {
    name: 'two system texts',
    request: { messages: [{ role: 'system', content: 'Be brief.' }, { role: 'developer', content: 'Be kind.' }, hi] },
  },
  {
    name: 'a limit',
    request: { messages: [hi], max_tokens: 100 },
    models: { anthropic: [CLAUDE, NEW_CLAUDE], gemini: [GEMINI], converse: [BEDROCK, NOVA] },
  },
  { name: 'temperature and top_k', request: { messages: [hi], max_tokens: 100, temperature: 0.3, top_k: 20 } },
  {
    name: 'top_p',
    request: { messages: [hi], max_tokens: 100, top_p: 0.9 },
    models: { anthropic: [CLAUDE], gemini: [GEMINI], converse: [BEDROCK, NOVA] },
  },
  { name: 'temperature and top_p', request: { messages: [hi], max_tokens: 100, temperature: 0.3, top_p: 0.9 } },
  {
    name: 'sampling a new Claude does not take',
    request: { messages: [hi], max_tokens: 100, temperature: 0.3, top_p: 0.9, top_k: 5 },
    models: { anthropic: [NEW_CLAUDE] },
  },
  { name: 'a temperature above 1', request: { messages: [hi], max_tokens: 100, temperature: 1.6 } },
  { name: 'one stop', request: { messages: [hi], max_tokens: 100, stop: 'END' } },
  { name: 'two stops', request: { messages: [hi], max_tokens: 100, stop: ['END', '###'] } },
  {
    name: 'a seed and penalties',
    request: { messages: [hi], max_tokens: 100, seed: 7, presence_penalty: 0.5, frequency_penalty: 0.2 },
    models: { anthropic: [CLAUDE], gemini: [NEW_GEMINI], converse: [BEDROCK] },
  },
  {
    name: 'several turns',
    request: {
      messages: [hi, { role: 'assistant', content: 'Sunny.' }, { role: 'user', content: 'And tomorrow? 🌦️' }],
      max_tokens: 100,
    },
  },
  { name: 'neighbours of one role', request: { messages: [hi, { role: 'user', content: 'And in Rome?' }], max_tokens: 100 } },
  {
    name: 'a last turn of the assistant',
    request: { messages: [hi, { role: 'assistant', content: 'It is' }], max_tokens: 100 },
    models: { anthropic: [CLAUDE], converse: [BEDROCK] },
  },
  {
    name: 'an image',
    request: { messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, image] }], max_tokens: 100 },
    models: { anthropic: [CLAUDE], gemini: [GEMINI], converse: [BEDROCK, NOVA] },
  },
  {
    name: 'an image by its address',
    request: {
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://images.example/a.png' } }] }],
      max_tokens: 100,
    },
    models: { anthropic: [CLAUDE] },
  },
  {
    name: 'a PDF',
    request: { messages: [{ role: 'user', content: [{ type: 'text', text: 'Sum it up.' }, pdf] }], max_tokens: 100 },
  },
  {
    name: 'sound',
    request: {
      messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] }],
      max_tokens: 100,
    },
    models: { gemini: [GEMINI] },
  },
  {
    name: 'tools',
    request: { messages: [hi], tools: [weather, time], max_tokens: 100 },
    models: { anthropic: [CLAUDE, NEW_CLAUDE], gemini: [GEMINI, NEW_GEMINI], converse: [BEDROCK, NOVA] },
  },
  {
    name: 'tools, any of which may be called',
    request: { messages: [hi], tools: [weather], tool_choice: 'auto', max_tokens: 100 },
  },
  {
    name: 'tools, one of which must be called',
    request: { messages: [hi], tools: [weather, time], tool_choice: 'required', max_tokens: 100 },
  },
  {
    name: 'a tool that must be called',
    request: {
      messages: [hi],
      tools: [weather, time],
      tool_choice: { type: 'function', function: { name: 'get_time' } },
      max_tokens: 100,
    },
  },
  { name: 'tools that must not be called', request: { messages: [hi], tools: [weather], tool_choice: 'none', max_tokens: 100 } },
  { name: 'a tool without parameters', request: { messages: [hi], tools: [bare], max_tokens: 100 } },
  {
    name: 'a strict tool',
    request: { messages: [hi], tools: [{ ...weather, function: { ...weather.function, strict: true } }], max_tokens: 100 },
  },
  { name: 'tools, streamed', request: { messages: [hi], tools: [weather], stream: true, max_tokens: 100 } },
  {
    name: 'tools, one call at most',
    request: { messages: [hi], tools: [weather], parallel_tool_calls: false, max_tokens: 100 },
    models: { anthropic: [CLAUDE] },
    options: { anthropic: { disableParallelToolUse: true } },
  },
  {
    name: 'a call and its result',
    request: {
      messages: [hi, { role: 'assistant', content: null, tool_calls: [call('call_1')] }, result('call_1')],
      tools: [weather],
      max_tokens: 100,
    },
    models: { anthropic: [CLAUDE], gemini: [GEMINI, NEW_GEMINI], converse: [BEDROCK, NOVA] },
  },
  {
    name: 'a call with text, and a result of text',
    request: {
      messages: [
        hi,
        { role: 'assistant', content: 'I look.', tool_calls: [call('call_1')] },
        result('call_1', 'Sunny, 21 degrees'),
      ],
      tools: [weather],
      max_tokens: 100,
    },
  },
  {
    name: 'calls in parallel',
    request: {
      messages: [
        hi,
        { role: 'assistant', content: null, tool_calls: [call('call_1'), call('call_2', 'get_time')] },
        result('call_1'),
        result('call_2', 'noon'),
      ],
      tools: [weather, time],
      max_tokens: 100,
    },
  },
  {
    name: 'an answer after a result',
    request: {
      messages: [
        hi,
        { role: 'assistant', content: null, tool_calls: [call('call_1')] },
        result('call_1'),
        { role: 'assistant', content: 'Sunny.' },
        { role: 'user', content: 'Thanks.' },
      ],
      tools: [weather],
      max_tokens: 100,
    },
  },
  {
    name: 'a signed call of Gemini',
    request: {
      messages: [
        hi,
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ ...call('call_1'), extra_content: { google: { thought_signature: 'c2ln' } } }],
        },
        result('call_1'),
      ],
      tools: [weather],
      max_tokens: 100,
    },
    models: { gemini: [NEW_GEMINI] },
  },
  {
    name: 'a schema',
    request: { messages: [hi], response_format: format, max_tokens: 100 },
    models: { anthropic: [CLAUDE, NEW_CLAUDE], gemini: [GEMINI, NEW_GEMINI], converse: [BEDROCK, NOVA] },
  },
  { name: 'a schema, streamed', request: { messages: [hi], response_format: format, stream: true, max_tokens: 100 } },
  {
    name: 'any JSON',
    request: { messages: [hi], response_format: { type: 'json_object' }, max_tokens: 100 },
    models: { gemini: [GEMINI] },
  },
  {
    name: 'a schema beside tools',
    request: { messages: [hi], response_format: format, tools: [weather], max_tokens: 100 },
    models: { anthropic: [CLAUDE], gemini: [NEW_GEMINI], converse: [BEDROCK] },
  },
  {
    name: 'thinking by a budget',
    request: { messages: [hi], thinking: { type: 'enabled', budget_tokens: 2000 }, max_tokens: 4000 },
    options: {
      anthropic: { thinking: { type: 'enabled', budgetTokens: 2000 } },
      google: { thinkingConfig: { thinkingBudget: 2000, includeThoughts: true } },
      bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 2000 } },
    },
  },
  {
    name: 'thinking by a budget, and a temperature',
    request: { messages: [hi], thinking: { type: 'enabled', budget_tokens: 2000 }, temperature: 0.5, max_tokens: 4000 },
    models: { anthropic: [CLAUDE], converse: [BEDROCK] },
    options: {
      anthropic: { thinking: { type: 'enabled', budgetTokens: 2000 } },
      bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 2000 } },
    },
  },
  {
    name: 'adaptive thinking with an effort',
    request: { messages: [hi], reasoning_effort: 'high', max_tokens: 4000 },
    models: { anthropic: [NEW_CLAUDE] },
    options: { anthropic: { thinking: { type: 'adaptive', display: 'summarized' }, effort: 'high' } },
  },
  {
    name: 'an effort of Gemini 3',
    request: { messages: [hi], reasoning_effort: 'low', max_tokens: 4000 },
    models: { gemini: [NEW_GEMINI] },
    options: { google: { thinkingConfig: { thinkingLevel: 'low', includeThoughts: true } } },
  },
  {
    name: 'no thinking',
    request: { messages: [hi], reasoning_effort: 'none', max_tokens: 100 },
    models: { gemini: [GEMINI] },
    options: { google: { thinkingConfig: { thinkingBudget: 0 } } },
  },
  {
    name: 'thinking in the history',
    request: {
      messages: [
        hi,
        {
          role: 'assistant',
          content: null,
          content_blocks: [{ type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }],
          tool_calls: [call('call_1')],
        },
        result('call_1'),
      ],
      tools: [weather],
      thinking: { type: 'enabled', budget_tokens: 2000 },
      max_tokens: 4000,
    },
    models: { anthropic: [CLAUDE], converse: [BEDROCK] },
    options: {
      anthropic: { thinking: { type: 'enabled', budgetTokens: 2000 } },
      bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 2000 } },
    },
  },
  {
    name: 'marks of the cache',
    request: {
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }] },
        { role: 'user', content: [{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral', ttl: '1h' } }] },
      ],
      max_tokens: 100,
    },
    models: { anthropic: [CLAUDE], converse: [BEDROCK] },
  },
  {
    name: 'a user’s name',
    request: { messages: [hi], user: 'user_7', max_tokens: 100 },
    models: { anthropic: [CLAUDE] },
    options: { anthropic: { metadata: { userId: 'user_7' } } },
  },
  {
    name: 'a service tier',
    request: { messages: [hi], service_tier: 'flex', max_tokens: 100 },
    models: { gemini: [GEMINI], converse: [BEDROCK] },
    options: { google: { serviceTier: 'flex' }, bedrock: { serviceTier: 'flex' } },
  },
]
