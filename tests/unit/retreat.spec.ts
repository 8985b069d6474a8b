import { afterAll, describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { doorTo } from '../support/door'
import { CANARY, HELLO, jsonOf, nothingHolds, requestOf } from '../support/gateway'

afterAll(() => nothingHolds(CANARY))

/** A provider that refuses the first request, and what it is asked then. */
async function refusedOnce(body: object, refusal: object, answer: object, headers: Record<string, string> = {}) {
  const { egress, asks } = doorTo(() =>
    Response.json(asks.length === 1 ? refusal : answer, { status: asks.length === 1 ? 400 : 200 }),
  )
  const gateway = createGateway({ env: {}, egress })
  const all = { authorization: `Bearer ${CANARY}`, 'x-refract-receipt': '1', ...headers }
  const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { body: { ...HELLO, ...body }, headers: all }))
  const result = await jsonOf(response)
  return { status: response.status, result, bodies: asks.map(({ body }) => JSON.parse(String(body))) }
}

const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false }
const response_format = { type: 'json_schema', json_schema: { name: 'thing', schema } }

const toolUse = { type: 'tool_use', id: 't', name: 'thing', input: { a: 1 } }
const CLAUDE = {
  type: 'message',
  id: 'm',
  content: [toolUse],
  stop_reason: 'tool_use',
  usage: { input_tokens: 1, output_tokens: 1 },
}
const CONVERSE = {
  output: { message: { role: 'assistant', content: [{ toolUse: { toolUseId: 't', name: 'thing', input: { a: 1 } } }] } },
  stopReason: 'tool_use',
  usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
}
const OPENAI = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi.' }, finish_reason: 'stop' }],
}

describe('an output format that a model refuses after all', () => {
  it.each<[model: string, refusal: object, answer: object, format: string, tool: string]>([
    [
      'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      { message: 'outputConfig.textFormat: Extra inputs are not permitted' },
      CONVERSE,
      'outputConfig',
      'toolConfig',
    ],
    [
      'anthropic/claude-sonnet-4-5',
      {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'output_config.format: not available for this organization' },
      },
      CLAUDE,
      'output_config',
      'tools',
    ],
  ])('is a tool in a second request to %s', async (model, refusal, answer, format, tool) => {
    const { status, result, bodies } = await refusedOnce({ model, response_format }, refusal, answer)
    expect([status, result.choices[0].message.content]).toEqual([200, '{"a":1}'])
    expect(bodies[0]).toHaveProperty(format)
    expect(bodies[1]).not.toHaveProperty(format)
    expect(bodies[1]).toHaveProperty(tool)
    const [first, second] = result.refract.attempts
    expect(first).toMatchObject({
      status: 400,
      error: { message: expect.stringMatching(/It was sent again without what was refused\.$/) },
    })
    expect(second.notes).toContainEqual(expect.objectContaining({ param: 'response_format', action: 'emulated', to: 'thing' }))
  })

  it('is not tried again where the refusal is about something else, or nothing was asked', async () => {
    const model = 'anthropic/claude-sonnet-4-5'
    const refusal = (message: string) => ({ type: 'error', error: { type: 'invalid_request_error', message } })
    const other = await refusedOnce({ model, response_format }, refusal('messages: too long'), CLAUDE)
    const plain = await refusedOnce({ model }, refusal('output_config: no'), CLAUDE)
    expect([other.status, other.bodies.length, plain.status, plain.bodies.length]).toEqual([400, 1, 400, 1])
  })

  it('is refused for good the second time', async () => {
    const { egress, asks } = doorTo(() => Response.json({ message: 'outputConfig is not supported' }, { status: 400 }))
    const body = { ...HELLO, model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0', response_format }
    const headers = { authorization: `Bearer ${CANARY}` }
    const response = await createGateway({ env: {}, egress }).chatCompletions(
      requestOf('/v1/chat/completions', { body, headers }),
    )
    expect([response.status, asks.length]).toEqual([400, 2])
    await response.text()
  })
})

describe('a deployment that turns out to reason', () => {
  const refusal = {
    error: {
      message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      type: 'invalid_request_error',
      param: 'max_tokens',
      code: 'unsupported_parameter',
    },
  }
  const asked = { model: 'azure/our-deployment', max_tokens: 50, temperature: 0.2, logprobs: true, seed: 1 }
  const there = { 'x-portkey-azure-resource-name': 'ours' }

  it('is asked once more as one', async () => {
    const { status, result, bodies } = await refusedOnce(asked, refusal, OPENAI, there)
    expect(status).toBe(200)
    expect(bodies[0]).toMatchObject({ max_tokens: 50, temperature: 0.2 })
    expect(bodies[1]).toEqual({ ...HELLO, model: 'our-deployment', max_completion_tokens: 50, seed: 1 })
    expect(result.refract.attempts[1].notes).toContainEqual(expect.objectContaining({ param: 'temperature', action: 'dropped' }))
  })

  it('is not where the policy wants everything to arrive', async () => {
    const { status, result, bodies } = await refusedOnce(asked, refusal, OPENAI, { ...there, 'x-refract-unsupported': 'error' })
    expect([status, result.error.code, bodies.length]).toEqual([400, 'unsupported_parameter', 1])
  })
})
