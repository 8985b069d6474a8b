import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LinkError, LONGEST_LINK, readLink, sealed, writeLink } from '@/lib/playground/share/link'
import { lengthen, shorten } from '@/lib/playground/share/phrases'
import type { Portable } from '@/lib/playground/share/portable'
import { anyPortable } from '../support/prompts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(root, 'tests/fixtures/links')
const THOROUGH = Number(process.env.THOROUGH ?? 0.1)

interface Fixture {
  link: string
  prompt: Portable
}

const fixtures = readdirSync(FOLDER).map(name => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Fixture] as const)
const typical = fixtures.find(([name]) => name === 'typical.json')![1]

/** What a link says is wrong with it. */
async function faultOf(link: string): Promise<LinkError> {
  const read = await readLink(link).then(
    () => undefined,
    (error: LinkError) => error,
  )
  expect(read, `${link.slice(0, 60)} was opened`).toBeDefined()
  expect(read).toMatchObject({ name: 'LinkError', message: expect.stringMatching(/^The link |^What stands /) })
  return read!
}

describe('a prompt link', () => {
  it.each(fixtures)('made long ago can be read: %s', async (_, { link, prompt }) => {
    expect(await readLink(link)).toEqual(prompt)
  })

  it('gives back every prompt, whatever is written in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyPortable, async portable => {
        const link = await writeLink(portable).catch((error: LinkError) => error)
        // The only reason a prompt cannot travel is its length.
        if (typeof link !== 'string') return expect(link.fault).toBe('too large')
        expect(await readLink(link)).toEqual(portable)
        expect(link).toMatch(/^#p1[\w-]+$/)
      }),
      { numRuns: Math.ceil(1000 * THOROUGH) },
    )
  })

  it('holds a hundred messages and twenty tools', async () => {
    const { messages, params } = typical.prompt
    const long: Portable = {
      ...typical.prompt,
      messages: Array.from({ length: 100 }, (_, index) => ({
        role: 'user',
        content: `${index} ${messages[1]!.content} 日本語 🙂`,
      })),
      params: { ...params, tools: Array.from({ length: 20 }, () => params.tools![0]!) },
    }
    expect(await readLink(await writeLink(long))).toEqual(long)
  })

  it('with three columns, two tools and a schema has at most 1,900 characters', async () => {
    expect((await writeLink(typical.prompt)).length).toBeLessThanOrEqual(1_900)
    expect(typical.prompt).toMatchObject({ columns: { length: 3 }, params: { tools: { length: 2 } } })
    expect(typical.prompt.params.response_format?.type).toBe('json_schema')
  })

  it('ignores what programs take along behind a link', async () => {
    for (const tail of ['.', ')', '&utm_source=mail', '%20']) expect(await readLink(typical.link + tail)).toEqual(typical.prompt)
  })

  it('that would be too long is refused when it is made', async () => {
    const noise = randomBytes(LONGEST_LINK).toString('base64')
    const made = await writeLink({ ...typical.prompt, title: noise }).catch((error: LinkError) => error.fault)
    expect(made.slice(0, 20)).toBe('too large')
  })
})

describe('a link that was cut or changed', () => {
  it('anywhere says so', async () => {
    for (let end = 0; end < typical.link.length; end++) {
      const { fault } = await faultOf(typical.link.slice(0, end))
      expect(fault).toBe(end < 3 ? 'foreign' : 'cut')
    }
  })

  it('says how much arrived', async () => {
    const { message } = await faultOf(typical.link.slice(0, 500))
    expect(message).toContain(`500 of ${typical.link.length} characters`)
  })

  it('in any one character says so', async () => {
    for (let at = 1; at < typical.link.length; at++) {
      const other = typical.link[at] === 'x' ? 'y' : 'x'
      const { fault } = await faultOf(`${typical.link.slice(0, at)}${other}${typical.link.slice(at + 1)}`)
      expect(fault).toMatch(at < 3 ? 'foreign' : at < 6 ? /cut|altered/ : 'altered')
    }
  })

  it('by anything appended says so', async () => {
    expect((await faultOf(`${typical.link}abc`)).fault).toBe('altered')
  })
})

const portable = {
  title: 't',
  messages: [{ role: 'user', content: 'Hi' }],
  params: {},
  columns: [{ provider: 'sandbox', model: 'openai', params: {} }],
}
const [column] = portable.columns
const withParams = (params: object) => ({ ...portable, params })
const withColumn = (change: object) => ({ ...portable, columns: [{ ...column, ...change }] })
const withMessage = (message: object) => ({ ...portable, messages: [message] })
const many = <T>(count: number, value: T) => Array.from({ length: count }, () => value)

/** What a stranger might put into a link with a right checksum; none of it may be opened. */
const MALICIOUS: Record<string, unknown> = {
  'no JSON': '{"title":',
  'a script': '<script>alert(1)</script>',
  'a number': '7',
  null: 'null',
  'a list': [portable],
  'nothing in it': {},
  'no columns': { ...portable, columns: [] },
  'seven columns': { ...portable, columns: many(7, column) },
  'two columns of one letter': { ...portable, columns: many(2, { ...column, letter: 'A' }) },
  'a letter that is none': withColumn({ letter: '<b>' }),
  'a letter from the prototype': withColumn({ letter: 'constructor' }),
  'a script as host': withColumn({ host: 'javascript:alert(1)' }),
  'a script as host, hidden': withColumn({ host: ' \tJavaScript:alert(1)' }),
  'a page as host': withColumn({ host: 'data:text/html,<script>alert(1)</script>' }),
  'a host that is a list': withColumn({ host: ['https://x.example'] }),
  'ten thousand retries': withColumn({ retries: 10_000 }),
  'half a retry': withColumn({ retries: 0.5 }),
  'a column that is a text': { ...portable, columns: ['A'] },
  'overrides that are a list': withColumn({ params: [] }),
  'a record of what is no text': withParams({ metadata: { a: { toString: null } } }),
  'a record of what is no number': withParams({ logit_bias: { 1: 'much' } }),
  'a title that is an object': { ...portable, title: { toString: 'x' } },
  '1,001 messages': { ...portable, messages: many(1001, portable.messages[0]) },
  'a message without a role': withMessage({ content: 'Hi' }),
  'a role nobody has': withMessage({ role: 'root', content: 'Hi' }),
  'content that is a number': withMessage({ role: 'user', content: 7 }),
  'a part without a type': withMessage({ role: 'user', content: [{ text: 'Hi' }] }),
  'a part whose text is an object': withMessage({ role: 'user', content: [{ type: 'text', text: { $$typeof: 'x' } }] }),
  'calls that are a text': withMessage({ role: 'assistant', tool_calls: 'all' }),
  'a call without a function': withMessage({ role: 'assistant', tool_calls: [7] }),
  '129 tools': withParams({ tools: many(129, { type: 'function', function: { name: 'f' } }) }),
  'tools that are a text': withParams({ tools: 'all' }),
  'a tool without a name': withParams({ tools: [{ type: 'function', function: { name: 7 } }] }),
  'a temperature that is a text': withParams({ temperature: 'hot' }),
  'a stop that is an object': withParams({ stop: { length: 1e9 } }),
  'a schema that is a text': withParams({ response_format: { type: 'json_schema', json_schema: 'x' } }),
  'variables that are a list': { ...portable, variables: [] },
  'a variable that is an object': { ...portable, variables: { on: true, values: { name: {} } } },
  'mocks that are a text': { ...portable, mocks: 'x' },
  'a loop without end': { ...portable, loop: { auto: true, limit: 1.5 } },
  'an infinite number':
    '{"title":"t","messages":[],"params":{"seed":1e999},"columns":[{"provider":"a","model":"b","params":{}}]}',
  'the prototype on top':
    '{"__proto__":{"a":1},"title":"t","messages":[],"params":{},"columns":[{"provider":"a","model":"b","params":{}}]}',
  'the prototype in the parameters':
    '{"title":"t","messages":[],"params":{"__proto__":{"polluted":true}},"columns":[{"provider":"a","model":"b","params":{}}]}',
  'the prototype in a schema':
    '{"title":"t","messages":[],"params":{"x":{"y":[{"__proto__":{"polluted":true}}]}},"columns":[{"provider":"a","model":"b","params":{}}]}',
  'nesting without end': '['.repeat(100_000),
  'nesting inside': withParams({ x: JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) }),
}

describe('a malicious link', () => {
  it.each(Object.entries(MALICIOUS))('with %s is refused with a reason', async (_, value) => {
    const link = await sealed(typeof value === 'string' ? value : JSON.stringify(value))
    const { fault, message } = await faultOf(link)
    expect(fault).toBe('no prompt')
    expect(message).not.toContain('<')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('with names every object has is harmless: they are members like others', async () => {
    const names = { constructor: 1, prototype: { x: 1 }, toString: 'x', hasOwnProperty: true, valueOf: null }
    const read = await readLink(await sealed(JSON.stringify({ ...withParams(names), constructor: 1, extra: 'x', ids: [] })))
    expect(Object.keys(read)).toEqual(['title', 'messages', 'params', 'columns'])
    expect(read.params).toEqual(names)
  })

  it.each([
    ['#', 'foreign'],
    ['#section', 'foreign'],
    ['#r1abcdef', 'foreign'],
    ['#prompt=javascript:alert(1)', 'foreign'],
    ['#p', 'foreign'],
    ['#p2AAAAAAAAAAAA', 'newer'],
    ['#p1', 'cut'],
    ['#p1%00%00', 'cut'],
    ['#p1AAAAAAAAA', 'altered'],
    [`#p1${'A'.repeat(LONGEST_LINK)}`, 'too large'],
  ])('%.30s is %s', async (link, fault) => {
    expect((await faultOf(link)).fault).toBe(fault)
  })

  it('that unpacks to 256 kB and more is given up, its phrases counted too', async () => {
    expect((await faultOf(await sealed(`"${'a'.repeat(262_144)}"`))).fault).toBe('too large')
    const phrase = lengthen('\u0013', 1000)!
    expect((await faultOf(await sealed(`"${phrase.repeat(10_000)}"`))).fault).toBe('too large')
  })
})

it('phrases are lossless for any JSON', () => {
  fc.assert(
    fc.property(fc.json(), json => {
      expect(lengthen(shorten(json), Number.POSITIVE_INFINITY)).toBe(json)
    }),
    { numRuns: Math.ceil(1000 * THOROUGH) },
  )
})

it('a bomb is given up in 64 MB of memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'refract-bomb-'))
  try {
    const outfile = join(folder, 'link.mjs')
    const entry = join(root, 'lib/playground/share/link.ts')
    await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', alias: { '@': root } })
    const program = `
      import { readLink, sealed } from ${JSON.stringify(outfile)}
      const link = await sealed('['.repeat(20_000_000))
      if (link.length > 32_768) throw new Error('The bomb is too long: ' + link.length)
      for (let turn = 0; turn < 20; turn++) await readLink(link).catch(({ fault }) => console.log(fault))
    `
    const said = execFileSync(process.execPath, ['--max-old-space-size=64', '--input-type=module', '-e', program], {
      encoding: 'utf8',
    })
    expect(said.trim().split('\n')).toEqual(many(20, 'too large'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)
