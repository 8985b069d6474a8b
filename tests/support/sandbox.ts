import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { answerSandbox } from '@/lib/sandbox'
import type { Clock } from '@/lib/sandbox/pace'
import { type World, world } from '@/lib/sandbox/world'

/** A sandbox of its own, which answers at once. */
export const quick = (changes: Partial<World> = {}) => world({ tokensPerSecond: () => 0, ...changes })

/** A clock that only moves when somebody sleeps. */
export function sleepyClock(): Clock & { slept: number[] } {
  let now = 1_800_000_000_000
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted()
      slept.push(milliseconds)
      now += milliseconds
    },
  }
}

export const openaiClient = (here: World = quick()) =>
  new OpenAI({
    baseURL: 'https://sandbox.invalid/openai/v1',
    apiKey: 'test-key',
    maxRetries: 0,
    fetch: (url, init) => answerSandbox(new Request(url, init), here),
  })

export const anthropicClient = (here: World = quick()) =>
  new Anthropic({
    baseURL: 'https://sandbox.invalid/anthropic',
    apiKey: 'test-key',
    maxRetries: 0,
    fetch: (url, init) => answerSandbox(new Request(url, init), here),
  })

export const geminiClient = (here: World = quick()) =>
  new GoogleGenAI({
    apiKey: 'test-key',
    httpOptions: {
      baseUrl: 'https://sandbox.invalid/gemini',
      fetch: (url, init) => answerSandbox(new Request(url, init), here),
    },
  })

interface Sending {
  here?: World
  headers?: Record<string, string>
  signal?: AbortSignal
}

export const askOpenai = (body: unknown, sending?: Sending) => post('openai/v1/chat/completions', body, sending)
export const askAnthropic = (body: unknown, { headers, ...rest }: Sending = {}) =>
  post('anthropic/v1/messages', body, { ...rest, headers: { 'anthropic-version': '2023-06-01', ...headers } })

export const askGemini = (body: unknown, { method = 'generateContent', ...sending }: Sending & { method?: string } = {}) =>
  post(`gemini/v1beta/models/gemini:${method}`, body, sending)

export const askConverse = (body: unknown, { operation = 'converse', ...sending }: Sending & { operation?: string } = {}) =>
  post(`converse/model/converse/${operation}`, body, sending)

function post(path: string, body: unknown, { here = quick(), headers, signal }: Sending = {}): Promise<Response> {
  const request = new Request(`https://sandbox.invalid/${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
    signal,
  })
  return answerSandbox(request, here)
}

export type ChatParams = OpenAI.ChatCompletionCreateParamsNonStreaming
export type MessageParams = Anthropic.MessageCreateParamsNonStreaming

export const hello = { role: 'user', content: 'What does top_p do?' } as const
export const chat: ChatParams = { model: 'openai', messages: [hello], seed: 7 }
export const message: MessageParams = { model: 'anthropic', max_tokens: 300, messages: [hello] }
export const weather = {
  name: 'get_weather',
  description: 'The weather in a city',
  schema: { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
}
export const openaiWeather: OpenAI.ChatCompletionFunctionTool = {
  type: 'function',
  function: { name: weather.name, description: weather.description, parameters: weather.schema },
}
export const anthropicWeather: Anthropic.Tool = {
  name: weather.name,
  description: weather.description,
  input_schema: weather.schema,
}
export const askWeather = { role: 'user', content: 'What is the weather in Paris?' } as const

/** A PNG of 1 by 1, whole. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
