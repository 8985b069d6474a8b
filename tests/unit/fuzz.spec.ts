import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EgressReply } from '@/lib/egress/types'
import { eventReader } from '@/lib/util/sse'
import { frameOf, joined } from '../support/frames'
import { CANARY, eventsOf, gatewayTo, requestOf, textOf } from '../support/gateway'
import { mutated } from '../support/mutate'
import { requests } from '../support/requests'
import { type StandIn, standIn } from '../support/stand-in'
import { casesOf } from '../support/wire-cases'

/** So many of each kind with THOROUGH=1. */
const MANY = 2000
const runs = Math.max(20, Math.round(MANY * Number(process.env.THOROUGH ?? 0.1)))

const untouched = () => Object.getOwnPropertyNames(Object.prototype).sort().join()
const PROTOTYPE = untouched()

let upstream: StandIn
beforeAll(async () => {
  upstream = await standIn()
})
afterAll(async () => {
  await upstream.close()
  expect(untouched()).toBe(PROTOTYPE)
})

const PROVIDERS = {
  openai: { provider: 'openai', model: 'gpt-4o' },
  anthropic: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
  gemini: { provider: 'gemini', model: 'gemini-2.5-flash' },
  converse: { provider: 'bedrock', model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
} as const

describe('whatever is asked', () => {
  it.each(Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[])(
    'on the wire %s, it is answered or told what is wrong',
    async wire => {
      const { reply, stream } = casesOf(wire).find(({ name, reply, stream }) => name === 'plain' && reply && stream)!
      const type = wire === 'converse' ? 'application/vnd.amazon.eventstream' : 'text/event-stream'
      const events = eventReader().push(new TextEncoder().encode(stream))
      const streamed = written(events, wire)
      const whole = new TextEncoder().encode(JSON.stringify(reply))
      const egress = async ({ url, body }: { url: string | URL; body?: unknown }) =>
        isStreaming(String(url), String(body)) ? replyOf(streamed, type) : replyOf(whole, 'application/json')
      const { gateway } = gatewayTo(upstream, { egress: egress as never })
      const { provider, model } = PROVIDERS[wire]
      const headers = { authorization: `Bearer ${CANARY}`, 'x-portkey-provider': provider, 'x-portkey-aws-region': 'us-east-1' }
      const statuses: Record<number, number> = {}
      await fc.assert(
        fc.asyncProperty(fc.oneof(requests(), mutated(requests())), async asked => {
          const { n } = asked as { n?: unknown }
          const body = { ...(asked as object), model, ...(typeof n === 'number' && n > 3 && { n: 3 }) }
          const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers }))
          const text = await textOf(response)
          statuses[response.status] = (statuses[response.status] ?? 0) + 1
          expect([response.status, text]).not.toEqual([500, text])
          expect(text).not.toContain('internal_error')
          if (response.status >= 400) expect(JSON.parse(text).error.message).toMatch(/\S/)
          expect(untouched()).toBe(PROTOTYPE)
        }),
        { numRuns: runs },
      )
      // Much of it gets through, and much of it is refused.
      expect(statuses[200]).toBeGreaterThan(runs / 20)
      expect(statuses[400]).toBeGreaterThan(runs / 20)
    },
    300_000,
  )
})

/** By the address, or by the body, as the wire has it. */
const isStreaming = (url: string, body: string) => /stream/i.test(new URL(url).pathname) || /"stream":\s*true/.test(body)

interface Event {
  event?: string
  data: string
}

describe('whatever a provider streams', () => {
  it.each(Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[])(
    'on the wire %s, it ends as an answer or as an error',
    async wire => {
      const streams = casesOf(wire).flatMap(({ stream }) =>
        stream ? [eventReader().push(new TextEncoder().encode(stream))] : [],
      )
      expect(streams.length).toBeGreaterThan(5)
      let bytes = new Uint8Array()
      const egress = async () => replyOf(bytes, wire === 'converse' ? 'application/vnd.amazon.eventstream' : 'text/event-stream')
      const { gateway } = gatewayTo(upstream, { egress })
      const { provider, model } = PROVIDERS[wire]
      let begun = 0
      let all = 0
      await fc.assert(
        fc.asyncProperty(broken(streams), async events => {
          bytes = events.length ? written(events, wire) : new Uint8Array()
          const headers = {
            authorization: `Bearer ${CANARY}`,
            'x-portkey-provider': provider,
            'x-portkey-aws-region': 'us-east-1',
            'x-portkey-config': JSON.stringify({ retry: { attempts: 0 } }),
          }
          const body = { model, messages: [{ role: 'user', content: 'Hi' }], stream: true }
          const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers }))
          all++
          if (response.status !== 200) {
            // A provider may say 500 of itself; a mistake of ours says internal_error.
            expect(await textOf(response)).not.toContain('internal_error')
            return
          }
          const answered = await eventsOf(response)
          expect(JSON.stringify(answered)).not.toContain('internal_error')
          const last = answered.at(-1)!.data
          expect(last === '[DONE]' || JSON.parse(last).error?.message).toBeTruthy()
          begun += Number(answered.length > 2)
          expect(untouched()).toBe(PROTOTYPE)
        }),
        { numRuns: runs },
      )
      // Most faults lie deeper than the first event.
      expect(begun / all).toBeGreaterThanOrEqual(0.5)
    },
    300_000,
  )
})

/** Events of a stream of which some are not as they were: changed within, doubled, left out, in another order, or no JSON. */
function broken(streams: Event[][]): fc.Arbitrary<Event[]> {
  const fault = fc.record({
    what: fc.constantFrom('value', 'double', 'remove', 'swap', 'text', 'proto', 'cut'),
    at: fc.nat(10_000),
    pick: fc.nat(10_000),
    text: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('{', 'null', '[]', '"x"', '1e999', '\ud800', '[DONE]')),
    value: mutated(fc.constant(null)),
  })
  return fc.tuple(fc.constantFrom(...streams), fc.array(fault, { minLength: 1, maxLength: 3 })).chain(([events, faults]) =>
    fc.tuple(...faults.map(({ at }) => changedWithin(events[at % events.length]!))).map(changed => {
      const next = [...events]
      for (const [index, { what, at, pick, text }] of faults.entries()) {
        const place = at % Math.max(1, next.length)
        const event = next[place]
        if (!event) continue
        if (what === 'value') next[place] = changed[index]!
        if (what === 'double') next.splice(place, 0, event)
        if (what === 'remove') next.splice(place, 1)
        if (what === 'swap') [next[place], next[pick % next.length]] = [next[pick % next.length]!, event]
        if (what === 'text') next[place] = { ...event, data: text }
        if (what === 'proto') next[place] = { ...event, data: event.data.replace(/"(\w+)":/, '"__proto__":{"polluted":1},"$1":') }
        if (what === 'cut') next.length = Math.max(1, place)
      }
      return next
    }),
  )
}

function changedWithin(event: Event): fc.Arbitrary<Event> {
  if (event.data === '[DONE]') return fc.constant(event)
  return mutated(fc.constant(JSON.parse(event.data))).map(value => ({ ...event, data: JSON.stringify(value) }))
}

function written(events: Event[], wire: string): Uint8Array<ArrayBuffer> {
  if (wire === 'converse') return joined(events.map(frameOf))
  const lines = events.map(
    ({ event, data }) =>
      `${event ? `event: ${event}\n` : ''}${data
        .split(/\r\n|\r|\n/)
        .map(line => `data: ${line}\n`)
        .join('')}\n`,
  )
  return new TextEncoder().encode(lines.join(''))
}

function replyOf(bytes: Uint8Array, type: string): EgressReply {
  const body = {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700)
    },
    cancel: async () => {},
  }
  return { status: 200, headers: new Headers({ 'content-type': type }), body, marks: { start: 0, sent: 0, headers: 0 } }
}
