import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatRequest } from '@/lib/chat/types'
import { headersOf, requestOf } from '@/lib/playground/request'
import { type Snippet, snippetsOf } from '@/lib/playground/snippets'
import { directSnippetsOf, isShortened } from '@/lib/playground/snippets-direct'
import type { Column, Prompt } from '@/lib/playground/types'
import { execute } from '../support/execute'

const ODD = `it's "odd" \\ $HOME \`id\` $(id) \${x} %s !! 🙂 é \u2028 </script><!-- \t\r\nEND\nTrue, None, null # '''`

const column: Column = { id: 'c1', letter: 'A', provider: 'anthropic', model: 'model-1', params: {} }
const local: Column = { ...column, provider: 'sandbox' }
const remote: Column = { ...column, host: 'https://models.example/v1', retries: 2 }

const ask = (messages: ChatRequest['messages'], params: Prompt['params'] = {}) =>
  requestOf({ title: '', params, messages: messages.map((message, index) => ({ id: `m${index}`, message })) }, column)

const REQUESTS: Record<string, ChatRequest> = {
  plain: ask([{ role: 'user', content: 'Hi' }], { temperature: 0.7, max_tokens: 1024, seed: 7 }),
  odd: ask(
    [
      { role: 'system', content: ODD },
      { role: 'user', content: ODD },
    ],
    { stop: [ODD, "'"], metadata: { "'k'": ODD }, logprobs: true, top_k: 4, user: ODD },
  ),
  tools: ask(
    [
      { role: 'user', content: [{ type: 'text', text: ODD }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"at":"it\'s"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: ODD },
    ],
    {
      tools: [
        {
          type: 'function',
          function: {
            name: 'look',
            parameters: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"null"},"a-b":{}}}'),
          },
        },
      ],
      thinking: { type: 'enabled', budget_tokens: 1024 },
      parallel_tool_calls: false,
    },
  ),
  long: ask([{ role: 'user', content: `${ODD}${'x'.repeat(200_000)}` }]),
}

const cases = Object.entries(REQUESTS).map(([name, request]) => ({ name, request }))

interface Received {
  path: string | undefined
  headers: IncomingHttpHeaders
  body: unknown
}
let received: Received[] = []
let origin = ''
/** Answers as a gateway does, and remembers what it was asked. */
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', part => parts.push(part))
  request.on('end', () => {
    received.push({ path: request.url, headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) })
    const chunk = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' }
    const say = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }] })}\n\n`
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`${say({ role: 'assistant', content: 'Hello' }, null)}${say({}, 'stop')}data: [DONE]\n\n`)
  })
})
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise(resolve => server.close(resolve)))

const KEYS = { ANTHROPIC_API_KEY: 'test-key', YOUR_HOST_API_KEY: 'host-key', REFRACT_ACCESS_TOKEN: 'test-token' }

const codeOf = (id: Snippet['id'], request: ChatRequest, at = column, hasToken = false) =>
  snippetsOf(request, at, { origin, hasToken }).find(snippet => snippet.id === id)!.code

/** Prints its arguments, each ended by a byte that none can hold, and what it is given to read. */
const FAKE_CURL = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; case "$*" in *@-*) cat;; esac; }\n`
const shell = async (code: string) => (await execute('sh', ['-s'], FAKE_CURL + code, KEYS)).split('\0')

describe('curl', () => {
  it.each(cases)('carries the body word by word: $name', async ({ request }) => {
    const words = await shell(codeOf('curl', request))
    expect(words[1]).toBe(`${origin}/v1/chat/completions`)
    const data = words.indexOf('--data-raw')
    expect(JSON.parse(data < 0 ? words.at(-1)! : words[data + 1]!)).toEqual(request)
  })

  it('reads the keys from the environment and says where the request goes', async () => {
    const words = await shell(codeOf('curl', REQUESTS.plain!, remote, true))
    expect(words).toContain('authorization: Bearer host-key')
    expect(words).toContain('x-portkey-api-key: test-token')
    const config = headersOf(remote, { providers: {}, accessToken: '' })['x-portkey-config']
    expect(words).toContain(`x-portkey-config: ${config}`)
  })
})

describe.each(['javascript', 'portkey', 'ai-sdk'] as const)('%s', id => {
  it.each(cases)('runs, sends the request and prints the answer: $name', async ({ request }) => {
    received = []
    const printed = await execute('node', ['--input-type=module'], codeOf(id, request), KEYS)
    expect(printed).toBe('Hello')
    expect(received).toHaveLength(1)
    const [{ path, headers, body }] = received as [Received]
    expect(path).toBe('/v1/chat/completions')
    expect(body).toEqual(request)
    expect(headers).toMatchObject({ authorization: 'Bearer test-key', 'x-portkey-provider': 'anthropic' })
  })

  it('reaches one’s own host with its own key, and the gateway with its token', async () => {
    received = []
    await execute('node', ['--input-type=module'], codeOf(id, REQUESTS.plain!, remote, true), KEYS)
    const { 'x-portkey-config': config } = headersOf(remote, { providers: {}, accessToken: '' })
    const expected = { authorization: 'Bearer host-key', 'x-portkey-api-key': 'test-token', 'x-portkey-config': config }
    expect(received[0]?.headers).toMatchObject(expected)
  })

  it('holds nothing that would end a script of a page', () => {
    expect(codeOf(id, REQUESTS.odd!)).not.toMatch(/<\/script|<!--/i)
  })
})

describe('Python', () => {
  it.each(cases)('says the same values in Python’s words: $name', ({ request }) => {
    const code = codeOf('python', request)
    const named = [...code.matchAll(/^ {4}(\w+)=([\s\S]*?),$(?=\n {4}\w+=|\n\))/gm)].map(([, name, value]) => [name, value])
    const { base_url, api_key, default_headers, extra_body, ...values } = Object.fromEntries(
      named.map(([name, value]) => [name, name === 'api_key' ? value : fromPython(value!)]),
    )
    expect(base_url).toBe(`${origin}/v1`)
    expect(api_key).toBe('os.environ["ANTHROPIC_API_KEY"]')
    expect(default_headers).toEqual({ 'x-portkey-provider': 'anthropic' })
    expect({ ...values, ...extra_body }).toEqual(request)
  })

  it('gives what its client has no name for in extra_body', () => {
    const code = codeOf('python', REQUESTS.tools!)
    expect(code).toMatch(/^ {4}extra_body=\{\n {8}"thinking": \{/m)
    expect(code).toMatch(/^ {4}parallel_tool_calls=False,$/m)
    expect(code).toContain('"content": None')
  })
})

describe('a provider asked directly', () => {
  const sent = (headers: Record<string, string>, body: unknown = REQUESTS.odd) => ({
    provider: column.provider,
    url: `${origin}/v1/messages?alt=sse`,
    headers,
    body,
  })
  const direct = (id: Snippet['id'], ...given: Parameters<typeof sent>) =>
    directSnippetsOf(sent(...given), column).find(snippet => snippet.id === id)!.code
  const HEADERS = { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', 'x-api-key': 'sk-…last' }

  it.each(['curl', 'javascript'] as const)(
    'gets from %s the body and the headers of the receipt, its key from the environment',
    async id => {
      for (const request of Object.values(REQUESTS)) {
        received = []
        const [command, args] = id === 'curl' ? ['sh', ['-s']] : ['node', ['--input-type=module']]
        await execute(command as string, args as string[], direct(id, HEADERS, request), KEYS)
        const [{ path, headers, body }] = received as [Received]
        expect(path).toBe('/v1/messages?alt=sse')
        expect(body).toEqual(request)
        expect(headers).toMatchObject({ ...HEADERS, 'x-api-key': 'test-key' })
      }
    },
  )

  it('keeps the word before a key, and shows nothing of the key', async () => {
    received = []
    await execute('sh', ['-s'], direct('curl', { authorization: 'Bearer sk-…last' }), KEYS)
    expect(received[0]?.headers.authorization).toBe('Bearer test-key')
    for (const { code } of directSnippetsOf(sent({ ...HEADERS, authorization: 'Bearer sk-…last' }), column)) {
      expect(code).not.toMatch(/…last|test-key/)
      expect(code).toContain('ANTHROPIC_API_KEY')
    }
    expect(direct('python', { authorization: 'Bearer sk-…last' })).toContain(
      '"authorization": "Bearer " + os.environ["ANTHROPIC_API_KEY"],',
    )
  })

  it('is not promised a file of which the receipt holds the beginning only', () => {
    expect(
      isShortened({ messages: [{ content: [{ image_url: { url: 'data:image/png;base64,AAAA… (4000 characters)' } }] }] }),
    ).toBe(true)
    expect(isShortened(REQUESTS.tools)).toBe(false)
  })
})

describe('every snippet', () => {
  it('names variables and holds no key', () => {
    for (const at of [column, remote, local]) {
      for (const { code } of snippetsOf(REQUESTS.plain!, at, { origin, hasToken: true })) {
        for (const key of Object.values(KEYS)) expect(code).not.toContain(key)
        expect(code).toContain('REFRACT_ACCESS_TOKEN')
        expect(code).not.toContain('x-refract-receipt')
      }
    }
  })

  it('asks for no key where the built-in models answer', () => {
    for (const { code } of snippetsOf(REQUESTS.plain!, local, { origin, hasToken: false })) {
      expect(code).not.toMatch(/_API_KEY|environ|process\.env/)
    }
  })
})

/** Python's literals as JSON: its strings are JSON's, its words and last commas are not. */
function fromPython(text: string): unknown {
  const words: Record<string, string> = { True: 'true', False: 'false', None: 'null' }
  const json = text.replace(
    /("(?:[^"\\]|\\.)*")|\b(True|False|None)\b|,(?=\s*[\]}])/g,
    (_, string?: string, word?: string) => string ?? (word ? words[word]! : ''),
  )
  return JSON.parse(json)
}
