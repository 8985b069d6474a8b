import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatChunk } from '@/lib/chat/types'
import { readEvents } from '@/lib/util/sse'
import { collect } from '../support/collect'
import { startServer } from '../support/server'
import { cut, never, reset, type Script, type Step, standIn } from '../support/stand-in'

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const event = (type: string, data: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`

/** The same half of an answer on both wires, and how each wire says that it is done. */
const WIRES = {
  openai: {
    half: [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Half an' })],
    rest: [chunk({ content: ' answer.' }), chunk({}, 'stop'), 'data: [DONE]\n\n'],
    error: `data: ${JSON.stringify({ error: { message: 'The engine is on fire.', type: 'server_error', code: 'fire' } })}\n\n`,
  },
  anthropic: {
    half: [
      event('message_start', {
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          stop_reason: null,
          usage: { input_tokens: 1, output_tokens: 1 },
        },
      }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'Half an' } }),
    ],
    rest: [
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: ' answer.' } }),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } }),
      event('message_stop', {}),
    ],
    error: event('error', { error: { type: 'overloaded_error', message: 'The engine is on fire.' } }),
  },
}

let server: Awaited<ReturnType<typeof startServer>>
let upstream: Awaited<ReturnType<typeof standIn>>
let script: Script = {}
beforeAll(async () => {
  upstream = await standIn(() => script)
  server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host } })
})
afterAll(async () => {
  await server.stop()
  await upstream.close()
})

const answering = (body: Step[]): Script => ({ headers: { 'content-type': 'text/event-stream' }, body })
const ask = (provider: string, options: { stream?: boolean; signal?: AbortSignal; headers?: Record<string, string> } = {}) =>
  fetch(`${server.url}/v1/chat/completions`, {
    method: 'POST',
    signal: options.signal,
    headers: {
      'content-type': 'application/json',
      'x-portkey-provider': provider,
      'x-portkey-custom-host': `${upstream.url}/v1`,
      authorization: 'Bearer test-key',
      ...options.headers,
    },
    body: JSON.stringify({ model: 'm', stream: options.stream ?? true, messages: [{ role: 'user', content: 'Hi' }] }),
  })
/** The provider breaks once its half has been seen by the caller. */
async function readUntilBroken(provider: string, half: string[], end: Step, headers?: Record<string, string>): Promise<string[]> {
  let seen = () => {}
  const wasSeen = new Promise<void>(resolve => {
    seen = resolve
  })
  script = answering([...half, wasSeen, end])
  const datas: string[] = []
  for await (const { data } of readEvents((await ask(provider, { headers })).body!)) {
    datas.push(data)
    if (data.includes('Half an')) seen()
  }
  return datas
}

const textOf = (datas: string[]) =>
  datas.map(data => (data === '[DONE]' ? '' : ((JSON.parse(data) as ChatChunk).choices?.[0]?.delta.content ?? ''))).join('')

for (const [provider, { half, rest, error }] of Object.entries(WIRES)) {
  describe(`a stream from ${provider}`, () => {
    test('that is complete ends with [DONE], once', async () => {
      script = answering([...half, ...rest])
      const datas = (await collect(readEvents((await ask(provider)).body!))).map(({ data }) => data)
      expect(textOf(datas)).toBe('Half an answer.')
      expect(datas.filter(data => data === '[DONE]')).toHaveLength(1)
      expect(datas.at(-1)).toBe('[DONE]')
    })

    for (const [how, end] of [
      ['is reset', reset],
      ['is cut', cut],
    ] as const) {
      test(`that ${how} ends as an error event after the partial text, without [DONE]`, async () => {
        const datas = await readUntilBroken(provider, half, end)
        expect(textOf(datas)).toBe('Half an')
        const last = JSON.parse(datas.at(-1)!)
        expect(last.error).toMatchObject({ type: 'provider_error', message: expect.stringMatching(/closed|broke off/) })
        expect(last.choices[0].finish_reason).toBe('error')
      })
    }

    test('that ends well but without its last event ends as an error event', async () => {
      script = answering(half)
      const datas = (await collect(readEvents((await ask(provider)).body!))).map(({ data }) => data)
      expect(JSON.parse(datas.at(-1)!).error.code).toBe('truncated')
    })

    test('in strict mode the failure is the error object alone', async () => {
      const datas = await readUntilBroken(provider, half, cut, { 'x-portkey-strict-open-ai-compliance': 'true' })
      expect(Object.keys(JSON.parse(datas.at(-1)!))).toEqual(['error'])
    })

    test("with an error event in the middle passes on the provider's words", async () => {
      script = answering([...half, error])
      const datas = (await collect(readEvents((await ask(provider)).body!))).map(({ data }) => data)
      expect(JSON.parse(datas.at(-1)!).error.message).toBe('The engine is on fire.')
    })

    test('with an error event first is an error, not a stream', async () => {
      script = answering([error])
      const response = await ask(provider)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect((await response.json()).error.message).toBe('The engine is on fire.')
    })

    test("the caller's leaving mid-stream closes the provider's connection", async () => {
      script = answering([...half, never])
      const count = upstream.requests.length
      const leave = new AbortController()
      const response = await ask(provider, { signal: leave.signal })
      const reader = response.body!.getReader()
      await reader.read()
      leave.abort()
      await expect((await upstream.request(count)).closed).resolves.toBe(false)
    })

    for (const stream of [true, false]) {
      test(`the caller's leaving before the first byte closes the provider's connection (${stream ? 'streaming' : 'waiting'})`, async () => {
        script = { headers: { 'content-type': stream ? 'text/event-stream' : 'application/json' }, body: [never] }
        const count = upstream.requests.length
        const leave = new AbortController()
        const response = ask(provider, { signal: leave.signal, stream })
        const seen = await upstream.request(count)
        leave.abort()
        await expect(response).rejects.toThrow()
        await expect(seen.closed).resolves.toBe(false)
      })
    }
  })
}

describe('answers that are none', () => {
  const cases: [string, Script, number, RegExp][] = [
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>Hello</html>' }, 502, /page/],
    ['nothing', { headers: { 'content-type': 'application/json' }, body: '' }, 502, /nothing/],
    ['half of a JSON', { headers: { 'content-type': 'application/json' }, body: '{"id":' }, 502, /not JSON/],
    ['an array', { headers: { 'content-type': 'application/json' }, body: '[]' }, 502, /answer/],
    ['a redirect', { status: 302, headers: { location: 'https://example.com/' }, body: '' }, 502, /redirect/i],
    ['an error page', { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>busy</html>' }, 503, /503/],
    [
      "an error in the provider's words",
      {
        status: 429,
        headers: { 'content-type': 'application/json', 'retry-after': '7' },
        body: '{"error":{"message":"Slow down.","type":"rate_limit_error"}}',
      },
      429,
      /^Slow down\.$/,
    ],
  ]
  for (const provider of Object.keys(WIRES)) {
    for (const [name, answer, status, says] of cases) {
      test(`${name} from ${provider} is ${status} with a sentence`, async () => {
        script = answer
        const response = await ask(provider, { stream: false })
        const { error } = await response.json()
        expect({ status: response.status, message: error.message }).toEqual({ status, message: expect.stringMatching(says) })
        if (status === 429) expect(response.headers.get('retry-after')).toBe('7')
      })
    }
  }

  test('JSON where a stream was asked is still streamed to the caller', async () => {
    script = {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'c',
        object: 'chat.completion',
        created: 1,
        model: 'm',
        choices: [
          { index: 0, message: { role: 'assistant', content: 'Whole.', refusal: null }, logprobs: null, finish_reason: 'stop' },
        ],
      }),
    }
    const datas = (await collect(readEvents((await ask('openai')).body!))).map(({ data }) => data)
    expect(textOf(datas)).toBe('Whole.')
    expect(datas.at(-1)).toBe('[DONE]')
  })

  test('a target that does not begin in time is 408 naming the milliseconds, and its connection is closed', async () => {
    script = answering([never])
    const count = upstream.requests.length
    const response = await ask('openai', { headers: { 'x-portkey-request-timeout': '150' } })
    expect(response.status).toBe(408)
    expect((await response.json()).error.message).toContain('150 ms')
    await expect((await upstream.request(count)).closed).resolves.toBe(false)
  })
})
