import fc from 'fast-check'
import type { ChatRequest } from '@/lib/chat/types'
import { PNG } from './sandbox'

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

/** Generated conversations as they go wrong in life: blanks, odd ids and names, documents alone, results of all kinds, all settings. */
export function conversations(): fc.Arbitrary<ChatRequest> {
  const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', ' ', 'Hi there.', 'a\n', '```'))
  const image = fc.constant({ type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } })
  const textPart = fc.record({ type: fc.constant('text'), text })
  const data = fc.constantFrom('JVBERi0xLjQK', 'data:text/plain;base64,SGk=', 'data:application/pdf;base64,JVBERi0xLjQK')
  const filename = optional(fc.constantFrom('a.pdf', 'my file.txt', 'x.csv'))
  const file = fc.record({ type: fc.constant('file'), file: fc.record({ filename, file_data: data }) })
  const parts = fc.oneof(text, fc.array(textPart, { maxLength: 2 }))

  const id = fc.oneof(fc.string({ minLength: 1, maxLength: 80 }), fc.constantFrom('a', 'functions.x:0', 'call_1'))
  const name = fc.constantFrom('get_weather', 'get_time', 'odd.name', 'x'.repeat(70))
  const written = fc.constantFrom('{}', '', '{"city":"Paris"}')
  const call = fc.record({ id, type: fc.constant('function'), function: fc.record({ name, arguments: written }) })
  const result = fc.oneof(
    text,
    fc.constantFrom('{"a":1}', '[1]', '{"a":12345678901234567890}'),
    fc.array(fc.oneof(textPart, image), { maxLength: 2 }),
  )
  const answeredCall = fc.tuple(call, result)

  const turn = fc.oneof(
    fc.record({ role: fc.constantFrom('system', 'developer'), content: parts }).map(message => [message]),
    fc
      .record({ role: fc.constant('user'), content: fc.oneof(text, fc.array(fc.oneof(textPart, image, file), { maxLength: 3 })) })
      .map(message => [message]),
    fc.record({ role: fc.constant('assistant'), content: parts, reasoning_content: optional(text) }).map(message => [message]),
    fc
      .tuple(fc.option(text), fc.array(answeredCall, { minLength: 1, maxLength: 3 }))
      .map(([content, calls]) => [
        { role: 'assistant', content, tool_calls: calls.map(([one]) => one) },
        ...calls.map(([{ id: tool_call_id }, content]) => ({ role: 'tool', tool_call_id, content })),
      ]),
  )

  const schema = fc.constantFrom(
    { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false },
    { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } },
    { type: 'object', additionalProperties: true },
    { type: 'array', items: { type: 'string' } },
  )
  const tool = (name: string) =>
    fc.record({
      type: fc.constant('function'),
      cache_control: optional(fc.constantFrom({ type: 'ephemeral' }, { type: 'ephemeral', ttl: '1h' })),
      function: fc.record({
        name: fc.constant(name),
        description: optional(fc.constantFrom('', 'Does it.')),
        parameters: optional(
          fc.constantFrom({}, { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }),
        ),
        strict: optional(fc.boolean()),
      }),
    })
  const named = { type: 'function', function: { name: 'get_weather' } }
  const tooled = fc.record({
    tools: fc.oneof(fc.tuple(tool('get_weather')), fc.tuple(tool('get_weather'), tool('get_time'))),
    tool_choice: optional(
      fc.constantFrom('none', 'auto', 'required', named, {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [named] },
      }),
    ),
    parallel_tool_calls: optional(fc.boolean()),
  })
  const format = fc.oneof(
    fc.constant({ type: 'json_object' }),
    schema.map(schema => ({ type: 'json_schema', json_schema: { name: 'get_time', schema } })),
  )

  return fc
    .record({
      messages: fc.array(turn, { minLength: 1, maxLength: 5 }).map(turns => turns.flat()),
      tooled: optional(tooled),
      response_format: optional(format),
      temperature: optional(fc.constantFrom(0, 1, 1.7)),
      top_p: optional(fc.constantFrom(0.5, 1)),
      top_k: optional(fc.constantFrom(0, 5)),
      max_tokens: optional(fc.constantFrom(1, 20, 2000, 90_000)),
      stop: optional(fc.constantFrom(' ', 'END', ['a', '\n'])),
      seed: optional(fc.nat()),
      user: optional(text),
      metadata: optional(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), text)),
      thinking: optional(
        fc.constantFrom(
          { type: 'enabled', budget_tokens: 100 },
          { type: 'enabled', budget_tokens: 1024 },
          { type: 'enabled', budget_tokens: 9000 },
          { type: 'disabled' },
          { type: 'adaptive' },
        ),
      ),
      reasoning_effort: optional(fc.constantFrom('none', 'low', 'high', 'max')),
      service_tier: optional(fc.constantFrom('auto', 'flex', 'scale')),
    })
    .map(({ tooled, ...rest }) => JSON.parse(JSON.stringify({ model: 'converse', ...rest, ...tooled })))
}
