import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONFIGS, QUESTION } from '@/app/docs/configs/examples'
import { BROKEN_STREAM, MISTAKE } from '@/app/docs/errors/samples'
import { EXAMPLES, type Example } from '@/app/docs/examples'
import { PAGES } from '@/app/docs/pages'
import { curl, javascript, languages } from '@/app/docs/programs'
import { TRACE_ID, TRACED } from '@/app/docs/traces/example'
import { startServer, type TestServer } from '../support/server'

const run = promisify(execFile)

let server: TestServer
beforeAll(async () => {
  const env = Object.assign({}, ...CONFIGS.map(({ env }) => env))
  server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0', ...env } })
})
afterAll(() => server.stop())

const program = (code: string) => run(process.execPath, ['--input-type=module', '-e', code], { timeout: 60_000 })

/** What a shell would send for the command, read by rules of its own. */
async function sent(command: string): Promise<Response> {
  const words = [...command.matchAll(/(?:'([^']*)'|"([^"]*)"|([^\s'"\\]+))/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare!,
  )
  const after = (flag: string) => words.flatMap((word, index) => (word === flag ? [words[index + 1]!] : []))
  const headers = after('-H').map(header => [header.slice(0, header.indexOf(':')), header.slice(header.indexOf(':') + 1).trim()])
  const [body] = after('-d')
  const url = words.find(word => /^https?:/.test(word))!
  return fetch(url, { headers: Object.fromEntries(headers), ...(body && { method: 'POST', body }) })
}

/** What each example is for, as its answer shows it. */
const SHOWS: Record<string, (message: any, answer: any) => unknown> = {
  text: message => message.content,
  image: message => message.content,
  tools: message => message.tool_calls[0].function.name === 'get_weather',
  functions: message => JSON.parse(message.function_call.arguments).city,
  schema: message => Number.isInteger(JSON.parse(message.content).people),
  logprobs: (_, answer) => answer.choices[0].logprobs.content[0].top_logprobs.length === 3,
  thinking: message => message.reasoning_content,
  receipt: (_, answer) =>
    answer.refract.attempts[0].notes.some((note: any) => note.param === 'seed' && note.action === 'dropped'),
}

describe('the quick start', () => {
  const asked = EXAMPLES.filter(({ explained }) => !explained)

  test.each(asked)('$id, by curl', async example => {
    const response = await sent(curl(server.url, example))
    expect(response.status).toBe(200)
    if (example.request.stream) return expect(await response.text()).toMatch(/data: \[DONE\]\s*$/)
    const answer = await response.json()
    expect(SHOWS[example.id]!(answer.choices[0].message, answer)).toBeTruthy()
  })

  test.each(asked)('$id, by the openai package', async example => {
    const { stdout } = await program(javascript(server.url, example))
    expect(stdout.trim()).toMatch(/\w{2}/)
    expect(stdout).not.toMatch(/^(undefined|null)/)
  })

  test.each(EXAMPLES.filter(({ explained }) => explained))('$id, explained', async example => {
    const response = await sent(curl(server.url, example))
    expect(response.status).toBe(200)
    const { targets } = await response.json()
    expect(targets[0].url).toMatch(/^http:\/\/(localhost:11434|gpu\.internal:8000)\/v1\/chat\/completions$/)
    expect(targets[0].notes.filter((note: any) => note.action === 'dropped')).toEqual([])
    const { min_p, chat_template_kwargs } = example.request
    expect(targets[0].body).toMatchObject(JSON.parse(JSON.stringify({ min_p, chat_template_kwargs })))
  })

  const first = languages('http://127.0.0.1:3000', EXAMPLES[0]!)

  test.each(first.filter(({ title }) => ['portkey-ai', 'AI SDK'].includes(title)))(
    'the first request, by $title',
    async ({ code }) => {
      const { stdout } = await program(code.replace('http://127.0.0.1:3000', server.url))
      expect(stdout.trim()).toMatch(/\w+ \w+/)
    },
  )

  test('the first request, in Python, is the same', () => {
    const { code } = first.find(({ title }) => title === 'Python')!
    const named = [...code.matchAll(/^ {4}(\w+)=([\s\S]*?),$(?=\n {4}\w|\n\))/gm)]
    const request = Object.fromEntries(named.map(([, name, value]) => [name, JSON.parse(value!.replace(/,(\s*[\]}])/g, '$1'))]))
    expect(request).toEqual(EXAMPLES[0]!.request)
  })
})

describe('the configs', () => {
  async function ask({ config, headers }: (typeof CONFIGS)[number]) {
    const all = { 'x-portkey-config': JSON.stringify(config), 'x-refract-receipt': '1', ...headers }
    const example: Example = { id: '', title: '', text: '', request: QUESTION, headers: all, read: '' }
    const response = await sent(curl(server.url, example))
    const answer = await response.json()
    expect([response.status, answer.error]).toEqual([200, undefined])
    return { attempts: answer.refract.attempts as any[], cache: answer.refract.cache.status as string }
  }
  const named = (id: string) => CONFIGS.find(config => config.id === id)!

  const WORKS: Record<string, () => Promise<void>> = {
    async fallback() {
      const { attempts } = await ask(named('fallback'))
      expect(attempts.map(({ path, status }) => [path, status])).toEqual([
        ['config.targets[0]', 503],
        ['config.targets[0]', 200],
      ])
    },
    async loadbalance() {
      const paths = []
      for (let times = 0; times < 4; times++) paths.push((await ask(named('loadbalance'))).attempts[0].path)
      expect(new Set(paths).size).toBe(1)
    },
    async conditional() {
      expect((await ask(named('conditional'))).attempts[0].path).toBe('config.targets[0]')
      expect((await ask({ ...named('conditional'), headers: {} })).attempts[0].path).toBe('config.targets[1]')
    },
    async cache() {
      expect((await ask(named('cache'))).cache).toBe('MISS')
      expect((await ask(named('cache'))).cache).toBe('HIT')
    },
    async breaker() {
      expect((await ask(named('breaker'))).attempts.map(({ status }) => status)).toEqual([429, 200])
      expect((await ask(named('breaker'))).attempts.at(-1).path).toBe('config.targets[1]')
      const asked = (await ask(named('breaker'))).attempts.filter(({ status }) => status === 429)
      expect(asked).toEqual([])
    },
    async params() {
      const { body } = (await ask(named('params'))).attempts[0]
      expect(body).toMatchObject({ temperature: 0.2, max_tokens: 200 })
    },
    async 'virtual-keys'() {
      expect((await ask(named('virtual-keys'))).attempts[0].provider).toBe('sandbox')
    },
  }

  test.each(CONFIGS.map(({ id }) => id))('%s', id => WORKS[id]!())
})

test('the errors are what the gateway says', async () => {
  const post = (body: object) =>
    fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const mistake = await post(MISTAKE.request)
  expect([mistake.status, await mistake.json()]).toEqual([400, MISTAKE.error])
  const broken = await (await post(BROKEN_STREAM)).text()
  expect(broken).toContain('"error":')
  expect(broken).not.toContain('[DONE]')
})

test('the trace is found again', async () => {
  const answer = await sent(curl(server.url, TRACED))
  expect(answer.headers.get('x-portkey-trace-id')).toBe(TRACE_ID)
  await answer.text()
  const trace = await (await fetch(`${server.url}/v1/traces/${TRACE_ID}`)).json()
  expect(trace.spans).toMatchObject([{ span_id: 'step-1', name: 'First answer', metadata: { user: 'ada' } }])
})

describe('the pages', () => {
  test.each(PAGES)('$href keeps the policy, and its links lead somewhere', async ({ href, title }) => {
    const response = await fetch(`${server.url}${href}`)
    expect(response.status).toBe(200)
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
    expect(nonce).toBeTruthy()
    const html = await response.text()
    expect(html).toContain(`<h1>${title}</h1>`)
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
    const links = new Set([...html.matchAll(/<a [^>]*href="(\/[^"#]*)"/g)].map(([, link]) => link!))
    expect(links.size).toBeGreaterThan(PAGES.length)
    for (const link of links) expect((await fetch(`${server.url}${link}`)).status, link).toBe(200)
  })

  test('the examples name the address they were read at', async () => {
    expect(await (await fetch(`${server.url}/docs`)).text()).toContain(`${server.url}/v1/chat/completions`)
  })
})
