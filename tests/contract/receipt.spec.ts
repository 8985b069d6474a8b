import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Explanation, Receipt } from '@/lib/chat/receipt'
import { readEvents } from '@/lib/util/sse'
import { collect } from '../support/collect'
import { startServer } from '../support/server'
import { standIn } from '../support/stand-in'

const ASK = {
  model: 'sandbox/anthropic',
  messages: [{ role: 'user', content: 'What does top_p do?' }],
  temperature: 1.7,
  logit_bias: { 50256: -100 },
  seed: 7,
  top_k: 40,
}

let server: Awaited<ReturnType<typeof startServer>>
let upstream: Awaited<ReturnType<typeof standIn>>
beforeAll(async () => {
  upstream = await standIn(seen => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      seen.url.endsWith('/messages')
        ? {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model: 'm',
            content: [{ type: 'text', text: 'Hi.' }],
            stop_reason: 'end_turn',
            stop_sequence: null,
            usage: { input_tokens: 3, output_tokens: 2 },
          }
        : {
            id: 'c',
            object: 'chat.completion',
            created: 1,
            model: 'm',
            choices: [
              { index: 0, message: { role: 'assistant', content: 'Hi.', refusal: null }, logprobs: null, finish_reason: 'stop' },
            ],
            usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
          },
    ),
  }))
  server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0', ALLOWED_PRIVATE_HOSTS: upstream.host } })
})
afterAll(async () => {
  await server.stop()
  await upstream.close()
})

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const expectNotes = (notes: Receipt['attempts'][0]['notes']) => {
  const byParam = Object.fromEntries(notes.map(note => [note.param, note]))
  expect(byParam.temperature).toMatchObject({ action: 'changed', from: 1.7, to: 1 })
  expect(byParam.logit_bias).toMatchObject({ action: 'dropped' })
  expect(byParam.seed).toMatchObject({ action: 'dropped', from: 7 })
  expect(byParam.top_k).toMatchObject({ action: 'kept', to: 40 })
  for (const { why } of notes) expect(why).toMatch(/^\S.{9,}\.$/)
}

describe('the receipt', () => {
  test('stands in the answer, with each change and a sentence', async () => {
    const response = await post('/v1/chat/completions', ASK, { 'x-refract-receipt': '1' })
    const { refract } = (await response.json()) as { refract: Receipt }
    expectNotes(refract.attempts[0]!.notes)
    expect(refract.attempts[0]!.body).toMatchObject({ temperature: 1, top_k: 40, max_tokens: expect.any(Number) })
    expect(refract.attempts[0]!.body).not.toHaveProperty('seed')
    expect(refract).toMatchObject({ object: 'refract.receipt', chosen: 0, trace_id: response.headers.get('x-portkey-trace-id') })
    expect(response.headers.get('x-refract-dropped')).toBe('logit_bias,seed')
    expect(response.headers.get('x-refract-changed')).toMatch(/temperature/)
  })

  test('is the same from explain, where nothing is sent', async () => {
    const { targets, object } = (await (await post('/v1/explain', ASK)).json()) as Explanation
    expect(object).toBe('refract.explanation')
    expectNotes(targets[0]!.notes)
  })

  test('comes before [DONE] in a stream, and at the start as well with early', async () => {
    const response = await post('/v1/chat/completions', { ...ASK, stream: true }, { 'x-refract-receipt': 'early' })
    const events = await collect(readEvents(response.body!))
    expect(events[0]!.event).toBe('refract.receipt')
    expect(events.at(-2)!.event).toBe('refract.receipt')
    expect(events.at(-1)!.data).toBe('[DONE]')
    expectNotes((JSON.parse(events.at(-2)!.data) as Receipt).attempts[0]!.notes)
  })

  test('is not there for callers who did not ask', async () => {
    expect(await (await post('/v1/chat/completions', ASK)).json()).not.toHaveProperty('refract')
    expect(await (await post('/v1/chat/completions', { ...ASK, stream: true })).text()).not.toContain('refract')
  })

  test('shows both sendings of a call that was retried', async () => {
    const config = JSON.stringify({ provider: 'sandbox', retry: { attempts: 2 } })
    const response = await post(
      '/v1/chat/completions',
      { ...ASK, model: 'flaky', temperature: 1 },
      { 'x-refract-receipt': '1', 'x-portkey-config': config },
    )
    const { refract } = (await response.json()) as { refract: Receipt }
    expect(refract.attempts.map(attempt => attempt.status)).toEqual([503, 200])
    expect(refract.attempts[1]!.waited).toBeGreaterThanOrEqual(0)
    expect(refract.chosen).toBe(1)
    expect(response.headers.get('x-portkey-retry-attempt-count')).toBe('1')
  })

  test('says what a fallback did', async () => {
    const config = JSON.stringify({
      strategy: { mode: 'fallback' },
      targets: [
        { provider: 'sandbox', override_params: { model: 'rate-limited' } },
        { provider: 'sandbox', override_params: { model: 'anthropic' } },
      ],
    })
    const response = await post(
      '/v1/chat/completions',
      { ...ASK, model: 'x' },
      { 'x-refract-receipt': '1', 'x-portkey-config': config },
    )
    const { refract } = (await response.json()) as { refract: Receipt }
    expect(refract.attempts.map(({ path, status }) => [path, status])).toEqual([
      ['config.targets[0]', 429],
      ['config.targets[1]', 200],
    ])
    expect(response.headers.get('x-portkey-last-used-option-index')).toBe('config.targets[1]')
  })

  test('with the policy error, lists what would not arrive as written and sends nothing', async () => {
    const response = await post('/v1/chat/completions', ASK, { 'x-refract-unsupported': 'error' })
    expect(response.status).toBe(400)
    const { error } = await response.json()
    expect(error.code).toBe('unsupported_parameter')
    for (const param of ['temperature', 'logit_bias', 'seed']) expect(error.message).toContain(param)
  })

  test('never holds the key', async () => {
    const key = 'sk-canary-0123456789abcdefWXYZ'
    const response = await post(
      '/v1/chat/completions',
      { model: 'gpt-4o', messages: ASK.messages },
      {
        'x-refract-receipt': '1',
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `${upstream.url}/v1`,
        authorization: `Bearer ${key}`,
      },
    )
    const text = await response.text()
    expect(upstream.requests.at(-1)!.headers.authorization).toBe(`Bearer ${key}`)
    expect(text).not.toContain(key)
    expect(text).toContain('…WXYZ')
    expect(server.logs()).not.toContain(key)
  })
})

describe('the bytes that are sent', () => {
  test("to a host of Anthropic's format are Anthropic's", async () => {
    const response = await post(
      '/v1/chat/completions',
      {
        model: 'claude-sonnet-4-5',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hi' },
        ],
        stop: '###',
        user: 'u1',
        max_tokens: 50,
      },
      {
        'x-portkey-provider': 'anthropic',
        'x-portkey-custom-host': `${upstream.url}/v1`,
        authorization: 'Bearer test-key-anthropic',
      },
    )
    expect(response.status).toBe(200)
    const seen = upstream.requests.at(-1)!
    expect(seen.url).toBe('/v1/messages')
    expect(seen.headers).toMatchObject({
      'x-api-key': 'test-key-anthropic',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    })
    expect(seen.headers.authorization).toBeUndefined()
    expect(seen.json()).toEqual({
      model: 'claude-sonnet-4-5',
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      stop_sequences: ['###'],
      metadata: { user_id: 'u1' },
      max_tokens: 50,
    })
  })

  test("to a host of OpenAI's format are the caller's own: a big integer and an unknown parameter arrive unchanged", async () => {
    const body =
      '{"model": "my-model",  "messages":[{"role":"user","content":"Hi \\u00e9"}], "seed": 9007199254740993, "chat_template_kwargs":{"enable_thinking": false, "big":12345678901234567890}}'
    await post('/v1/chat/completions', body, {
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${upstream.url}/v1`,
      authorization: 'Bearer test-key',
    })
    const sent = upstream.requests.at(-1)!.body.toString()
    expect(sent).toContain('"seed":')
    expect(sent).toMatch(/9007199254740993\b/)
    expect(sent).toMatch(/\{"enable_thinking": false, "big":12345678901234567890\}/)
    expect(sent).toContain('[{"role":"user","content":"Hi \\u00e9"}]')
  })
})
