import { afterAll, describe, expect, it } from 'vitest'
import { assist } from '@/lib/assist'
import { usableSchema } from '@/lib/assist/usable-schema'
import type { AssistQuestion } from '@/lib/chat/assist'
import { answering, CANARY, eventsOf, gatewayTo, jsonOf, nothingHolds, requestOf, streaming } from '../support/gateway'
import { never, type Script, signal, standIn } from '../support/stand-in'

afterAll(() => nothingHolds(CANARY))

const PERSON = {
  name: 'a person!',
  schema: {
    type: 'object',
    properties: { name: { type: 'string', description: 'Whole.' } },
    required: ['name'],
    additionalProperties: false,
  },
}
const WISH: AssistQuestion = { task: 'schema', model: 'm', wish: 'the person a text is about' }

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const USAGE = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage: { prompt_tokens: 9, completion_tokens: 7, total_tokens: 16 } })}\n\n`

/** The text in two pieces, as a provider streams it. */
const saying = (text: string, finish = 'stop') =>
  streaming([
    chunk({ role: 'assistant', content: text.slice(0, 9) }),
    chunk({ content: text.slice(9) }),
    chunk({}, finish),
    USAGE,
    'data: [DONE]\n\n',
  ])

/** Asks a provider that is the stand-in, with the canary as the caller's key. */
async function asked(script: Script, body: object = WISH, provider = 'openai') {
  const upstream = await standIn(script)
  const { gateway } = gatewayTo(upstream)
  const headers = {
    authorization: `Bearer ${CANARY}`,
    'x-portkey-provider': provider,
    'x-portkey-custom-host': `${upstream.url}/v1`,
    'x-refract-receipt': 'early',
  }
  const response = await assist(requestOf('/api/assist', { body, headers }), gateway)
  return { upstream, response }
}

async function drafted(script: Script, body?: object, provider?: string) {
  const { upstream, response } = await asked(script, body, provider)
  await using _ = upstream
  expect(response.status).toBe(200)
  const events = await eventsOf(response)
  return { events, sent: upstream.requests.map(request => request.json()), draft: named(events, 'assist.draft')?.draft }
}

const named = (events: { event?: string; data: string }[], name?: string) => {
  const found = events.find(({ event }) => event === name)
  return found && JSON.parse(found.data)
}

describe('a draft of a schema', () => {
  it('asks for structured output, streams what is written, and ends with the receipt and the draft', async () => {
    const text = JSON.stringify(PERSON)
    const { events, sent, draft } = await drafted(saying(text))
    const deltas = events.filter(({ event }) => event === 'assist.delta').map(({ data }) => JSON.parse(data).delta)
    expect(deltas.join('')).toBe(text)
    expect(deltas.length).toBe(2)
    expect(draft).toEqual({ name: 'a_person', schema: PERSON.schema })
    expect(sent[0]).toMatchObject({
      model: 'm',
      stream: true,
      response_format: { type: 'json_schema', json_schema: { name: 'schema_draft', strict: false } },
    })
    expect(sent[0].messages.at(-1)).toEqual({ role: 'user', content: WISH.wish })
    const receipt = named(events, 'refract.receipt')
    expect(receipt.attempts[0]).toMatchObject({ provider: 'openai', status: 200 })
    expect(receipt.usage.total_tokens).toBe(16)
  })

  it('works on another wire just so', async () => {
    const event = (type: string, data: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`
    const { draft, events } = await drafted(
      streaming([
        event('message_start', {
          message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model: 'm',
            content: [],
            stop_reason: null,
            usage: { input_tokens: 3, output_tokens: 1 },
          },
        }),
        event('content_block_start', {
          index: 0,
          content_block: { type: 'tool_use', id: 'toolu_1', name: 'schema_draft', input: {} },
        }),
        event('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: JSON.stringify(PERSON) } }),
        event('content_block_stop', { index: 0 }),
        event('message_delta', { delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 5 } }),
        event('message_stop', {}),
      ]),
      { ...WISH, model: 'claude-sonnet-4-5' },
      'anthropic',
    )
    expect(draft).toEqual({ name: 'a_person', schema: PERSON.schema })
    const notes = named(events, 'refract.receipt').attempts[0].notes
    expect(notes.find((note: { param: string }) => note.param === 'response_format').action).toBe('emulated')
  })

  it.each([
    ['what is no JSON', 'Here is your schema: {', 'stop', /is not a JSON Schema/],
    ['a schema of something else', JSON.stringify({ name: 'x', schema: { type: 'string' } }), 'stop', /is not a JSON Schema/],
    ['an answer cut at its limit', '{"name":"per', 'length', /limit of 4,096 tokens/],
    ['a refusal by filter', '{"name":"per', 'content_filter', /refused/],
  ])('is no draft: %s', async (_, text, finish, message) => {
    const { events, draft } = await drafted(saying(text, finish))
    expect(draft).toBeUndefined()
    expect(named(events).error.message).toMatch(message)
    expect(named(events, 'refract.receipt').attempts).toHaveLength(1)
  })
})

describe('the other drafts', () => {
  it('a tool', async () => {
    const tool = { name: 'get_weather', description: 'The weather in a city.', parameters: PERSON.schema }
    const { draft } = await drafted(saying(JSON.stringify(tool)), { task: 'tool', model: 'm', wish: 'weather' })
    expect(draft).toEqual(tool)
  })

  it('a better prompt, in plain text, with what should be better', async () => {
    const body = { task: 'improve', model: 'm', text: 'Summarize {{text}}.', wish: 'shorter' }
    const { draft, sent } = await drafted(saying('<prompt>\nSummarize {{text}} in a line.\n</prompt>'), body)
    expect(draft).toEqual({ text: 'Summarize {{text}} in a line.' })
    expect(sent[0].response_format).toBeUndefined()
    expect(sent[0].messages.at(-1).content).toBe('<prompt>\nSummarize {{text}}.\n</prompt>\n\nWhat should be better: shorter')
  })

  it('a title without its quotes', async () => {
    const { draft } = await drafted(saying('“Summaries in a line.”\nI hope it fits'), {
      task: 'title',
      model: 'm',
      text: 'Summarize',
    })
    expect(draft).toEqual({ text: 'Summaries in a line' })
  })
})

describe('failures', () => {
  it('of the provider keep its words, its status and the receipt, before anything is streamed', async () => {
    const { upstream, response } = await asked(
      answering(
        { error: { message: `Wrong key ${CANARY}`, type: 'invalid_request_error', code: 'invalid_api_key' } },
        { status: 401 },
      ),
    )
    await using _ = upstream
    expect(response.status).toBe(401)
    const body = await jsonOf(response)
    expect(body.error).toMatchObject({ message: expect.stringContaining('Wrong key'), code: 'invalid_api_key' })
    expect(body.refract.attempts).toHaveLength(1)
  })

  it('in the middle of a stream are told inside it, and there is no draft', async () => {
    const broken = streaming([chunk({ content: '{"name":' }), `data: ${JSON.stringify({ error: { message: 'On fire' } })}\n\n`])
    const { events, draft } = await drafted(broken)
    expect(named(events).error.message).toBe('On fire')
    expect(draft).toBeUndefined()
  })

  it.each([
    [{ task: 'schema', model: 'm' }, 'wish'],
    [{ task: 'schema', model: 'm', wish: '  ' }, 'wish'],
    [{ task: 'title', model: 'm', text: 'x'.repeat(60_001) }, 'text'],
    [{ task: 'poem', model: 'm', wish: 'x' }, 'task'],
    [{ task: 'tool', model: '', wish: 'x' }, 'model'],
  ])('of a question name the field, and nothing is sent: %o', async (body, param) => {
    const { upstream, response } = await asked(saying(''), body)
    await using _ = upstream
    expect(response.status).toBe(400)
    expect((await jsonOf(response)).error.param).toBe(param)
    expect(upstream.requests).toHaveLength(0)
  })

  it('of the body: no JSON type, too large', async () => {
    const { gateway } = gatewayTo({ host: '127.0.0.1:9', url: 'http://127.0.0.1:9' })
    const plain = await assist(requestOf('/api/assist', { body: WISH, headers: { 'content-type': 'text/plain' } }), gateway)
    expect(plain.status).toBe(415)
    const large = await assist(requestOf('/api/assist', { body: { ...WISH, wish: 'x'.repeat(300_000) } }), gateway)
    expect(large.status).toBe(413)
  })

  it('leave the provider when the caller leaves', async () => {
    const begun = signal()
    await using upstream = await standIn(streaming([chunk({ role: 'assistant', content: '{"name":' }), begun.promise, never]))
    const { gateway } = gatewayTo(upstream)
    const controller = new AbortController()
    const headers = {
      authorization: `Bearer ${CANARY}`,
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${upstream.url}/v1`,
    }
    const response = await assist(requestOf('/api/assist', { body: WISH, headers, signal: controller.signal }), gateway)
    const reader = response.body!.getReader()
    await reader.read()
    begun.resolve()
    controller.abort()
    expect(await (await upstream.request(0)).closed).toBe(false)
  })
})

describe('on the sandbox', () => {
  it.each([
    ['by header', { 'x-portkey-provider': 'sandbox' }, 'openai'],
    ['by config', { 'x-portkey-config': JSON.stringify({ provider: 'sandbox', retry: { attempts: 2 } }) }, 'anthropic'],
    ['by the model’s name', {}, 'sandbox/gemini'],
  ])('it says why there is no draft and gives three examples: %s', async (_, headers, model) => {
    const { gateway } = gatewayTo({ host: '127.0.0.1:9', url: 'http://127.0.0.1:9' })
    for (const question of [WISH, { task: 'tool', wish: 'x' }, { task: 'improve', text: 'x' }, { task: 'title', text: 'x' }]) {
      const body = { ...question, model }
      const answer = await jsonOf(await assist(requestOf('/api/assist', { body, headers }), gateway))
      expect(answer.why).toMatch(/^The sandbox is too small to draft .*; here are three worked examples\.$/)
      expect(answer.examples).toHaveLength(3)
      for (const { draft } of answer.examples) {
        const schema = draft.schema ?? draft.parameters
        if (schema) expect(usableSchema(schema)).toEqual(schema)
      }
    }
  })
})
