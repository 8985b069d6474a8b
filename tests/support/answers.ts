import fc from 'fast-check'
import type { ChatCompletion } from '@/lib/chat/types'

/** Generated answers: everything OpenAI's schema knows and, with `extras`, what the gateway adds to it. */
export function completions({ extras }: { extras: boolean }): fc.Arbitrary<ChatCompletion> {
  const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
  const name = fc.stringMatching(/^[a-z_]{1,12}$/)
  const tokens = fc.nat(10_000)
  const bytes = fc.option(fc.array(fc.nat(255), { maxLength: 4 }), { nil: null })
  const entry = { token: text, logprob: fc.double({ min: -30, max: 0, noNaN: true }), bytes }
  const token = fc.record({ ...entry, top_logprobs: fc.array(fc.record(entry), { maxLength: 3 }) })
  const tokenList = fc.option(fc.array(token, { maxLength: 4 }), { nil: null })
  const call = fc.oneof(
    fc.record({ id: text, type: fc.constant('function' as const), function: fc.record({ name, arguments: fc.json() }) }),
    fc.record({ id: text, type: fc.constant('custom' as const), custom: fc.record({ name, input: fc.string() }) }),
  )
  const block = fc.oneof(
    fc.record({ type: fc.constant('text'), text }),
    fc.record({ type: fc.constant('thinking'), thinking: text, signature: text }),
    fc.record({ type: fc.constant('redacted_thinking'), data: text }),
    fc.record({
      type: fc.constant('web_search_tool_result'),
      tool_use_id: text,
      content: fc.array(fc.jsonValue({ maxDepth: 1 })),
    }),
  )
  const annotation = fc.record({
    type: fc.constant('url_citation' as const),
    url_citation: fc.record({ start_index: tokens, end_index: tokens, url: fc.webUrl(), title: fc.string() }),
  })
  const message = fc.record({
    role: fc.constant('assistant' as const),
    content: fc.option(text, { nil: null }),
    refusal: fc.option(text, { nil: null }),
    tool_calls: optional(fc.array(call, { minLength: 1, maxLength: 3 })),
    function_call: optional(fc.record({ name, arguments: fc.json() })),
    annotations: optional(fc.array(annotation, { minLength: 1, maxLength: 2 })),
    audio: optional(
      fc.option(fc.record({ id: text, expires_at: tokens, data: fc.base64String(), transcript: text }), { nil: null }),
    ),
    ...(extras && {
      reasoning_content: optional(text),
      content_blocks: optional(fc.array(block, { minLength: 1, maxLength: 4 })),
    }),
  })
  const choice = fc.record({
    message,
    finish_reason: fc.constantFrom(
      'stop' as const,
      'length' as const,
      'tool_calls' as const,
      'content_filter' as const,
      'function_call' as const,
    ),
    logprobs: fc.option(fc.record({ content: tokenList, refusal: tokenList }), { nil: null }),
    ...(extras && { native_finish_reason: optional(name) }),
  })
  const usage = fc.record({
    prompt_tokens: tokens,
    completion_tokens: tokens,
    total_tokens: tokens,
    prompt_tokens_details: optional(fc.record({ cached_tokens: tokens, audio_tokens: tokens }, { requiredKeys: [] })),
    completion_tokens_details: optional(fc.record({ reasoning_tokens: tokens, audio_tokens: tokens }, { requiredKeys: [] })),
  })
  return fc
    .record({
      id: name.map(id => `chatcmpl-${id}`),
      object: fc.constant('chat.completion' as const),
      created: fc.integer({ min: 1, max: 2_000_000_000 }),
      model: name,
      choices: fc.array(choice, { minLength: 1, maxLength: 3 }).map(list => list.map((rest, index) => ({ index, ...rest }))),
      usage: optional(usage),
      service_tier: optional(fc.constantFrom('default', 'flex')),
      system_fingerprint: optional(name),
      ...(extras && { citations: optional(fc.array(fc.webUrl(), { minLength: 1 })) }),
    })
    .map(value => JSON.parse(JSON.stringify(value)))
}
