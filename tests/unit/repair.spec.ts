import { afterAll, describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { doorTo } from '../support/door'
import { CANARY, eventsOf, HELLO, jsonOf, nothingHolds, requestOf, said } from '../support/gateway'

afterAll(() => nothingHolds(CANARY))

interface Answer {
  text: string
  finish?: 'stop' | 'length'
}

/** How each provider answers with a text, whole and streamed. */
const PLACES = {
  'anthropic/claude-sonnet-4-5': {
    whole: ({ text, finish }: Answer) => ({
      type: 'message',
      id: 'm',
      content: [{ type: 'text', text }],
      stop_reason: finish === 'length' ? 'max_tokens' : 'end_turn',
      usage: { input_tokens: 10, output_tokens: 5 },
    }),
    last: (body: any) => body.messages.at(-1).content[0].text,
  },
  'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0': {
    whole: ({ text, finish }: Answer) => ({
      output: { message: { role: 'assistant', content: [{ text }] } },
      stopReason: finish === 'length' ? 'max_tokens' : 'end_turn',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
    }),
    last: (body: any) => body.messages.at(-1).content[0].text,
  },
  'perplexity/sonar': {
    whole: ({ text, finish = 'stop' }: Answer) => ({
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    }),
    last: (body: any) => body.messages.at(-1).content,
  },
}
type Place = keyof typeof PLACES
const places = Object.keys(PLACES) as Place[]
const OBJECT = { type: 'json_object' }

/** What comes of these answers in turn, and what was asked for them. */
async function asked(model: Place, answers: (Answer | Response)[], body: object = {}, headers: Record<string, string> = {}) {
  const queue = [...answers]
  const { egress, asks } = doorTo(() => {
    const next = queue.shift()!
    return next instanceof Response ? next : Response.json(PLACES[model].whole(next))
  })
  const gateway = createGateway({ env: {}, egress, random: () => 0 })
  const response = await gateway.chatCompletions(
    requestOf('/v1/chat/completions', {
      body: { ...HELLO, model, response_format: OBJECT, ...body },
      headers: { authorization: `Bearer ${CANARY}`, 'x-refract-receipt': '1', ...headers },
    }),
  )
  const answer = await jsonOf(response)
  const notes = (answer.refract?.attempts ?? []).map((attempt: any) =>
    attempt.notes.find((note: any) => note.param === 'response_format'),
  )
  return {
    answer,
    notes,
    attempts: response.headers.get('x-refract-attempts'),
    bodies: asks.map(({ body }) => JSON.parse(String(body))),
  }
}

describe.each(places)('JSON that %s was asked for in words', model => {
  it('is checked', async () => {
    const { answer, notes, bodies } = await asked(model, [{ text: '```json\n{"a": 1}\n```' }])
    expect(answer.choices[0].message.content).toBe('{"a": 1}')
    expect(bodies).toHaveLength(1)
    expect(notes).toMatchObject([{ action: 'emulated', why: expect.stringMatching(/The answer is as it was asked for\.$/) }])
  })

  it('is asked for once more where it is none, and both are paid for', async () => {
    const { answer, notes, attempts, bodies } = await asked(model, [{ text: 'Sure! {"a": 1' }, { text: '{"a": 1}' }])
    expect(answer.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: '{"a": 1}' } })
    expect(answer.usage).toMatchObject({ prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 })
    expect(attempts).toBe('2')
    expect(PLACES[model].last(bodies[1])).toBe(
      'Your answer is not valid JSON. Give the whole answer once more, as JSON and nothing else.',
    )
    expect(JSON.stringify(bodies[1])).toContain('Sure!')
    expect(notes.map(({ why }: { why: string }) => why)).toEqual([
      expect.stringMatching(/The answer is not valid JSON\.$/),
      expect.stringMatching(/It was asked for once more, which is a second request\. The answer is as it was asked for\.$/),
    ])
  })

  it('is asked for once more and not twice; the first answer is given where neither is right', async () => {
    const { answer, notes, bodies } = await asked(model, [{ text: 'No.' }, { text: '[1]' }])
    expect(answer.choices[0].message.content).toBe('No.')
    expect(answer.usage.total_tokens).toBe(30)
    expect(bodies).toHaveLength(2)
    expect(notes[1].why).toMatch(/The answer is JSON, but no object\.$/)
  })

  it('is not asked for again where it was cut off', async () => {
    const { answer, notes, bodies } = await asked(model, [{ text: '{"a": [', finish: 'length' }])
    expect(answer.choices[0].finish_reason).toBe('length')
    expect(bodies).toHaveLength(1)
    expect(notes[0].why).toMatch(/The answer is not valid JSON\.$/)
  })

  it('stays the first answer where the second request fails', async () => {
    const { answer, attempts } = await asked(model, [{ text: 'No.' }, Response.json({}, { status: 500 })])
    expect([answer.choices[0].message.content, attempts]).toEqual(['No.', '2'])
  })

  it('is neither asked for nor checked under the policy drop', async () => {
    const { answer, notes, bodies } = await asked(model, [{ text: 'No.' }], {}, { 'x-refract-unsupported': 'drop' })
    expect([answer.choices[0].message.content, bodies.length]).toEqual(['No.', 1])
    expect(notes).toMatchObject([
      { action: model.startsWith('perplexity') ? expect.stringMatching(/dropped|changed/) : 'dropped' },
    ])
  })
})

describe('a schema that was asked for in words', () => {
  const list = { type: 'array', items: { type: 'integer' } }
  const response_format = { type: 'json_schema', json_schema: { name: 'list', schema: list } }
  const model = 'anthropic/claude-opus-4-0'

  it.each([
    ['[1, 2]', 1],
    ['["a"]', 2],
  ])('%s takes %i requests', async (text, requests) => {
    const queue = [text, '[3]']
    const { egress, asks } = doorTo(() => Response.json(PLACES['anthropic/claude-sonnet-4-5'].whole({ text: queue.shift()! })))
    const gateway = createGateway({ env: {}, egress })
    const headers = { authorization: `Bearer ${CANARY}` }
    const body = { ...HELLO, model, response_format }
    const { choices } = await jsonOf(await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers })))
    expect(choices[0].message.content).toBe(requests === 1 ? text : '[3]')
    expect(asks).toHaveLength(requests)
    if (requests > 1)
      expect(JSON.parse(String(asks[1]!.body)).messages.at(-1).content[0].text).toMatch(/^Your answer does not fit the schema\./)
  })
})

describe('streamed', () => {
  const event = (type: string, data: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`
  const stream = (pieces: string[]) =>
    [
      event('message_start', {
        message: { id: 'm', type: 'message', role: 'assistant', content: [], usage: { input_tokens: 1, output_tokens: 1 } },
      }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      ...pieces.map(text => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } }),
      event('message_stop', {}),
    ].join('')

  it.each([
    [['```js', 'on\n{"a"', ': 1}\n', '```'], '{"a": 1}', 'The answer is as it was asked for.'],
    [['Here ', 'it is: {}'], 'Here it is: {}', 'The answer is not valid JSON.'],
  ])('%j is given without its fence, asked for once, and judged in the receipt', async (pieces, text, verdict) => {
    const { egress, asks } = doorTo(() => new Response(stream(pieces), { headers: { 'content-type': 'text/event-stream' } }))
    const gateway = createGateway({ env: {}, egress })
    const body = { ...HELLO, model: 'anthropic/claude-sonnet-4-5', response_format: OBJECT, stream: true }
    const headers = { authorization: `Bearer ${CANARY}`, 'x-refract-receipt': '1' }
    const events = await eventsOf(await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers })))
    expect(said(events)).toBe(text)
    expect(asks).toHaveLength(1)
    const receipt = JSON.parse(events.find(({ event }) => event)!.data)
    const note = receipt.attempts[0].notes.find((one: { param: string }) => one.param === 'response_format')
    expect(note.why.endsWith(verdict)).toBe(true)
  })
})
