import type { Usage } from './types'

/** The sum of two usages, detail by detail. The prompt counts as often as it was paid for. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    total_tokens: a.total_tokens + b.total_tokens,
    ...details('prompt_tokens_details', a, b),
    ...details('completion_tokens_details', a, b),
  }
}

function details<Key extends 'prompt_tokens_details' | 'completion_tokens_details'>(key: Key, a: Usage, b: Usage) {
  const [left, right] = [a[key], b[key]] as Record<string, number | undefined>[]
  if (!left && !right) return {}
  const names = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])
  return { [key]: Object.fromEntries([...names].map(name => [name, (left?.[name] ?? 0) + (right?.[name] ?? 0)])) }
}
