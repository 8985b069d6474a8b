import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AssistantMessage } from '@/lib/chat/types'
import { createGateway } from '@/lib/gateway'
import { eventsOf, jsonOf, requestOf } from '../support/gateway'

beforeAll(() => void (process.env.SANDBOX_TOKENS_PER_SECOND = '0'))
afterAll(() => void delete process.env.SANDBOX_TOKENS_PER_SECOND)

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = [{ type: 'function', function: { name: 'get_weather', description: 'The weather in a city', parameters } }]
const question = { role: 'user', content: 'What is the weather in Paris?' }
const thinking = { type: 'enabled', budget_tokens: 1024 }

const gateway = createGateway({ env: {} })
const ask = (model: string, body: object) =>
  gateway.chatCompletions(
    requestOf('/v1/chat/completions', {
      headers: { 'x-portkey-strict-open-ai-compliance': 'false' },
      body: { model: `sandbox/${model}`, max_tokens: 1500, tools, thinking, temperature: 1, ...body },
    }),
  )

/** The turn a streaming caller has put together, as OpenAI's and Portkey's packages do it. */
async function streamedTurn(response: Response): Promise<AssistantMessage> {
  const turn: any = { role: 'assistant', content: '', tool_calls: [], content_blocks: [] }
  for (const { event, data } of await eventsOf(response)) {
    if (event || data === '[DONE]') continue
    for (const { delta } of JSON.parse(data).choices) {
      turn.content += delta.content ?? ''
      for (const { index, delta: piece } of delta.content_blocks ?? []) {
        const block = (turn.content_blocks[index] ??= {})
        for (const [key, value] of Object.entries(piece))
          block[key] = typeof value === 'string' && key !== 'type' && key !== 'signature' ? (block[key] ?? '') + value : value
      }
      for (const { index, id, function: part, extra_content } of delta.tool_calls ?? []) {
        const call = (turn.tool_calls[index] ??= { id, type: 'function', function: { name: part.name, arguments: '' } })
        if (extra_content) call.extra_content = extra_content
        call.function.arguments += part.arguments ?? ''
      }
    }
  }
  return turn
}

const wholeTurn = async (response: Response): Promise<AssistantMessage> => (await jsonOf(response)).choices[0].message

describe.each(['anthropic', 'gemini', 'converse'])('a turn of sandbox/%s that thought and called a tool', model => {
  it.each<[string, boolean, (response: Response) => Promise<AssistantMessage>]>([
    ['whole', false, wholeTurn],
    ['streamed', true, streamedTurn],
  ])('goes back with its signatures, which the face checks: %s', async (_, stream, read) => {
    const turn = await read(await ask(model, { messages: [question], tool_choice: 'auto', stream }))
    expect(turn.tool_calls?.[0]).toMatchObject({ function: { name: 'get_weather' } })
    const result = { role: 'tool', tool_call_id: turn.tool_calls![0]!.id, content: '{"celsius": 21}' }
    const second = await ask(model, { messages: [question, turn, result] })
    const answer = await jsonOf(second)
    expect([second.status, answer.error?.message]).toEqual([200, undefined])
    expect(answer.choices[0].message.content).toContain('21')
  })

  it('is refused by the face with a signature of somebody else’s', async () => {
    const turn = await wholeTurn(await ask(model, { messages: [question], tool_choice: 'auto' }))
    const forged = JSON.parse(JSON.stringify(turn), (key, value) => (/signature$/.test(key) ? btoa('somebody else') : value))
    expect(forged).not.toEqual(turn)
    const result = { role: 'tool', tool_call_id: turn.tool_calls![0]!.id, content: '{"celsius": 21}' }
    const second = await ask(model, { messages: [question, forged, result] })
    expect([second.status, (await jsonOf(second)).error.message]).toEqual([400, expect.stringMatching(/signature/i)])
  })
})
