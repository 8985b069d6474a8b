import { expect, it } from 'vitest'
import { encodingOf } from '@/lib/playground/encodings'

it.each([
  ['openai', 'gpt-4.1', 'o200k_base'],
  ['openai', 'gpt-4o-mini', 'o200k_base'],
  ['openai', 'o4-mini', 'o200k_base'],
  ['openrouter', 'openai/o3', 'o200k_base'],
  ['groq', 'openai/gpt-oss-120b', 'o200k_base'],
  ['openai', 'gpt-9', 'o200k_base'],
  ['openai', 'gpt-4', 'cl100k_base'],
  ['openai', 'gpt-4-turbo', 'cl100k_base'],
  ['azure', 'gpt-35-turbo', 'cl100k_base'],
  ['openai', 'gpt-3.5-turbo', 'cl100k_base'],
  ['anthropic', 'claude-opus-4-8', undefined],
  ['vllm', 'qwen3', undefined],
  ['sandbox', 'openai', undefined],
])('%s/%s counts in %s', (provider, model, encoding) => {
  expect(encodingOf({ provider, model })).toBe(encoding)
})
