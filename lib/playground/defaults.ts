import type { ChatMessage } from '@/lib/chat/types'
import { CHART } from './starter-image'
import type { Column, ColumnRoute, Params, Prompt } from './types'
import { LETTERS } from './types'

export type ColumnSeed = Omit<Column, 'id' | 'letter'>

/** A prompt to begin with. */
export interface Starter {
  id: string
  title: string
  /** What it shows, in two words. */
  hint: string
  messages: ChatMessage[]
  params: Params
  mocks?: Prompt['mocks']
  /** Absent: the columns stay as they are. */
  columns?: ColumnSeed[]
}

const SYSTEM = 'Answer in plain words, in at most three sentences.'

/** Column B thinks, so its receipt differs at first sight: temperature and seed dropped, max_tokens raised. */
const FIRST: Starter = {
  id: 'first',
  title: 'Untitled prompt',
  hint: 'Thinking',
  messages: [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: 'What does top_p do, and when should I leave it alone?' },
  ],
  params: { temperature: 0.7, max_tokens: 1024, seed: 7 },
  columns: [
    { provider: 'sandbox', model: 'openai', params: {} },
    { provider: 'sandbox', model: 'anthropic', params: { thinking: { type: 'enabled', budget_tokens: 1024 } } },
    { provider: 'sandbox', model: 'flaky', params: {}, retries: 2 },
  ],
}

/** Ids are fixed, so that the server's page and the browser's first one are the same. */
export function defaultPrompt(): Prompt {
  return {
    title: FIRST.title,
    messages: FIRST.messages.map((message, index) => ({ id: `m${index + 1}`, message })),
    params: FIRST.params,
  }
}

export function defaultColumns(): Column[] {
  return FIRST.columns!.map((seed, index) => ({ ...seed, id: `c${index + 1}`, letter: LETTERS[index]! }))
}

/** The model of a new column: a built-in one that is not on the page yet, else the last column's. */
export function nextModel(columns: readonly Column[]): { provider: string; model: string; host?: string } {
  const model = ['openai', 'anthropic', 'flaky', 'slow'].find(
    name => !columns.some(column => column.provider === 'sandbox' && column.model === name),
  )
  const { provider, model: lastModel, host } = columns.at(-1) ?? { provider: 'sandbox', model: 'openai' }
  return model ? { provider: 'sandbox', model } : { provider, model: lastModel, ...(host && { host }) }
}

const PLAIN: ColumnSeed[] = [
  { provider: 'sandbox', model: 'openai', params: {} },
  { provider: 'sandbox', model: 'anthropic', params: {} },
]

/** The first fails, and is not asked again: the second answers. */
const FALLBACK: ColumnRoute = {
  config: {
    strategy: { mode: 'fallback' },
    targets: [
      { provider: 'sandbox', override_params: { model: 'flaky' } },
      { provider: 'sandbox', override_params: { model: 'openai' } },
    ],
  },
}

export const STARTERS: readonly Starter[] = [
  { ...FIRST, title: 'One question, three models' },
  {
    id: 'logprobs',
    title: 'See where a model hesitates',
    hint: 'Logprobs 5',
    messages: [{ role: 'user', content: 'Finish the sentence in your own words: a language model is' }],
    params: { logprobs: true, top_logprobs: 5, temperature: 1, max_tokens: 200 },
    columns: [PLAIN[0]!, { provider: 'sandbox', model: 'openai', params: { temperature: 0 } }, PLAIN[1]!],
  },
  {
    id: 'schema',
    title: 'One schema, two dialects',
    hint: 'Schema',
    messages: [
      { role: 'system', content: 'Extract what is asked for. Leave nothing out.' },
      { role: 'user', content: 'Ada Lovelace, born in London in 1815, wrote the first published program.' },
    ],
    params: {
      max_tokens: 500,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'person',
          strict: true,
          schema: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              born: { type: 'integer', description: 'Year' },
              city: { type: 'string' },
              known_for: { type: 'array', items: { type: 'string' } },
            },
            required: ['name', 'born', 'city', 'known_for'],
            additionalProperties: false,
          },
        },
      },
    },
    columns: PLAIN,
  },
  {
    id: 'tool',
    title: 'Let each model call a tool',
    hint: 'Tools 2',
    messages: [{ role: 'user', content: 'What is the weather in Oslo and in Lima right now, in celsius?' }],
    params: {
      max_tokens: 500,
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'The current weather in a city.',
            parameters: {
              type: 'object',
              properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
              required: ['city', 'unit'],
              additionalProperties: false,
            },
          },
        },
        {
          type: 'function',
          function: {
            name: 'get_time',
            description: 'The local time in a city.',
            parameters: {
              type: 'object',
              properties: { city: { type: 'string' } },
              required: ['city'],
              additionalProperties: false,
            },
          },
        },
      ],
      tool_choice: 'auto',
    },
    mocks: {
      get_weather: '{ "temperature": 18, "sky": "light rain" }',
      get_time: '{ "time": "14:05" }',
    },
    columns: PLAIN,
  },
  {
    id: 'image',
    title: 'Show each model the same picture',
    hint: 'Image',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What kind of picture is this, and how large is it?' },
          { type: 'image_url', image_url: { url: CHART } },
        ],
      },
    ],
    params: { max_tokens: 300 },
    columns: [...PLAIN, { provider: 'sandbox', model: 'gemini', params: {} }],
  },
  {
    id: 'fallback',
    title: 'Watch a failure, and two ways out',
    hint: 'Fallback',
    messages: [{ role: 'user', content: 'What should a program do when a model answers 503?' }],
    params: { max_tokens: 300 },
    columns: [
      { provider: 'sandbox', model: 'flaky', params: {} },
      { provider: 'sandbox', model: 'flaky', params: {}, retries: 2 },
      { provider: 'sandbox', model: 'flaky', params: {}, route: FALLBACK },
    ],
  },
  {
    id: 'lost',
    title: 'See what gets lost on the way',
    hint: 'Receipt',
    messages: [{ role: 'user', content: 'Tell me a very short story about a lighthouse.' }],
    params: { temperature: 1.7, seed: 7, top_k: 40, presence_penalty: 0.5, stop: 'THE END', max_tokens: 300 },
    columns: PLAIN,
  },
]
