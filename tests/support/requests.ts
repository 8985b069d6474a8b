import fc from 'fast-check'

/** Generated requests that OpenAI's schema and the gateway's door both take. */
export function requests(): fc.Arbitrary<Record<string, unknown>> {
  const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
  const text = fc.string({ minLength: 1, maxLength: 10 })
  const name = fc.stringMatching(/^[a-z_]{1,12}$/)
  const textPart = fc.record({ type: fc.constant('text'), text })
  const content = fc.oneof(text, fc.array(textPart, { minLength: 1, maxLength: 2 }))
  const url = fc.oneof(
    fc.webUrl({ validSchemes: ['https'] }),
    fc.base64String({ minLength: 4 }).map(data => `data:image/png;base64,${data}`),
  )
  const userPart = fc.oneof(
    textPart,
    fc.record({
      type: fc.constant('image_url'),
      image_url: fc.record({ url, detail: optional(fc.constantFrom('auto', 'low', 'high')) }),
    }),
    fc.record({
      type: fc.constant('input_audio'),
      input_audio: fc.record({ data: text, format: fc.constantFrom('wav', 'mp3') }),
    }),
    fc.record({ type: fc.constant('file'), file: fc.record({ file_id: text, filename: optional(text) }) }),
  )
  const call = fc.oneof(
    fc.record({ id: text, type: fc.constant('function'), function: fc.record({ name, arguments: fc.json() }) }),
    fc.record({ id: text, type: fc.constant('custom'), custom: fc.record({ name, input: text }) }),
  )
  const message = fc.oneof(
    fc.record({ role: fc.constantFrom('system', 'developer'), content, name: optional(name) }),
    fc.record({ role: fc.constant('user'), content: fc.oneof(text, fc.array(userPart, { minLength: 1, maxLength: 3 })) }),
    fc.record({ role: fc.constant('assistant'), content, refusal: optional(text) }),
    fc.record({ role: fc.constant('assistant'), tool_calls: fc.array(call, { minLength: 1, maxLength: 2 }) }),
    fc.record({ role: fc.constant('assistant'), function_call: fc.record({ name, arguments: fc.json() }) }),
    fc.record({ role: fc.constant('tool'), tool_call_id: text, content }),
    fc.record({ role: fc.constant('function'), name, content: text }),
  )
  const definition = {
    name,
    description: optional(text),
    parameters: optional(fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }))),
  }
  const tool = fc.oneof(
    fc.record({ type: fc.constant('function'), function: fc.record({ ...definition, strict: optional(fc.boolean()) }) }),
    fc.record({ type: fc.constant('custom'), custom: fc.record({ name, format: optional(fc.constant({ type: 'text' })) }) }),
  )
  const number = (min: number, max: number) => optional(fc.double({ min, max, noNaN: true }).map(value => value + 0))
  const whole = (min: number, max: number) => optional(fc.integer({ min, max }))
  const choice = optional(fc.constantFrom('none', 'auto', 'required'))
  const format = fc.oneof(
    fc.record({ type: fc.constantFrom('text', 'json_object') }),
    fc.record({
      type: fc.constant('json_schema'),
      json_schema: fc.record({ name, schema: optional(fc.dictionary(name, fc.boolean())) }),
    }),
  )
  return fc
    .record({
      model: name,
      messages: fc.array(message, { minLength: 1, maxLength: 4 }),
      temperature: number(0, 2),
      top_p: number(0, 1),
      presence_penalty: number(-2, 2),
      frequency_penalty: number(-2, 2),
      n: whole(1, 128),
      seed: whole(-(2 ** 31), 2 ** 31 - 1),
      max_tokens: whole(1, 10_000),
      max_completion_tokens: whole(1, 10_000),
      stop: optional(fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 }))),
      logit_bias: optional(fc.dictionary(fc.nat(100_000).map(String), fc.integer({ min: -100, max: 100 }))),
      scored: optional(fc.record({ logprobs: fc.constant(true), top_logprobs: whole(0, 20) })),
      streamed: optional(
        fc.record({ stream: fc.constant(true), stream_options: optional(fc.record({ include_usage: fc.boolean() })) }),
      ),
      tooled: optional(
        fc.record({
          tools: fc.array(tool, { minLength: 1, maxLength: 2 }),
          tool_choice: choice,
          parallel_tool_calls: optional(fc.boolean()),
        }),
      ),
      legacy: optional(
        fc.record({
          functions: fc.array(fc.record(definition), { minLength: 1, maxLength: 2 }),
          function_call: optional(fc.constantFrom('none', 'auto')),
        }),
      ),
      response_format: optional(format),
      reasoning_effort: optional(fc.constantFrom('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')),
      verbosity: optional(fc.constantFrom('low', 'medium', 'high')),
      modalities: optional(fc.constantFrom(['text'], ['text', 'audio'])),
      audio: optional(fc.record({ voice: fc.oneof(name, fc.record({ id: name })), format: fc.constantFrom('wav', 'pcm16') })),
      prediction: optional(fc.record({ type: fc.constant('content'), content })),
      web_search_options: optional(
        fc.constantFrom({}, { search_context_size: 'low', user_location: { type: 'approximate', approximate: { city: 'Ulm' } } }),
      ),
      moderation: optional(fc.constant({ model: 'm', policy: { input: { mode: 'score' } } })),
      user: optional(text),
      safety_identifier: optional(text),
      metadata: optional(fc.dictionary(name, text)),
      store: optional(fc.boolean()),
      service_tier: optional(fc.constantFrom('auto', 'default', 'flex', 'scale', 'priority', 'fast')),
      prompt_cache_key: optional(text),
      prompt_cache_retention: optional(fc.constantFrom('in_memory', '24h')),
      prompt_cache_options: optional(fc.constant({ mode: 'explicit', ttl: '30m' })),
    })
    .map(({ scored, streamed, tooled, legacy, ...rest }) =>
      JSON.parse(JSON.stringify({ ...rest, ...scored, ...streamed, ...tooled, ...legacy })),
    )
}
