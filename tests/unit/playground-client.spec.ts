import { describe, expect, it } from 'vitest'
import type { ChatRequest } from '@/lib/chat/types'
import { createClient, type RunEvent } from '@/lib/playground/client'
import { chunk, fakeGateway, quiet, until } from '../support/playground'

const request = { model: 'openai', messages: [{ role: 'user' as const, content: 'Hi' }], stream: true }
const noFiles = { resolve: async (request: ChatRequest) => ({ request }) }
const receipt = { object: 'refract.receipt', attempts: [] }

/** Starts a stream and collects what it says. */
async function listen(headers: Record<string, string> = {}) {
  const gateway = fakeGateway()
  const controller = new AbortController()
  const events: RunEvent[] = []
  const finished = (async () => {
    for await (const event of createClient(gateway.fetch, noFiles).streamChat(request, headers, controller.signal))
      events.push(event)
  })()
  await quiet()
  return { gateway, controller, events, finished, call: gateway.calls[0]!, kinds: () => events.map(({ kind }) => kind) }
}

describe('a stream', () => {
  it('says headers, chunks, receipt and done, in this order', async () => {
    const { call, events, finished } = await listen({ 'x-portkey-provider': 'sandbox' })
    expect(call).toMatchObject({ path: '/v1/chat/completions', body: request, headers: { 'x-portkey-provider': 'sandbox' } })
    const stream = call.stream()
    stream.write(': waiting\n\n')
    stream.event(receipt, 'refract.receipt')
    stream.event(chunk({ content: 'Hé 🙂' }))
    stream.event({ anything: 1 }, 'some.event.of.a.provider')
    stream.event('[DONE]')
    await finished
    expect(events).toEqual([
      { kind: 'headers', status: 200, traceId: 'trace-1' },
      { kind: 'receipt', receipt },
      { kind: 'chunk', chunk: chunk({ content: 'Hé 🙂' }) },
      { kind: 'done' },
    ])
    expect(stream.left).toBe(true)
  })

  it('says the same wherever its bytes are cut', async () => {
    const bytes = new TextEncoder().encode(
      `data: ${JSON.stringify(chunk({ content: 'Hé 🙂' }))}\r\n\r\nevent: refract.receipt\ndata: ${JSON.stringify(receipt)}\n\ndata: [DONE]\n\n`,
    )
    const read = async (...cuts: number[]) => {
      const pieces = [0, ...cuts].map((from, index) => bytes.slice(from, cuts[index] ?? bytes.length))
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of pieces) controller.enqueue(piece)
          controller.close()
        },
      })
      const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
      const events: RunEvent[] = []
      for await (const event of createClient(fetch, noFiles).streamChat(request, {}, new AbortController().signal))
        events.push(event)
      return events
    }
    const whole = await read()
    expect(whole.map(({ kind }) => kind)).toEqual(['headers', 'chunk', 'receipt', 'done'])
    for (let cut = 1; cut < bytes.length; cut++) expect(await read(cut)).toEqual(whole)
  })

  it('that ends without [DONE] and without an error is truncated', async () => {
    const { call, kinds, finished } = await listen()
    const stream = call.stream()
    stream.event(chunk({ content: 'Half' }))
    stream.close()
    await finished
    expect(kinds()).toEqual(['headers', 'chunk', 'truncated'])
  })

  it('whose connection breaks is truncated too', async () => {
    const { call, kinds, finished } = await listen()
    const stream = call.stream()
    stream.event(chunk({ content: 'Half' }))
    await quiet()
    stream.break()
    await finished
    expect(kinds()).toEqual(['headers', 'chunk', 'truncated'])
  })

  it('that fails inside gives the error last, with the status its receipt knows', async () => {
    const { call, events, finished } = await listen()
    const stream = call.stream()
    stream.event(chunk({ content: 'Half' }))
    stream.event({
      ...chunk({}, { finish_reason: 'error' }),
      error: { message: 'Overloaded', type: 'overloaded_error', param: null, code: null },
    })
    stream.event({ ...receipt, attempts: [{ error: { status: 529 } }] }, 'refract.receipt')
    stream.close()
    await finished
    expect(events.map(({ kind }) => kind)).toEqual(['headers', 'chunk', 'receipt', 'error'])
    expect(events.at(-1)).toMatchObject({ error: { message: 'Overloaded', type: 'overloaded_error', status: 529 } })
  })

  it('with an event that is no JSON ends as an error', async () => {
    const { call, events, finished } = await listen()
    const stream = call.stream()
    stream.write('data: {"id": \n\n')
    await finished
    expect(events.at(-1)).toMatchObject({ kind: 'error', error: { status: 502 } })
  })

  it('ends quietly when it is aborted: before the answer, and while it streams', async () => {
    const early = await listen()
    early.controller.abort()
    await early.finished
    expect(early.kinds()).toEqual([])

    const late = await listen()
    const stream = late.call.stream()
    stream.event(chunk({ content: 'Half' }))
    await until(() => late.events.length === 2)
    late.controller.abort()
    await late.finished
    expect(late.kinds()).toEqual(['headers', 'chunk'])
    expect(stream.left).toBe(true)
  })
})

describe('an answer that is no stream', () => {
  it('is the error in the one shape, with its status and its receipt', async () => {
    const { call, events, finished } = await listen()
    call.json(
      {
        error: { message: 'temperature must be a number.', type: 'invalid_request_error', param: 'temperature', code: null },
        refract: receipt,
      },
      400,
    )
    await finished
    expect(events.slice(1)).toEqual([
      { kind: 'receipt', receipt },
      {
        kind: 'error',
        error: {
          message: 'temperature must be a number.',
          type: 'invalid_request_error',
          param: 'temperature',
          code: null,
          status: 400,
        },
      },
    ])
  })

  it('is quoted when it is not JSON', async () => {
    const { call, events, finished } = await listen()
    call.text('<h1>Bad gateway</h1>', 502)
    await finished
    expect(events.at(-1)).toMatchObject({
      kind: 'error',
      error: { status: 502, message: 'The gateway answered 502 without saying why: <h1>Bad gateway</h1>' },
    })
  })

  it('is a plain sentence when nobody answers', async () => {
    const { call, events, finished } = await listen()
    call.refuse()
    await finished
    expect(events).toEqual([
      {
        kind: 'error',
        error: expect.objectContaining({ message: 'The gateway could not be reached. Is it running?', status: 0 }),
      },
    ])
  })
})

describe('a key', () => {
  it('that no header can hold is refused before anything is sent, and not repeated', async () => {
    const { gateway, events, finished } = await listen({ authorization: 'Bearer test-ключ' })
    await finished
    expect(gateway.calls).toHaveLength(0)
    expect(events).toMatchObject([{ kind: 'error', error: { param: 'authorization' } }])
    expect(JSON.stringify(events)).not.toContain('ключ')
  })

  it('is masked in a message that repeats it', async () => {
    const { call, events, finished } = await listen({ authorization: 'Bearer test-key-1234' })
    call.json({ error: { message: 'Incorrect key: test-key-1234.', type: 'authentication_error' } }, 401)
    await finished
    expect(events.at(-1)).toMatchObject({ kind: 'error', error: { message: 'Incorrect key: …1234.' } })
  })
})

describe('the other questions', () => {
  it('answer with a value or an error', async () => {
    const gateway = fakeGateway()
    const client = createClient(gateway.fetch, noFiles)
    const explained = client.explain(request, {}, new AbortController().signal)
    gateway.calls[0]!.json({ object: 'refract.explanation', targets: [] })
    expect(await explained).toEqual({ value: { object: 'refract.explanation', targets: [] } })

    const models = client.models({ providers: {}, accessToken: 'test-token' })
    expect(gateway.calls[1]).toMatchObject({ path: '/v1/models', headers: { 'x-portkey-api-key': 'test-token' } })
    gateway.calls[1]!.json({ data: [{ id: 'sandbox/openai', provider: 'sandbox', model: 'openai' }, 'not a model'] })
    expect((await models).value).toHaveLength(1)

    const health = client.health()
    gateway.calls[2]!.text('fine')
    expect((await health).error?.message).toMatch(/not what was asked for/)
  })
})
