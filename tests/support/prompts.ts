import fc from 'fast-check'
import type { ChatMessage, Tool } from '@/lib/chat/types'
import type { Portable } from '@/lib/playground/share/portable'
import { LETTERS } from '@/lib/playground/types'

/** Texts of any script, lone surrogates and control characters among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '", \\ \u0000\u001f\u2028', '\ud800'),
)

const part = fc.oneof(
  anyText.map(text => ({ type: 'text' as const, text })),
  anyText.map(url => ({ type: 'image_url' as const, image_url: { url } })),
)

const message: fc.Arbitrary<ChatMessage> = fc.oneof(
  fc.record({ role: fc.constantFrom('system' as const, 'developer' as const), content: anyText }),
  fc.record({ role: fc.constant('user' as const), content: fc.oneof(anyText, fc.array(part, { maxLength: 3 })) }),
  fc.record({
    role: fc.constant('assistant' as const),
    content: fc.oneof(anyText, fc.constant(null)),
    tool_calls: fc.array(
      fc.record({
        id: anyText,
        type: fc.constant('function' as const),
        function: fc.record({ name: anyText, arguments: anyText }),
      }),
      { maxLength: 2 },
    ),
  }),
  fc.record({ role: fc.constant('tool' as const), tool_call_id: anyText, content: anyText }),
)

const isPlain = (text: string) => !text.includes('__proto__')
const json = fc
  .jsonValue({ maxDepth: 4 })
  .filter(value => isPlain(JSON.stringify(value)) && !JSON.stringify(value).includes('-0'))

const schema = fc.dictionary(fc.string().filter(isPlain), json, { maxKeys: 4 })

const tool: fc.Arbitrary<Tool> = fc.record({
  type: fc.constant('function' as const),
  function: fc.record({ name: anyText, description: anyText, parameters: schema }),
})

const params = fc.record(
  {
    temperature: fc.double({ noNaN: true, min: -10, max: 10 }).map(value => value + 0),
    max_tokens: fc.nat(),
    seed: fc.maxSafeInteger().map(value => value + 0),
    stop: fc.oneof(anyText, fc.array(anyText, { maxLength: 4 })),
    logprobs: fc.boolean(),
    tools: fc.array(tool, { maxLength: 20 }),
    metadata: fc.dictionary(fc.string().filter(isPlain), anyText, { maxKeys: 3 }),
    response_format: schema.map(schema => ({ type: 'json_schema' as const, json_schema: { name: 'answer', schema } })),
    own_parameter: json,
  },
  { requiredKeys: [] },
)

const column = fc.record(
  {
    provider: anyText,
    model: anyText,
    params: fc.record({ temperature: fc.constantFrom(null, 0.5), top_k: fc.nat() }, { requiredKeys: [] }),
    host: fc.webUrl(),
    retries: fc.integer({ min: 0, max: 5 }),
  },
  { requiredKeys: ['provider', 'model', 'params'] },
)

/** Any prompt a person could have on the page: up to 100 messages and 20 tools, drafts with wrong values too. */
export const anyPortable = fc
  .record({
    title: anyText,
    messages: fc.oneof(
      { weight: 4, arbitrary: fc.array(message, { maxLength: 8 }) },
      fc.array(message, { minLength: 100, maxLength: 100 }),
    ),
    params,
    columns: fc.array(column, { minLength: 1, maxLength: 6 }),
    variables: fc.record({ on: fc.boolean(), values: fc.dictionary(anyText.filter(isPlain), anyText, { maxKeys: 3 }) }),
    mocks: fc.dictionary(anyText.filter(isPlain), anyText, { maxKeys: 3 }),
    letters: fc.shuffledSubarray([...LETTERS], { minLength: 6 }),
  })
  .map(({ letters, columns, ...prompt }) => {
    const named = columns.map((column, index) => ({ ...column, letter: letters[index]! }))
    return JSON.parse(JSON.stringify({ ...prompt, columns: named })) as Portable
  })
