import { describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { atFace, doorTo } from '../support/door'
import { CANARY, eventsOf, jsonOf, requestOf, said } from '../support/gateway'

/** Places that speak a face's wire at an address of their own, with the way from there to the face. */
const PLACES: Record<
  string,
  { model: string; headers: Record<string, string>; path(url: URL): string; change?(body: any): object }
> = {
  'Azure OpenAI': {
    model: 'azure/gpt-4o',
    headers: { 'x-portkey-azure-resource-name': 'ours' },
    path: ({ host, pathname }) => {
      expect([host, pathname]).toEqual(['ours.openai.azure.com', '/openai/v1/chat/completions'])
      return 'openai/v1/chat/completions'
    },
    change: body => ({ ...body, model: 'openai' }),
  },
  'Bedrock by Converse': {
    model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    headers: { 'x-portkey-aws-region': 'us-west-2' },
    path: ({ host, pathname }) => {
      expect(host).toBe('bedrock-runtime.us-west-2.amazonaws.com')
      return `converse/model/converse/${pathname.split('/').at(-1)}`
    },
  },
}

describe.each(Object.entries(PLACES))('with the sandbox in the place of %s', (_, { model, headers, path, change }) => {
  const { egress } = doorTo(request => atFace(request, path(new URL(request.url)), { change }))
  const gateway = createGateway({ env: {}, egress })
  const ask = (more: object) =>
    gateway.chatCompletions(
      requestOf('/v1/chat/completions', {
        headers: { authorization: `Bearer ${CANARY}`, ...headers },
        body: { model, max_tokens: 200, messages: [{ role: 'user', content: 'What does top_p do?' }], temperature: 0, ...more },
      }),
    )

  it('it answers, and streams the same', async () => {
    const whole = await jsonOf(await ask({}))
    const events = await eventsOf(await ask({ stream: true }))
    expect(whole).toMatchObject({ choices: [{ message: { content: expect.stringMatching(/./) } }] })
    expect(said(events)).toBe(whole.choices[0].message.content)
    expect(events.at(-1)!.data).toBe('[DONE]')
  })

  it('it calls a tool', async () => {
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
    const tools = [{ type: 'function', function: { name: 'get_weather', description: 'The weather in a city', parameters } }]
    const messages = [{ role: 'user', content: 'What is the weather in Paris?' }]
    const { choices } = await jsonOf(await ask({ messages, tools, tool_choice: 'required' }))
    expect(choices).toMatchObject([
      { finish_reason: 'tool_calls', message: { tool_calls: [{ function: { name: 'get_weather' } }] } },
    ])
  })
})
