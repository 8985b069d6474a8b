import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer } from '../support/server'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
})
afterAll(() => server.stop())

const HELLO = { model: 'sandbox/openai', messages: [{ role: 'user', content: 'Hello' }] }
const tool = (name: string) => ({ type: 'function', function: { name, parameters: { type: 'object' } } })
const deep = (levels: number): unknown => (levels ? { a: deep(levels - 1) } : 1)

interface Wrong {
  name: string
  body: unknown
  status?: number
  param?: string | null
  says: RegExp
  headers?: Record<string, string>
}

const cases: Wrong[] = [
  { name: 'what is not JSON', body: '{"model":', says: /not JSON/ },
  { name: 'nothing', body: '', says: /empty/ },
  { name: 'null', body: 'null', says: /object/ },
  { name: 'an array', body: '[]', says: /object/ },
  {
    name: 'a form',
    body: 'model=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    says: /application\/json/,
  },
  { name: 'no messages', body: { model: 'sandbox/openai' }, param: 'messages', says: /messages/ },
  { name: 'no model', body: { messages: HELLO.messages }, param: 'model', says: /model/ },
  { name: 'empty messages', body: { ...HELLO, messages: [] }, param: 'messages', says: /messages/ },
  {
    name: 'a wrong role',
    body: { ...HELLO, messages: [{ role: 'robot', content: 'x' }] },
    param: 'messages[0].role',
    says: /user/,
  },
  { name: 'a temperature in words', body: { ...HELLO, temperature: 'hot' }, param: 'temperature', says: /0 to 2/ },
  { name: 'a temperature of 3', body: { ...HELLO, temperature: 3 }, param: 'temperature', says: /0 to 2/ },
  { name: 'n of 0', body: { ...HELLO, n: 0 }, param: 'n', says: /1 to 128/ },
  { name: 'top_logprobs alone', body: { ...HELLO, top_logprobs: 3 }, param: 'top_logprobs', says: /logprobs/ },
  { name: 'five stops', body: { ...HELLO, stop: ['a', 'b', 'c', 'd', 'e'] }, param: 'stop', says: /4/ },
  {
    name: '129 tools',
    body: { ...HELLO, tools: Array.from({ length: 129 }, (_, i) => tool(`t${i}`)) },
    param: 'tools',
    says: /128/,
  },
  {
    name: 'a tool without a name',
    body: { ...HELLO, tools: [{ type: 'function', function: {} }] },
    param: 'tools[0].function.name',
    says: /name/,
  },
  { name: 'a tool_choice without tools', body: { ...HELLO, tool_choice: 'auto' }, param: 'tool_choice', says: /tools/ },
  {
    name: 'an unknown provider',
    body: HELLO,
    headers: { 'x-portkey-provider': 'opnai' },
    param: 'x-portkey-provider',
    says: /"openai"/,
  },
  { name: 'an unknown model', body: { ...HELLO, model: 'sandbox/nothing' }, status: 404, says: /nothing/ },
  { name: 'no key', body: { ...HELLO, model: 'openai/gpt-5.1' }, status: 401, param: 'authorization', says: /OPENAI_API_KEY/ },
  { name: 'deep nesting', body: { ...HELLO, extra: deep(70) }, says: /64/ },
  {
    name: '__proto__',
    body: `{"model":"sandbox/openai","messages":[{"role":"user","content":"x"}],"__proto__":{"polluted":true}}`,
    param: '__proto__',
    says: /__proto__/,
  },
  {
    name: 'a bad receipt header',
    body: HELLO,
    headers: { 'x-refract-receipt': 'please' },
    param: 'x-refract-receipt',
    says: /early/,
  },
  {
    name: 'a bad policy header',
    body: HELLO,
    headers: { 'x-refract-unsupported': 'ignore' },
    param: 'x-refract-unsupported',
    says: /emulate/,
  },
  {
    name: 'a config that is not JSON',
    body: HELLO,
    headers: { 'x-portkey-config': '{' },
    param: 'x-portkey-config',
    says: /JSON/,
  },
  {
    name: 'a config with a misspelt field',
    body: HELLO,
    headers: { 'x-portkey-config': '{"provder":"openai"}' },
    param: 'config.provder',
    says: /"provider"/,
  },
  {
    name: 'a private address',
    body: HELLO,
    headers: { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': 'http://169.254.169.254/v1', authorization: 'Bearer x' },
    says: /169\.254/,
  },
  {
    name: 'arguments that are not JSON for a wire that needs an object',
    body: {
      model: 'sandbox/anthropic',
      messages: [
        HELLO.messages[0],
        { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{' } }] },
        { role: 'tool', tool_call_id: 'a', content: 'x' },
      ],
    },
    param: 'messages[1].tool_calls[0].function.arguments',
    says: /JSON/,
  },
]

describe('wrong inputs', () => {
  for (const { name, body, status = 400, param, says, headers } of cases) {
    test(`${name}: ${status} with a useful sentence`, async () => {
      const response = await fetch(`${server.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      const answer = await response.json()
      expect({ status: response.status, message: answer.error?.message }).toEqual({
        status,
        message: expect.stringMatching(says),
      })
      if (param !== undefined) expect(answer.error.param).toBe(param)
      expect(answer).toMatchObject({ status: 'failure', message: answer.error.message, error: { type: expect.any(String) } })
    })
  }

  test('names in Cyrillic are unknown parameters, dropped with a note', async () => {
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-refract-receipt': '1' },
      body: JSON.stringify({ ...HELLO, model: 'sandbox/anthropic', температура: 1, constructor: 2 }),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-refract-dropped')).toBe(`${encodeURIComponent('температура')},constructor`)
    const { refract } = await response.json()
    expect(refract.attempts[0].notes).toEqual(
      expect.arrayContaining([expect.objectContaining({ param: 'температура', action: 'dropped' })]),
    )
  })

  test('a body over the limit is 413 before it is read whole', async () => {
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...HELLO, user: 'x'.repeat(21_000_000) }),
    })
    expect(response.status).toBe(413)
    expect((await response.json()).error.message).toMatch(/20 MB/)
  })

  test('nothing reached an internal error', () => {
    expect(server.logs()).not.toMatch(/internal error/)
  })
})
