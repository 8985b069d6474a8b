import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRequest } from '@/lib/chat/request'
import type { JsonSchema, Tool } from '@/lib/chat/types'
import { TOOL_EXAMPLES } from '@/lib/playground/tool-examples'
import {
  choicesOf,
  nameProblem,
  propertiesOf,
  typeOf,
  typeWords,
  withChoices,
  withDescription,
  withMovedProperty,
  withNewProperty,
  withoutProperty,
  withProperty,
  withType,
} from '@/lib/playground/tool-schema'
import { readFunctions, readTool, readTools } from '@/lib/playground/tool-text'
import { emptyTool, followChoice, freeName, MOST_TOOLS, renamed, toolName, toolProblems } from '@/lib/playground/tools'
import { startedPlayground } from '../support/playground'

const tool = (name: string): Tool => ({ type: 'function', function: { name } })
const names = (schema: JsonSchema) => propertiesOf(schema).map(({ name }) => name)

const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 1, 'x-hint': 'kept' },
    when: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    days: { type: 'integer', minimum: 1 },
  },
  required: ['days', 'city'],
  additionalProperties: false,
  $defs: { day: { type: 'string' } },
}

describe('the parameters of a tool as a form', () => {
  it('are listed in their order', () => {
    expect(propertiesOf(SCHEMA).map(({ name, required }) => [name, required])).toEqual([
      ['city', true],
      ['when', false],
      ['days', true],
    ])
    expect(propertiesOf(undefined)).toEqual([])
    expect(propertiesOf({ properties: { any: true } })).toEqual([{ name: 'any', schema: {}, required: false }])
  })

  it('keep everything the form does not show', () => {
    const changed = withProperty(SCHEMA, 2, { schema: withDescription({ type: 'integer', minimum: 1 }, 'How many') })
    expect(changed).toEqual({
      ...SCHEMA,
      properties: { ...(SCHEMA.properties as object), days: { type: 'integer', minimum: 1, description: 'How many' } },
    })
    expect(changed.required).toEqual(['days', 'city'])
  })

  it('are renamed in place, and required by their new name', () => {
    const changed = withProperty(SCHEMA, 0, { name: 'town' })
    expect(names(changed)).toEqual(['town', 'when', 'days'])
    expect(changed.required).toEqual(['town', 'days'])
    expect((changed.properties as JsonSchema).town).toEqual({ type: 'string', minLength: 1, 'x-hint': 'kept' })
  })

  it('are added, removed, moved', () => {
    expect(names(withNewProperty(SCHEMA))).toEqual(['city', 'when', 'days', 'name'])
    expect(withNewProperty(undefined)).toEqual({
      type: 'object',
      properties: { name: { type: 'string' } },
      required: ['name'],
      additionalProperties: false,
    })
    expect(withoutProperty(SCHEMA, 0)).toMatchObject({ required: ['days'] })
    expect(names(withMovedProperty(SCHEMA, 2, -1))).toEqual(['city', 'days', 'when'])
    expect(names(withMovedProperty(SCHEMA, 2, 5))).toEqual(names(SCHEMA))
  })

  it('take another type without what only the old one had', () => {
    expect(withType({ type: 'string', enum: ['a'], description: 'd', 'x-hint': 1 }, 'integer')).toEqual({
      type: 'integer',
      description: 'd',
      'x-hint': 1,
    })
    expect(withType({ type: 'integer', minimum: 1 }, 'number')).toEqual({ type: 'number', minimum: 1 })
    expect(withType({ anyOf: [], description: 'd' }, 'array')).toEqual({
      description: 'd',
      type: 'array',
      items: { type: 'string' },
    })
    expect(withType({ type: 'string' }, 'object')).toMatchObject({ type: 'object', properties: {} })
  })

  it('say what the form has no word for', () => {
    expect(typeOf({ type: ['string', 'null'] })).toBeUndefined()
    expect(typeWords({ type: ['string', 'null'] })).toBe('string | null')
    expect(typeWords({ $ref: '#/$defs/day' })).toBe('$ref')
    expect(typeWords({})).toBe('any')
  })

  it('have a list of values, as numbers where they are numbers', () => {
    expect(withChoices({ type: 'integer' }, ['1', '20'])).toEqual({ type: 'integer', enum: [1, 20] })
    expect(choicesOf(withChoices({ type: 'string' }, ['a b', '1']))).toEqual(['a b', '1'])
    expect(withChoices({ type: 'string', enum: ['a'] }, [])).toEqual({ type: 'string' })
  })

  it('need names of their own', () => {
    const properties = propertiesOf(SCHEMA)
    expect(nameProblem('city', 1, properties)).toMatch('there already')
    expect(nameProblem('city', 0, properties)).toBeUndefined()
    expect(nameProblem('', 0, properties)).toBeTruthy()
    expect(nameProblem('12', 0, properties)).toBeTruthy()
    expect(nameProblem('__proto__', 0, properties)).toBeTruthy()
  })

  it('lose nothing by being renamed back, whatever stands in them', () => {
    const keyword = fc.constantFrom('type', 'description', 'enum', '$ref', 'x-more')
    const property = fc.dictionary(keyword, fc.jsonValue())
    const schemas = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), property, { minKeys: 1 })
    fc.assert(
      fc.property(schemas, properties => {
        const schema = { type: 'object', properties, required: Object.keys(properties).slice(1) }
        const there = withProperty(schema, 0, { name: 'renamed' })
        expect(withProperty(there, 0, { name: Object.keys(properties)[0]! })).toEqual(schema)
      }),
    )
  })
})

describe('a list of tools', () => {
  it('names what is wrong with each', () => {
    expect(toolProblems([tool('get_weather'), tool('get-time_2')])).toEqual([[], []])
    expect(toolProblems([tool('get weather'), tool(''), tool('x'.repeat(65))]).map(({ length }) => length)).toEqual([1, 1, 1])
    expect(toolProblems([tool('a'), tool('b'), tool('a')])[2]).toEqual(['Another tool is called a, too.'])
    const many = Array.from({ length: MOST_TOOLS + 1 }, (_, index) => tool(`t${index}`))
    expect(toolProblems(many).flat()).toEqual(['128 tools are the most; this is number 129.'])
  })

  it('gives new ones a name of their own', () => {
    expect(toolName(emptyTool([]))).toBe('new_tool')
    expect(toolName(emptyTool([tool('new_tool'), tool('new_tool_2')]))).toBe('new_tool_3')
    expect(freeName([tool('a_2')], 'a_2')).toBe('a_3')
  })

  it('keeps the choice in step', () => {
    const chosen = { tools: [tool('a'), tool('b')], tool_choice: { type: 'function' as const, function: { name: 'b' } } }
    expect(followChoice(chosen, [tool('a'), tool('c')])).toEqual({ type: 'function', function: { name: 'c' } })
    expect(followChoice(chosen, [tool('b')])).toEqual(chosen.tool_choice)
    expect(followChoice(chosen, [tool('a')])).toBeUndefined()
    expect(followChoice({ ...chosen, tool_choice: 'required' }, [tool('a')])).toBe('required')
  })

  it('is changed in the prompt or in one column, and what was removed comes back', async () => {
    const page = await startedPlayground()
    const [a] = page.state().columns
    page.state().setTools(undefined, [tool('a'), tool('b')])
    page.state().setParam('tool_choice', { type: 'function', function: { name: 'b' } })
    page.state().setTools(undefined, [tool('a')], 'Tool b')
    expect(page.state().prompt.params).toMatchObject({ tools: [tool('a')] })
    expect(page.state().prompt.params).not.toHaveProperty('tool_choice')
    page.state().setParam('temperature', 0)
    page.state().undo()
    expect(page.state().prompt.params).toMatchObject({
      tools: [tool('a'), tool('b')],
      tool_choice: { function: { name: 'b' } },
      temperature: 0,
    })

    page.state().setTools(a!.id, [tool('own')])
    page.state().setTools(a!.id, [], 'Tool own')
    expect(page.state().columns[0]!.params).toMatchObject({ tools: null, tool_choice: null })
    page.state().setTools(undefined, [])
    expect(page.state().prompt.params).not.toHaveProperty('tools')
  })

  it('takes the mock along when a tool is renamed, and not when tools change places', async () => {
    const page = await startedPlayground()
    page.state().setTools(undefined, [tool('a'), tool('b')])
    page.state().setMock('a', 'rain')
    page.state().setTools(undefined, [tool('b'), tool('a')])
    expect(page.state().prompt.mocks).toEqual({ a: 'rain' })
    page.state().setTools(undefined, [page.state().prompt.params.tools![0]!, tool('town')])
    expect(page.state().prompt.mocks).toEqual({ town: 'rain' })
  })

  it('lets legacy functions go, and come back', async () => {
    const page = await startedPlayground()
    page.state().setParam('functions', [{ name: 'f' }])
    page.state().setParam('function_call', 'auto')
    page.state().removeFunctions(undefined)
    expect(page.state().prompt.params).not.toHaveProperty('functions')
    expect(page.state().prompt.params).not.toHaveProperty('function_call')
    page.state().undo()
    expect(page.state().prompt.params).toMatchObject({ functions: [{ name: 'f' }], function_call: 'auto' })
  })

  it('has examples every dialect takes', () => {
    const tools = TOOL_EXAMPLES.map(example => example.tool)
    expect(() => parseRequest({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], tools })).not.toThrow()
    for (const { mock } of TOOL_EXAMPLES) expect(() => JSON.parse(mock)).not.toThrow()
    expect(renamed(tools[0]!, 'x')).toMatchObject({ function: { name: 'x', description: expect.any(String) } })
  })
})

describe('tools as text', () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } } }
  const wanted = [{ type: 'function', function: { name: 'f', description: 'd', parameters } }]

  it.each([
    ['OpenAI’s list', wanted],
    ['one tool', wanted[0]],
    ['a request', { model: 'm', tools: wanted }],
    ['legacy functions', [{ name: 'f', description: 'd', parameters }]],
    ['a request with legacy functions', { functions: [{ name: 'f', description: 'd', parameters }] }],
    ['the flat form', { type: 'function', name: 'f', description: 'd', parameters }],
    ['Anthropic’s', [{ name: 'f', description: 'd', input_schema: parameters }]],
    ['MCP’s', { tools: [{ name: 'f', description: 'd', inputSchema: parameters }] }],
    ['Gemini’s', { tools: [{ functionDeclarations: [{ name: 'f', description: 'd', parametersJsonSchema: parameters }] }] }],
    ['Bedrock’s', { toolConfig: { tools: [{ toolSpec: { name: 'f', description: 'd', inputSchema: { json: parameters } } }] } }],
  ])('are read from %s', (_, value) => {
    expect(readTools(JSON.stringify(value))).toEqual({ value: wanted })
  })

  it('keep members nobody knows, and custom tools', () => {
    const custom = { type: 'custom', custom: { name: 'run', format: { type: 'text' } } }
    const more = { ...wanted[0], cache_control: { type: 'ephemeral' }, function: { ...wanted[0]!.function, strict: true } }
    expect(readTools(JSON.stringify([custom, more]))).toEqual({ value: [custom, more] })
    expect(readTool(JSON.stringify(more))).toEqual({ value: more })
  })

  it('say where they are broken', () => {
    expect(readTool('{\n  "type": "function",\n  oops\n}').problem).toBe('Expected a name in double quotes. Line 3, column 3.')
    expect(readTool('{"type": "function"').problem).toMatch('ends too early')
    expect(readTool('{"type":"function","function":{}}').problem).toMatch('has a name')
    expect(readTool('{"type":"function","function":{"name":"f","parameters":[]}}').problem).toBeTruthy()
    expect(readTools('[]').problem).toMatch('No tools were found')
    expect(readTools('{"messages":[]}').problem).toMatch('No tools were found')
    expect(readFunctions('[{"name":"f"}]').value).toEqual([{ name: 'f' }])
    expect(readFunctions('{}').problem).toMatch('a list')
  })
})
