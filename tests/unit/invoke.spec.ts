import { describe, expect, test } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { abilitiesOf } from '@/lib/models'
import { applyParams } from '@/lib/params/apply'
import { frameReader } from '@/lib/util/event-stream'
import { eventReader } from '@/lib/util/sse'
import { anthropic } from '@/lib/wires/anthropic'
import { invoke } from '@/lib/wires/anthropic/invoke'
import type { Wire } from '@/lib/wires/wire'
import { frameOf, joined } from '../support/frames'
import { answering, eventsOf, gatewayTo, HELLO, jsonOf, said } from '../support/gateway'
import { standIn } from '../support/stand-in'
import { casesOf, contextOf, type WireCase } from '../support/wire-cases'

const CASES = casesOf('anthropic')
const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

/** An event of Anthropic's in a frame of AWS's, padded as Bedrock does it. */
const chunk = (event: string) =>
  frameOf({ event: 'chunk', data: JSON.stringify({ bytes: Buffer.from(event).toString('base64'), p: 'abc' }) })

const eventsIn = (stream: string) => eventReader().push(new TextEncoder().encode(stream))

/** What a wire makes of events, and how it ends. */
function decoded(wire: Wire, example: WireCase, events: { event?: string; data: string }[]) {
  const decoder = wire.decoder(contextOf(example))
  const chunks: unknown[] = []
  try {
    for (const event of events) chunks.push(...decoder.next(event))
    chunks.push(...decoder.end())
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause
    return { chunks, failure: cause.toJSON() }
  }
  return { chunks, finished: decoder.finished }
}

describe('Claude invoked on Bedrock', () => {
  test.each(CASES.filter(({ stream }) => stream))('streams $name as Anthropic does, in frames', example => {
    const events = eventsIn(example.stream!)
    const frames = frameReader().push(joined(events.map(({ data }) => chunk(data))))
    expect(decoded(invoke, example, frames)).toEqual(decoded(anthropic, example, events))
  })

  test.each(CASES.filter(({ body }) => body))('is sent $name without the model, with the version', ({ request, ask }) => {
    const sent = (wire: Wire) => {
      const { body } = wire.toBody(request, ask)
      applyParams(request, wire.id, body, ask)
      wire.settle?.(body, request, ask)
      return body
    }
    const { model: _model, stream: _stream, ...rest } = sent(anthropic)
    delete rest.tool_choice?.disable_parallel_tool_use
    expect(sent(invoke)).toEqual({ anthropic_version: 'bedrock-2023-05-31', ...rest })
  })

  test('is not told to call tools one by one, and says so', () => {
    const tools = [{ type: 'function' as const, function: { name: 'a' } }]
    const request = { model: MODEL, messages: [{ role: 'user' as const, content: 'Hi' }], tools, parallel_tool_calls: false }
    const ask = { can: abilitiesOf('bedrock', MODEL), unsupported: 'emulate', passUnknown: false } as const
    const { body } = invoke.toBody(request, ask)
    applyParams(request, 'anthropic', body, ask)
    const dropped = expect.objectContaining({ param: 'parallel_tool_calls', action: 'dropped' })
    expect(invoke.settle!(body, request, ask)).toContainEqual(dropped)
    expect(body.tool_choice).toEqual({ type: 'auto' })
  })

  test.each<[what: string, event: { event: string; data: string }, error: object]>([
    [
      'an exception',
      { event: '!throttlingException', data: '{"message":"Slow down."}' },
      { kind: 'rate_limit_error', status: 429 },
    ],
    ['a frame without an event', { event: 'chunk', data: '{"p":"abc"}' }, { kind: 'provider_error' }],
    ['bytes that are no text', { event: 'chunk', data: '{"bytes":"/w=="}' }, { kind: 'provider_error' }],
  ])('fails at %s', (_, event, error) => {
    const decoder = invoke.decoder(contextOf(CASES[0]!))
    expect(decoder.next({ event: 'something-new', data: '{}' })).toEqual([])
    expect(() => decoder.next(event)).toThrow(expect.objectContaining(error))
  })

  test('is asked by a prefix of the model’s name, whole and streamed', async () => {
    const plain = CASES.find(({ name }) => name === 'plain')!
    const frames = eventsIn(plain.stream!).map(({ data }) => chunk(data))
    await using upstream = await standIn(({ url }) =>
      url.endsWith('/invoke')
        ? answering(plain.reply)
        : { headers: { 'content-type': 'application/vnd.amazon.eventstream' }, body: frames },
    )
    const { ask } = gatewayTo(upstream)
    const headers = { 'x-portkey-custom-host': upstream.url }
    const body = { ...HELLO, model: `invoke/${MODEL}` }
    const { content } = plain.completion!.choices[0]!.message
    expect((await jsonOf(await ask('bedrock', { body, headers }))).choices[0].message.content).toBe(content)
    expect(said(await eventsOf(await ask('bedrock', { body: { ...body, stream: true }, headers })))).toBe(content)
    const path = `/model/${encodeURIComponent(MODEL)}`
    expect(upstream.requests.map(({ url }) => url)).toEqual([`${path}/invoke`, `${path}/invoke-with-response-stream`])
    expect(upstream.requests[0]!.json()).toMatchObject({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 64_000 })
  })
})
