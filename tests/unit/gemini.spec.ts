import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accumulate } from '@/lib/chat/accumulate'
import type { ChatChunk, ChatCompletion, ChatRequest } from '@/lib/chat/types'
import { createGateway } from '@/lib/gateway'
import { gemini } from '@/lib/providers/gemini'
import { partialArguments } from '@/lib/wires/gemini/partial-args'
import { answering, CANARY, eventsOf, gatewayTo, jsonOf, nothingHolds, requestOf, streaming } from '../support/gateway'
import { type Script, type StandIn, standIn } from '../support/stand-in'

let upstream: StandIn
let script: Script = {}
beforeAll(async () => {
  upstream = await standIn(() => script)
})
beforeEach(() => void upstream.requests.splice(0))
afterAll(async () => {
  await upstream.close()
  nothingHolds(CANARY)
})

const HI: ChatRequest = { model: 'gemini-2.5-flash', messages: [{ role: 'user', content: 'Hi' }] }
const WHOLE = { candidates: [{ content: { parts: [{ text: 'Hello.' }] }, finishReason: 'STOP' }], responseId: 'r' }

describe('the address', () => {
  const urlOf = (model: string, stream = false, custom_host?: string) =>
    gemini.endpoint({ provider: 'gemini', custom_host }, { model, stream, request: HI }).url

  it('names the model and says whether to stream', () => {
    const base = 'https://generativelanguage.googleapis.com/v1beta'
    expect(urlOf('gemini-2.5-pro')).toBe(`${base}/models/gemini-2.5-pro:generateContent`)
    expect(urlOf('gemini-2.5-pro', true)).toBe(`${base}/models/gemini-2.5-pro:streamGenerateContent?alt=sse`)
    expect(urlOf('tunedModels/my-own')).toBe(`${base}/tunedModels/my-own:generateContent`)
    expect(urlOf('a', false, 'https://a.example/v1beta/')).toBe('https://a.example/v1beta/models/a:generateContent')
  })

  it('cannot be led elsewhere by the name of a model', () => {
    expect(urlOf('a?b#c:d')).toMatch(/models\/a%3Fb%23c%3Ad:generateContent$/)
    for (const model of ['../files', 'models/../files', 'a//b', './a']) expect(() => urlOf(model)).toThrow(/model must be/)
  })
})

describe('a call to Gemini', () => {
  it('carries the key in a header, and asks what the wire says', async () => {
    script = answering(WHOLE)
    const body = { ...HI, max_tokens: 5, safety_settings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' }] }
    const answer = await jsonOf(await gatewayTo(upstream).ask('gemini', { body }))
    expect(answer.choices[0]).toMatchObject({ message: { content: 'Hello.' }, finish_reason: 'stop' })
    const [seen] = upstream.requests
    expect(seen!.url).toBe('/v1/models/gemini-2.5-flash:generateContent')
    expect(seen!.headers).toMatchObject({ 'x-goog-api-key': CANARY })
    expect(seen!.headers).not.toHaveProperty('authorization')
    expect(seen!.json()).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
      generationConfig: { maxOutputTokens: 5 },
      safetySettings: body.safety_settings,
    })
  })

  it('goes by Portkey’s name for it, too', async () => {
    script = answering(WHOLE)
    expect((await gatewayTo(upstream).ask('google', { body: HI })).status).toBe(200)
    expect(upstream.requests[0]!.url).toMatch(/:generateContent$/)
  })

  it('takes a list for a stream where alt=sse is not known', async () => {
    const list = [
      { candidates: [{ content: { parts: [{ text: 'Hel' }] } }] },
      { candidates: [{ content: { parts: [{ text: 'lo.' }] }, finishReason: 'STOP' }] },
    ]
    script = answering(list)
    const events = await eventsOf(await gatewayTo(upstream).ask('gemini', { body: { ...HI, stream: true } }))
    expect(upstream.requests[0]!.url).toMatch(/:streamGenerateContent\?alt=sse$/)
    expect(completionOf(events).choices[0]).toMatchObject({ message: { content: 'Hello.' }, finish_reason: 'stop' })
    expect(events.at(-1)!.data).toBe('[DONE]')
  })

  it('that breaks off before a finish reason ends as an error', async () => {
    script = streaming([`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: 'Hel' }] } }] })}\r\n\r\n`])
    const events = await eventsOf(await gatewayTo(upstream).ask('gemini', { body: { ...HI, stream: true } }))
    expect(JSON.parse(events.at(-1)!.data)).toMatchObject({ choices: [{ finish_reason: 'error' }], error: { code: 'truncated' } })
  })

  it('that is answered with a failure word is sent again, or elsewhere', async () => {
    script = answering({ candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'Malformed.' }] })
    const { route, target } = gatewayTo(upstream)
    const fallback = { strategy: { mode: 'fallback' }, targets: [target('gemini'), target('gemini')] }
    const { error } = await jsonOf(await route(fallback, { body: HI }))
    expect([error.message, error.code, upstream.requests.length]).toEqual(['Malformed.', 'malformed_function_call', 2])
  })

  it('with log probabilities is made whole, and streamed to the caller', async () => {
    script = answering({
      ...WHOLE,
      candidates: [{ ...WHOLE.candidates[0], logprobsResult: { chosenCandidates: [{ token: 'Hello.', logProbability: -0.5 }] } }],
    })
    const body = { ...HI, model: 'gemini-2.0-flash', stream: true, logprobs: true }
    const events = await eventsOf(await gatewayTo(upstream).ask('gemini', { body }))
    expect(upstream.requests[0]!.url).toMatch(/:generateContent$/)
    expect(upstream.requests[0]!.headers.accept).toBe('application/json')
    const [choice] = completionOf(events).choices
    expect(choice).toMatchObject({ message: { content: 'Hello.' }, logprobs: { content: [{ token: 'Hello.', logprob: -0.5 }] } })
    upstream.requests.splice(0)
    await gatewayTo(upstream).ask('gemini', { body, headers: { 'x-refract-unsupported': 'drop' } })
    expect(upstream.requests[0]!.url).toMatch(/:streamGenerateContent\?alt=sse$/)
    expect(upstream.requests[0]!.json()).not.toHaveProperty('generationConfig')
  })
})

function completionOf(events: { event?: string; data: string }[]): ChatCompletion {
  const data = events.filter(({ event, data }) => !event && data !== '[DONE]')
  return accumulate(data.map(event => JSON.parse(event.data) as ChatChunk))
}

describe('sandbox/gemini, through the gateway', () => {
  const { chatCompletions } = createGateway()
  const extras = { 'x-portkey-strict-open-ai-compliance': 'false' }
  const send = (body: object) =>
    chatCompletions(requestOf('/v1/chat/completions', { body: { model: 'sandbox/gemini', seed: 7, ...body }, headers: extras }))
  const whole = async (body: object): Promise<ChatCompletion> => jsonOf(await send(body))
  const streamed = async (body: object) => completionOf(await eventsOf(await send({ ...body, stream: true })))
  const question = { messages: [{ role: 'user', content: 'What does top_p do?' }] }
  const weather = {
    messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
    tools: [
      {
        type: 'function',
        function: {
          name: 'get_weather',
          description: 'The weather in a city',
          strict: true,
          parameters: {
            type: 'object',
            properties: { city: { type: 'string' } },
            required: ['city'],
            additionalProperties: false,
          },
        },
      },
    ],
  }

  beforeAll(() => void (process.env.SANDBOX_TOKENS_PER_SECOND = '0'))
  afterAll(() => void delete process.env.SANDBOX_TOKENS_PER_SECOND)

  it('says the same streamed', async () => {
    const one = await whole({ ...question, reasoning_effort: 'low' })
    const other = await streamed({ ...question, reasoning_effort: 'low', stream_options: { include_usage: true } })
    expect(one.choices[0]!.message.reasoning_content).toBeTruthy()
    expect(one.usage!.completion_tokens_details!.reasoning_tokens).toBeGreaterThan(0)
    expect({ ...other.choices[0]!.message, content_blocks: [] }).toEqual({ ...one.choices[0]!.message, content_blocks: [] })
    expect(other.usage).toEqual(one.usage)
  })

  it.each(['whole', 'streamed'])('takes its thoughts and its calls back with their signatures, %s', async how => {
    const ask = how === 'whole' ? whole : streamed
    const thinking = { type: 'enabled', budget_tokens: 200 }
    const first = (await ask({ ...weather, thinking })).choices[0]!
    expect(first.finish_reason).toBe('tool_calls')
    const { message } = first
    expect(message.tool_calls![0]).toMatchObject({ extra_content: { google: { thought_signature: expect.any(String) } } })
    const results = message.tool_calls!.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: '{"sky":"clear"}' }))
    const second = (await ask({ ...weather, thinking, messages: [...weather.messages, message, ...results] })).choices[0]!
    expect([second.finish_reason, second.message.content]).toEqual(['stop', expect.any(String)])
    const last = { role: 'user', content: 'And tomorrow?' }
    const third = await ask({
      ...weather,
      tool_choice: 'none',
      thinking,
      messages: [...weather.messages, message, ...results, second.message, last],
    })
    expect(third.choices[0]!.message.content).toBeTruthy()
  })

  it('gives n choices in one request, or as many streams', async () => {
    const three = await whole({ ...question, n: 3, max_tokens: 20 })
    const streams = await streamed({ ...question, n: 3, max_tokens: 20, stream_options: { include_usage: true } })
    for (const { choices } of [three, streams])
      expect(choices.map(({ index, finish_reason }) => [index, finish_reason])).toEqual([
        [0, 'length'],
        [1, 'length'],
        [2, 'length'],
      ])
    expect(streams.usage!.prompt_tokens).toBe(3 * three.usage!.prompt_tokens)
  })

  it('keeps to a schema, alone and beside tools', async () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'integer', exclusiveMinimum: 0 } },
      required: ['a'],
      additionalProperties: false,
    }
    const response_format = { type: 'json_schema', json_schema: { name: 'numbers', strict: true, schema } }
    expect(JSON.parse((await whole({ ...question, response_format })).choices[0]!.message.content!)).toEqual({
      a: expect.any(Number),
    })
    const beside = (await streamed({ ...weather, messages: [{ role: 'user', content: 'Give me numbers.' }], response_format }))
      .choices[0]!
    expect([beside.finish_reason, JSON.parse(beside.message.content!)]).toEqual(['stop', { a: expect.any(Number) }])
  })
})

describe('arguments that come by path', () => {
  it('are the same object in whatever pieces', () => {
    const leaf = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
    const tree = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tree, { maxKeys: 4 }), fc.nat(5), (args, cut) => {
        const put = partialArguments()
        for (const part of pathsOf(args, '$', cut)) put.add([part])
        expect(JSON.parse(put.json())).toEqual(JSON.parse(JSON.stringify(args)))
      }),
      { numRuns: Math.max(20, 500 * Number(process.env.THOROUGH ?? 0.1)) },
    )
  })

  it('with paths that make no sense are left out', () => {
    const put = partialArguments()
    for (const jsonPath of ['', '$', 'a', '$.a[', '$[99999]', '$.list[4000]', '$[*]', '$..a', '$.a.b.', '$[]', 7]) {
      put.add([{ jsonPath, stringValue: 'x' }])
    }
    put.add('nothing')
    put.add([null, { jsonPath: '$.text', stringValue: 'a' }, { jsonPath: '$.text.inner', numberValue: 1 }])
    expect(JSON.parse(put.json())).toMatchObject({ list: [] })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    put.add([{ jsonPath: '$.__proto__.polluted', boolValue: true }])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

/** As Vertex writes them: leaf by leaf, empty containers by a path alone, texts in pieces. */
function* pathsOf(value: unknown, jsonPath: string, cut: number): Generator<object> {
  if (typeof value === 'string') {
    const head = value.slice(0, cut)
    yield { jsonPath, stringValue: head, willContinue: true }
    yield { jsonPath, stringValue: value.slice(cut) }
  } else if (typeof value === 'number') yield { jsonPath, numberValue: value }
  else if (typeof value === 'boolean') yield { jsonPath, boolValue: value }
  else if (value === null) yield { jsonPath, nullValue: 'NULL_VALUE' }
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* pathsOf(item, `${jsonPath}[${index}]`, cut)
    yield { jsonPath: `${jsonPath}[]` }
  } else {
    const members = Object.entries(value as object)
    if (!members.length && jsonPath !== '$') yield { jsonPath }
    for (const [key, item] of members) yield* pathsOf(item, `${jsonPath}['${key.replace(/['\\]/g, '\\$&')}']`, cut)
  }
}
