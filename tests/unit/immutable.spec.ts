import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { conversations } from '../support/conversations'
import { doorTo } from '../support/door'
import { ascii, CANARY, eventsOf, jsonOf, requestOf } from '../support/gateway'
import { requests } from '../support/requests'

const runs = Math.max(40, Math.round(400 * Number(process.env.THOROUGH ?? 0.1)))

const TARGETS = {
  openai: 'gpt-4o',
  anthropic: 'claude-sonnet-4-5',
  gemini: 'gemini-3.5-flash',
  bedrock: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
}
type Name = keyof typeof TARGETS
const NAMES = Object.keys(TARGETS) as Name[]
const HOSTS: [RegExp, Name][] = [
  [/openai\.com/, 'openai'],
  [/anthropic\.com/, 'anthropic'],
  [/googleapis\.com/, 'gemini'],
  [/amazonaws\.com/, 'bedrock'],
]

/** What each target is sent where all of them fail, in the order in which they are asked. */
async function sent(body: object, order: readonly Name[]): Promise<Partial<Record<Name, string>>> {
  const bodies: Partial<Record<Name, string>> = {}
  const { egress } = doorTo(({ method }, { url, body }) => {
    if (method === 'GET') return new Response('', { status: 404 })
    bodies[HOSTS.find(([host]) => host.test(url))![1]] = String(body)
    return Response.json({ error: { message: 'No.' } }, { status: 500 })
  })
  const targets = order.map(provider => ({ provider, api_key: CANARY, override_params: { model: TARGETS[provider] } }))
  const config = { strategy: { mode: 'fallback', on_status_codes: [400, 500] }, targets }
  const headers = { 'x-portkey-config': ascii(config) }
  const response = await createGateway({ env: {}, egress, random: () => 0 }).chatCompletions(
    requestOf('/v1/chat/completions', { body: { ...body, n: 1 }, headers }),
  )
  await response.text()
  return bodies
}

describe('through a route of four targets', () => {
  it.each<[string, fc.Arbitrary<object>]>([
    ['any request', requests()],
    ['any conversation', conversations()],
  ])(
    'each is sent what it would be sent alone, whatever the order: %s',
    async (_, asked) => {
      let bodies = 0
      await fc.assert(
        fc.asyncProperty(asked, fc.shuffledSubarray(NAMES, { minLength: 4, maxLength: 4 }), async (body, order) => {
          const together = await sent(body, order)
          const alone = Object.assign({}, ...(await Promise.all(order.map(name => sent(body, [name])))))
          expect(together).toEqual(alone)
          bodies += Object.keys(together).length
        }),
        { numRuns: runs },
      )
      expect(bodies).toBeGreaterThan(runs)
    },
    120_000,
  )
})

describe('three choices, streamed', () => {
  beforeAll(() => void (process.env.SANDBOX_TOKENS_PER_SECOND = '0'))
  afterAll(() => void delete process.env.SANDBOX_TOKENS_PER_SECOND)

  it.each(['anthropic', 'converse'])('are three answers of sandbox/%s, by three requests that are all paid for', async model => {
    const gateway = createGateway({ env: {} })
    const ask = (more: object) =>
      gateway.chatCompletions(
        requestOf('/v1/chat/completions', {
          headers: { 'x-refract-receipt': '1' },
          body: { model: `sandbox/${model}`, messages: [{ role: 'user', content: 'What does top_p do?' }], ...more },
        }),
      )
    const one = await jsonOf(await ask({}))
    const response = await ask({ n: 3, stream: true, stream_options: { include_usage: true } })
    const events = await eventsOf(response)
    expect(events.filter(({ data }) => data === '[DONE]')).toHaveLength(1)
    const chunks = events.filter(({ event, data }) => !event && data !== '[DONE]').map(({ data }) => JSON.parse(data))
    for (const index of [0, 1, 2]) {
      const mine = chunks.flatMap(({ choices }) => choices.filter((choice: { index: number }) => choice.index === index))
      expect(mine.map(({ delta }) => delta.role).filter(Boolean)).toEqual(['assistant'])
      expect(mine.map(({ delta }) => delta.content ?? '').join('').length).toBeGreaterThan(10)
      expect(mine.map(({ finish_reason }) => finish_reason).filter(Boolean)).toEqual(['stop'])
    }
    const usages = chunks.filter(({ usage }) => usage)
    expect(usages).toHaveLength(1)
    expect(usages[0]).toMatchObject({ choices: [], usage: { prompt_tokens: 3 * one.usage.prompt_tokens } })
    const receipt = JSON.parse(events.find(({ event }) => event)!.data)
    expect(receipt.attempts.map(({ choice }: { choice: number }) => choice)).toEqual([0, 1, 2])
    const note = receipt.attempts[0].notes.find(({ param }: { param: string }) => param === 'n')
    expect(note).toMatchObject({ action: 'emulated', why: expect.stringMatching(/: 3 requests are made/) })
  })
})
