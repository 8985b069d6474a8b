import type { Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDoor, type Door } from '@/lib/egress/door'
import { createShared } from '@/lib/gateway/shared'
import { memoryStore } from '@/lib/store'
import { selfSigned } from '../support/certificate'
import {
  answering,
  CANARY,
  eventsOf,
  gatewayTo,
  HELLO,
  jsonOf,
  nothingHolds,
  requestOf,
  said,
  streaming,
  WIRES,
} from '../support/gateway'
import { listen, type RawServer, rawServer } from '../support/raw-server'
import { cut, never, reset, type Script, type StandIn, type Step, standIn } from '../support/stand-in'
import { watchTimers } from '../support/timers'

/*
 * Every strategy and guard against every fault of a provider. Two targets: `a` has the fault, `b` answers well. The two tables
 * say what RELIABILITY (retry and fallback) and GATEWAY (routing config, response headers) say; the tests only look things up.
 */

/** What a failure is to the one who routes. */
type Kind =
  /** May pass: the same target again, and the next. */
  | 'passes'
  /** May be billed already: the same target once more, and the next. */
  | 'billed'
  /** Stays: only the next. */
  | 'stays'
  /** The request's own fault: neither, unless listed. */
  | 'request'
  /** A 4xx of which the provider says that trying again helps: the same target only. */
  | 'again'
  /** An address we do not go to: neither, whatever is listed. */
  | 'refused'
  /** The caller has read part of it: nothing more. */
  | 'begun'

/** Who is asked, in order. */
type Asked = Record<Kind, string>
const asked = (passes: string, billed: string, stays: string, request: string, again: string, refused: string): Asked => ({
  passes,
  billed,
  stays,
  request,
  again,
  refused,
  begun: 'a',
})

type Target = Record<string, unknown>
interface Strategy {
  config(a: Target, b: Target, status: number): object
  asked: Asked
}

const retry = { attempts: 2 }
const fallback = { mode: 'fallback' }

// biome-ignore format: a table
const STRATEGIES: Record<string, Strategy> = {
  //                                                                                            passes  billed stays request again refused
  'a target alone': { config: a => a,                                                     asked: asked('a',    'a',   'a',  'a',  'a',   'a') },
  'a single group': { config: (a, b) => ({ strategy: { mode: 'single' }, targets: [a, b] }),
                                                                                          asked: asked('a',    'a',   'a',  'a',  'a',   'a') },
  'two retries': { config: a => ({ ...a, retry }),                                        asked: asked('aaa',  'aa',  'a',  'a',  'aaa', 'a') },
  'two retries of its status': { config: (a, _, status) => ({ ...a, retry: { ...retry, on_status_codes: [status] } }),
                                                                                          asked: asked('aaa',  'aaa', 'aaa','aaa','aaa', 'a') },
  'two retries of another status': { config: a => ({ ...a, retry: { ...retry, on_status_codes: [418] } }),
                                                                                          asked: asked('a',    'a',   'a',  'a',  'a',   'a') },
  'a fallback': { config: (a, b) => ({ strategy: fallback, targets: [a, b] }),            asked: asked('ab',   'ab',  'ab', 'a',  'a',   'a') },
  'a fallback on its status': { config: (a, b, status) => ({ strategy: { ...fallback, on_status_codes: [status] }, targets: [a, b] }),
                                                                                          asked: asked('ab',   'ab',  'ab', 'ab', 'ab',  'a') },
  'a fallback on another status': { config: (a, b) => ({ strategy: { ...fallback, on_status_codes: [418] }, targets: [a, b] }),
                                                                                          asked: asked('a',    'a',   'a',  'a',  'a',   'a') },
  'a fallback with retries': { config: (a, b) => ({ strategy: fallback, retry, targets: [a, b] }),
                                                                                          asked: asked('aaab', 'aab', 'ab', 'a',  'aaa', 'a') },
  'a fallback past two': { config: (a, b) => ({ strategy: fallback, targets: [a, a, b] }), asked: asked('aab', 'aab', 'aab','a',  'a',   'a') },
  'a load balance': { config: (a, b) => ({ strategy: { mode: 'loadbalance' }, targets: [a, { ...b, weight: 0 }] }),
                                                                                          asked: asked('a',    'a',   'a',  'a',  'a',   'a') },
  'a load balance with retries': { config: (a, b) => ({ strategy: { mode: 'loadbalance' }, retry, targets: [a, { ...b, weight: 0 }] }),
                                                                                          asked: asked('aaa',  'aa',  'a',  'a',  'aaa', 'a') },
  'a condition': { config: (a, b) => conditional({ ...a, name: 'one' }, b),               asked: asked('a',    'a',   'a',  'a',  'a',   'a') },
  'a fallback of groups': { config: (a, b) => ({ strategy: fallback, targets: [conditional({ name: 'one', ...balanced(a) }, b), { targets: [b] }] }),
                                                                                          asked: asked('ab',   'ab',  'ab', 'a',  'a',   'a') },
  'a fallback of groups with inherited retries': { config: (a, b) => ({ strategy: fallback, retry, targets: [balanced(a), balanced(b)] }),
                                                                                          asked: asked('aaab', 'aab', 'ab', 'a',  'aaa', 'a') },
}

function conditional(one: Target, other: Target) {
  const strategy = { mode: 'conditional', conditions: [{ query: { 'params.model': 'm' }, then: 'one' }], default: 'other' }
  return { strategy, targets: [{ ...other, name: 'other' }, one] }
}
const balanced = (target: Target) => ({ strategy: { mode: 'loadbalance' }, targets: [target] })

interface Fault {
  kind: Kind
  /** What the caller gets where nobody else is asked; where it has begun, what it would have been. */
  status: number
  code?: string
  /** Milliseconds waited before each retry; else half a second, then one (full jitter, and the dice at their most). */
  waits?: [number, number]
  stream?: true
  wire?: 'anthropic' | 'bedrock'
  /** How `a` behaves: by a script, or as a place of its own. */
  script?: Script
  place?: () => Promise<Place>
  /** What its target says besides. */
  target?: object
  /** Only with these: undici's clock for it ticks once a second. */
  with?: string[]
}
interface Place {
  url: string
  server?: RawServer
}

const passes = (status: number, more: Partial<Fault> = {}): Fault => ({
  kind: 'passes',
  status,
  script: { status, body: '{}' },
  ...more,
})
const billed = (status: number, code: string, more: Partial<Fault>): Fault => ({ kind: 'billed', status, code, ...more })
const stays = (status: number, code: string | undefined, more: Partial<Fault>): Fault => ({
  kind: 'stays',
  status,
  code,
  ...more,
})
const request = (status: number, more: Partial<Fault> = {}): Fault => ({
  kind: 'request',
  status,
  script: { status, body: '{}' },
  ...more,
})
const begun = (code: string | null, end: Step[]): Fault => ({
  kind: 'begun',
  status: 502,
  ...(code && { code }),
  stream: true,
  script: streaming([...half, ...end]),
})

const { start, half } = WIRES.openai
const error = (error: object, status = 400) => answering({ error: { message: 'No.', ...error } }, { status })
const event = (error: object) => streaming([`data: ${JSON.stringify({ error: { message: 'No.', ...error } })}\n\n`])
const hint = (status: number, headers: Record<string, string>, body = '{}'): Script => ({ status, headers, body })
const bytes = (serve: (socket: Socket) => void) => async (): Promise<Place> => {
  const server = await rawServer(serve)
  return { url: `http://${server.host}/v1`, server }
}
const answers = (text: string) => bytes(socket => socket.on('data', () => socket.write(text)))
const ends = (text: string) => bytes(socket => socket.on('data', () => socket.end(text)))
const soon = { request_timeout: 40 }
const JSON_TYPE = { 'content-type': 'application/json' }

const FAULTS: Record<string, Fault> = {
  // No connection, or one that broke before the request was written.
  'nobody listens': passes(502, { code: 'unreachable', place: closedPort }),
  'the name cannot be looked up just now': passes(502, {
    code: 'unreachable',
    place: async () => ({ url: 'http://busy.lan:1/v1' }),
  }),
  'no connection comes about in time': passes(502, {
    code: 'unreachable',
    place: async () => https(await rawServer()),
    with: ['a target alone', 'a fallback with retries'],
  }),
  'the handshake is reset': passes(502, {
    code: 'unreachable',
    place: async () => https(await rawServer(socket => socket.on('data', () => socket.resetAndDestroy()))),
  }),

  // Broken off once the request was written.
  'the connection is reset': billed(502, 'broke_off', { script: { body: [reset] } }),
  'the connection is closed': billed(502, 'broke_off', { script: { body: [cut] } }),
  'the answer is shorter than it was said to be': billed(502, 'broke_off', {
    place: ends('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"id"'),
  }),
  'the answer breaks off': billed(502, 'broke_off', { script: { headers: JSON_TYPE, body: ['{"id":', reset] } }),
  'nothing comes in time': billed(408, 'request_timeout', { script: { body: [never] }, target: soon }),
  'the answer comes too late': billed(408, 'request_timeout', {
    script: { headers: JSON_TYPE, body: ['{', never] },
    target: soon,
  }),
  'headers come drop by drop': billed(408, 'request_timeout', {
    place: answers('HTTP/1.1 200 OK\r\nx-a: b\r\nx-slo'),
    target: soon,
  }),
  'a stream is reset before its content': billed(502, 'truncated', { stream: true, script: streaming([...start, reset]) }),
  'a stream is cut before its content': billed(502, 'truncated', { stream: true, script: streaming([...start, cut]) }),
  'a stream ends before its content': billed(502, 'truncated', { stream: true, script: streaming([...start]) }),
  'a stream ends at once': billed(502, 'truncated', { stream: true, script: streaming([]) }),
  'the first content never comes': billed(408, 'request_timeout', {
    stream: true,
    script: streaming([...start, never]),
    target: soon,
  }),
  'comments come in place of content': billed(408, 'request_timeout', {
    stream: true,
    script: streaming([': wait\n\n: wait\n\n', never]),
    target: soon,
  }),
  'a stream of Anthropic never begins': billed(408, 'request_timeout', {
    stream: true,
    wire: 'anthropic',
    script: streaming([...WIRES.anthropic.start, never]),
    target: soon,
  }),

  // What the provider says will pass.
  ...Object.fromEntries(
    [408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529].map(status => [`a ${status}`, passes(status)]),
  ),
  'a 500 with an error without end': passes(500, { script: { status: 500, body: ['{"error"', never] } }),
  'a 503 whose error breaks off': passes(503, { script: { status: 503, body: ['{"error"', reset] } }),
  'a 503 where a stream was asked': passes(503, { stream: true }),
  'a 429 with retry-after-ms': passes(429, { script: hint(429, { 'retry-after-ms': '120' }), waits: [120, 120] }),
  'a 429 with x-ms-retry-after-ms': passes(429, { script: hint(429, { 'x-ms-retry-after-ms': '90' }), waits: [90, 90] }),
  'a 429 with seconds': passes(429, { script: hint(429, { 'retry-after': '7' }), waits: [7_000, 7_000] }),
  'a 503 with a date that is over': passes(503, {
    script: hint(503, { 'retry-after': 'Sun, 01 Nov 2020 00:00:30 GMT' }),
    waits: [0, 0],
  }),
  'a 429 with a hint that is none': passes(429, { script: hint(429, { 'retry-after': 'soon' }) }),
  "a 429 with Google's RetryInfo": passes(429, {
    script: hint(429, {}, '{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}'),
    waits: [34_000, 34_000],
  }),
  'a 429 with the milliseconds before the seconds': passes(429, {
    script: hint(429, { 'retry-after': '9', 'retry-after-ms': '50' }),
    waits: [50, 50],
  }),

  // The first event is an error: by the status it stands for.
  'a first event that says server_error': passes(500, { stream: true, script: event({ type: 'server_error' }) }),
  'a first event that says rate_limit': passes(429, { stream: true, script: event({ code: 'rate_limit_exceeded' }) }),
  'a first event that says overloaded': passes(529, {
    stream: true,
    wire: 'anthropic',
    script: streaming([WIRES.anthropic.error('Busy.')]),
  }),
  'a first event that says insufficient_quota': stays(429, 'insufficient_quota', {
    stream: true,
    script: event({ code: 'insufficient_quota' }),
  }),
  'a first event that says invalid_request': request(400, { stream: true, script: event({ type: 'invalid_request_error' }) }),
  'a first event that says authentication': request(401, { stream: true, script: event({ type: 'authentication_error' }) }),

  // What will not pass here.
  'a 402': stays(402, undefined, { script: { status: 402, body: '{}' } }),
  'a 424': stays(424, undefined, { script: { status: 424, body: '{}' } }),
  'a 501': stays(501, undefined, { script: { status: 501, body: '{}' } }),
  'a 429 for want of money': stays(429, 'insufficient_quota', { script: error({ code: 'insufficient_quota' }, 429) }),
  'a 503 that says not to try again': stays(503, undefined, { script: hint(503, { 'x-should-retry': 'false' }) }),
  'no such name': stays(502, 'not_reached', { place: async () => ({ url: 'http://nowhere.lan:1/v1' }) }),
  'a certificate nobody trusts': stays(502, 'not_reached', { place: selfMade }),
  'a redirect': stays(502, 'not_an_answer', { script: { status: 307, headers: { location: 'https://elsewhere.test/' } } }),
  'a page': stays(502, 'not_an_answer', { script: { headers: { 'content-type': 'text/html' }, body: '<html>' } }),
  'a page where a stream was asked': stays(502, 'not_an_answer', {
    stream: true,
    script: { headers: { 'content-type': 'text/html' }, body: ['<html>', never] },
  }),
  'a page with a 503': stays(503, undefined, { script: { status: 503, body: '<html>busy</html>' } }),
  'a page with a 404': stays(404, undefined, { script: { status: 404, body: '<html>not here</html>' } }),
  'nothing in a 200': stays(502, 'not_an_answer', { script: { body: '' } }),
  'a 204': stays(502, 'not_an_answer', { script: { status: 204 } }),
  'half of a JSON': stays(502, 'not_an_answer', { script: { headers: JSON_TYPE, body: '{"id":' } }),
  'JSON that is no completion': stays(502, 'not_an_answer', { script: answering([]) }),
  'an answer that is compressed': stays(502, 'not_an_answer', { script: { headers: { 'content-encoding': 'gzip' }, body: 'x' } }),
  'encodings upon encodings': stays(502, 'not_an_answer', { script: { headers: { 'content-encoding': 'gzip, br' }, body: 'x' } }),
  'something that is not HTTP': stays(502, 'not_an_answer', { place: answers('SSH-2.0-OpenSSH_9.6\r\n') }),
  'interim answers without end': stays(502, 'not_an_answer', {
    place: answers('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000)),
  }),
  'headers of 100 kB': stays(502, 'too_large', { place: answers(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`) }),
  'a line without end': stays(502, 'too_large', { stream: true, script: streaming([`data: ${'x'.repeat(1_100_000)}`]) }),
  'a first event that is not JSON': stays(502, 'bad_event', { stream: true, script: streaming(['data: {"half\n\n']) }),
  'a first frame with a wrong checksum': stays(502, 'bad_event', {
    stream: true,
    wire: 'bedrock',
    script: { headers: { 'content-type': 'application/vnd.amazon.eventstream' }, body: Buffer.alloc(64, 1) },
  }),

  // The request's own fault.
  ...Object.fromEntries([400, 401, 403, 404, 413, 422].map(status => [`a ${status}`, request(status)])),
  'a 400 for its content': request(400, { script: error({ code: 'content_filter' }), code: 'content_filter' }),
  'a 400 that says to try again': { kind: 'again', status: 400, script: hint(400, { 'x-should-retry': 'true' }) },
  'an address that leads inside': {
    kind: 'refused',
    status: 400,
    code: 'address_refused',
    place: async () => ({ url: 'https://inside.test/v1' }),
  },

  // The caller has part of it.
  'an end in the middle': begun('truncated', []),
  'an error in the middle': begun(null, [WIRES.openai.error('Fire.')]),
  'an event in the middle that is not JSON': begun('bad_event', ['data: {"half\n\n']),
}

async function closedPort(): Promise<Place> {
  const server = await rawServer()
  await server[Symbol.asyncDispose]()
  return { url: `http://${server.host}/v1` }
}
const https = (server: RawServer): Place => ({ url: `https://${server.host}/v1`, server })
async function selfMade(): Promise<Place> {
  const server = await listen(createTlsServer(selfSigned('127.0.0.1')), socket => socket.resume(), 'secureConnection')
  return https(server)
}

let a: StandIn
let b: StandIn
let door: Door
let script: Script = {}
const timers = watchTimers()
const SOON = { timeout: 10_000, interval: 5 }
beforeAll(async () => {
  a = await standIn(() => script)
  b = await standIn(seen => {
    const wire = seen.url.endsWith('/messages') ? WIRES.anthropic : WIRES.openai
    const { start, half, rest, whole } = wire
    return seen.json().stream ? streaming([...start, ...half, ...rest]) : answering(whole)
  })
  door = createDoor({
    resolve: async name => {
      if (name === 'inside.test') return ['127.0.0.1']
      throw Object.assign(new Error(name), { code: name === 'busy.lan' ? 'EAI_AGAIN' : 'ENOTFOUND' })
    },
  })
})
afterAll(async () => {
  await Promise.all([a.close(), b.close(), door.close()])
  timers.restore()
  nothingHolds(CANARY)
})
afterEach(() => vi.waitFor(() => expect(timers.open()).toEqual([]), SOON))

/** A gateway whose waits pass at once, on its own clock. */
function gatewayWith(places: Place[], clocks: { total?: number } = {}) {
  const waits = timers.skip('util/abort.ts')
  const monotonic = () => performance.now() + waits.reduce((sum, wait) => sum + wait, 0)
  const hosts = places.map(({ url }) => new URL(url)).filter(({ hostname }) => hostname !== 'inside.test')
  const shared = createShared(monotonic, memoryStore())
  const services = {
    env: { ALLOWED_PRIVATE_HOSTS: hosts.map(({ host }) => host).join() },
    clocks: { connect: 100, errorBody: 40, ...clocks },
    egress: door.send,
    random: () => 1 - Number.EPSILON,
    monotonic,
    shared,
  }
  return { ...gatewayTo(a, services), waits, shared }
}

let worlds = 0

async function worldOf({ place, target, wire, ...fault }: Fault) {
  script = fault.script ?? {}
  // Of its own, since what another test gave up on may still arrive.
  const path = `/${++worlds}/v1`
  const at = (await place?.()) ?? { url: a.url + path }
  const gateway = gatewayWith([at, { url: b.url }])
  const to = (url: string, provider: string) => ({ provider, api_key: CANARY, custom_host: url })
  const first = { ...to(at.url, wire ?? 'openai'), ...target }
  const body = { ...HELLO, stream: !!fault.stream }
  const ask = (config: object, headers = {}, signal?: AbortSignal) =>
    gateway.route(config, { body, headers: { 'x-refract-receipt': '1', ...headers }, signal })
  return {
    ...gateway,
    a: first,
    b: to(`${b.url}/v1`, 'openai'),
    ask,
    /** The requests that `a` had, where it is the stand-in. */
    sent: () => (place ? undefined : a.requests.filter(({ url }) => url.startsWith(path))),
    close: () => at.server?.[Symbol.asyncDispose](),
  }
}

/** A receipt's attempts, as the letters of whom they asked. */
const order = ({ attempts }: { attempts: { url: string }[] }) =>
  attempts.map(({ url }) => (url.startsWith(b.url) ? 'b' : 'a')).join('')

async function outcomeOf(response: Response, stream: boolean | undefined) {
  if (!stream || response.headers.get('content-type')?.includes('json')) {
    const { refract, choices, error } = await jsonOf(response)
    return { refract, error, text: choices?.[0].message.content, done: !error }
  }
  const events = await eventsOf(response)
  const [receipt] = events.filter(({ event }) => event === 'refract.receipt')
  const errors = events.flatMap(({ event, data }) => (!event && data !== '[DONE]' ? (JSON.parse(data).error ?? []) : []))
  return {
    refract: JSON.parse(receipt!.data),
    error: errors[0],
    text: said(events),
    done: events.at(-1)!.data === '[DONE]',
  }
}

const WAITS: [number, number] = [500, 1000]
const lastRun = (who: string) => /(.)\1*$/.exec(who)![0].length

describe.each(Object.entries(FAULTS))('%s', (_, fault) => {
  const { kind, status, code, stream } = fault

  it.each(Object.entries(STRATEGIES).filter(([name]) => fault.with?.includes(name) ?? true))(
    'with %s',
    async (_, { config, asked }) => {
      const { a, b, ask, waits, sent, close } = await worldOf(fault)
      const response = await ask(config(a, b, status))
      const { refract, error, text, done } = await outcomeOf(response, stream)
      const who = asked[kind]
      const well = who.endsWith('b')

      expect(order(refract)).toBe(who)
      const asks = who.replace('b', '').length
      // One given up on soon may not have been there yet.
      if (fault.target) expect(sent()?.length ?? 0).toBeLessThanOrEqual(asks)
      else expect(sent()?.length ?? asks).toBe(asks)
      expect(response.headers.get('x-refract-attempts')).toBe(String(who.length))
      expect(response.headers.get('x-portkey-last-used-option-index')).toBe(refract.attempts.at(-1).path)
      expect(response.headers.get('x-portkey-provider')).toBe(refract.attempts.at(-1).provider)
      expect(response.headers.get('x-portkey-trace-id')).toBe(refract.trace_id)
      expect(refract.chosen).toBe(well || kind === 'begun' ? who.length - 1 : null)

      const paths: string[] = refract.attempts.map(({ path }: { path: string }) => path)
      const retries = paths.filter((path, index) => path === paths[index - 1]).length
      expect(waits).toEqual((fault.waits ?? WAITS).slice(0, retries).map(ms => expect.closeTo(ms, 3)))
      expect(refract.attempts.flatMap(({ waited }: { waited?: number }) => waited ?? [])).toEqual(waits.map(Math.round))

      if (well) expect([response.status, text, done]).toEqual([200, 'Half an answer.', true])
      else if (kind === 'begun') {
        expect([response.status, text, done]).toEqual([200, 'Half an', false])
        if (code) expect(error.code).toBe(code)
      } else {
        expect(response.status).toBe(status)
        if (code) expect(error.code).toBe(code)
        expect(error.message).toMatch(/\w/)
        const usedUp = lastRun(who) === 3 || (kind === 'billed' && lastRun(who) === 2)
        expect(response.headers.get('x-portkey-retry-attempt-count')).toBe(usedUp ? '-1' : '0')
        const vain = usedUp || kind === 'stays' || kind === 'request' || kind === 'refused'
        expect(response.headers.get('x-should-retry')).toBe(vain ? 'false' : null)
      }
      await close()
    },
  )

  it('behind a breaker, which opens for what the target is to blame for', async () => {
    const { a, b, ask, close } = await worldOf(fault)
    const config = { strategy: fallback, targets: [{ ...a, cb_config: { failure_threshold: 1 } }, b] }
    const first = await outcomeOf(await ask(config), stream)
    const second = await outcomeOf(await ask(config), stream)
    const opens = (status >= 500 || status === 408) && kind !== 'begun'
    expect([order(first.refract), order(second.refract)]).toEqual([
      STRATEGIES['a fallback']!.asked[kind],
      opens ? 'b' : STRATEGIES['a fallback']!.asked[kind],
    ])
    await close()
  })

  it('before a cache, which keeps no failure', async () => {
    const { a, b, ask, close } = await worldOf(fault)
    const config = { strategy: fallback, cache: { mode: 'simple' }, targets: [a, b] }
    const first = await outcomeOf(await ask(config), stream)
    await vi.waitFor(() => expect(timers.open()).toEqual([]), SOON)
    const again = await ask(config)
    const second = await outcomeOf(again, stream)
    const well = STRATEGIES['a fallback']!.asked[kind] === 'ab'
    expect([order(first.refract), order(second.refract)]).toEqual(well ? ['ab', 'ab'] : ['a', 'a'])
    expect(second.refract.attempts.map(({ cached }: { cached?: true }) => !!cached)).toEqual(well ? [false, true] : [false])
    expect(again.headers.get('x-portkey-cache-status')).toBe(well ? 'HIT' : 'MISS')
    await close()
  })
})

describe('a wait before a retry', () => {
  it.each<[why: string, headers: Record<string, string>, clocks: { total?: number }]>([
    ['of more than a minute', { 'retry-after': '61' }, {}],
    ['that ends after the deadline', { 'retry-after': '7' }, { total: 5_000 }],
  ])('%s is not begun: the next target is asked, or the caller told how long', async (_, headers, clocks) => {
    script = { status: 429, headers, body: '{}' }
    const { waits, route, target } = gatewayWith([a, b], clocks)
    const first = target('openai', { retry })
    const second = { ...first, custom_host: `${b.url}/v1` }
    const asking = { headers: { 'x-refract-receipt': '1' } }
    const alone = await route(first, asking)
    expect([alone.status, alone.headers.get('retry-after'), order((await jsonOf(alone)).refract)]).toEqual([
      429,
      headers['retry-after'],
      'a',
    ])
    const both = await route({ strategy: fallback, targets: [first, second] }, asking)
    expect([both.status, order((await jsonOf(both)).refract)]).toEqual([200, 'ab'])
    expect(waits).toEqual([])
  })

  const BREAKER = { cb_config: { failure_threshold: 2 } }
  const waiting: [string, Fault][] = [
    ['that the provider asked for', passes(503, { script: hint(503, { 'retry-after': '30' }) })],
    ['of our own', passes(503)],
    ['after what may be billed', billed(502, 'broke_off', { script: { body: [reset] } })],
    ['after a first event that is an error', passes(500, { stream: true, script: event({ type: 'server_error' }) })],
    ['after a first content that never came', FAULTS['the first content never comes']!],
  ]
  describe.each(waiting)('%s', (_, fault) => {
    it.each([
      'two retries',
      'a fallback with retries',
      'a load balance with retries',
      'a fallback of groups with inherited retries',
    ])('in %s, whose caller leaves, is the end of it', async name => {
      const { a: first, b: second, ask, gateway, shared, sent } = await worldOf(fault)
      timers.skip('nothing')
      const strategy = STRATEGIES[name]!
      const config = strategy.config({ ...first, ...BREAKER }, second, fault.status)
      const leave = new AbortController()
      const others = b.requests.length
      const answer = ask(config, { 'x-portkey-trace-id': 'left' }, leave.signal)
      await vi.waitFor(() => expect(timers.count('util/abort.ts')).toBe(1), SOON)
      leave.abort()
      const response = await answer
      expect([response.status, timers.open(), b.requests.length]).toEqual([499, [], others])
      expect(sent()!.length).toBeLessThanOrEqual(1)
      await Promise.all(sent()!.map(({ closed }) => closed))

      const spans = await spansOf(gateway, 'left')
      expect(spans).toMatchObject([{ status: 499, attempts: [{ path: expect.any(String), end: expect.any(String) }] }])
      expect([spans.length, spans[0].attempts.length]).toEqual([1, 1])
      // Its share of the retries is given back, and the breaker has counted one failure, not two.
      const again = Array.from({ length: 3 }, () => shared.budget.again(first as never))
      expect(again.every(Boolean)).toBe(true)
      for (const give of again) give?.()
      const alone = { ...first, ...BREAKER }
      const codes = []
      for (let time = 0; time < 2; time++) codes.push((await outcomeOf(await ask(alone), fault.stream)).error.code)
      expect(codes.map(code => code === 'circuit_open')).toEqual([false, true])
    })
  })
})

async function spansOf(gateway: ReturnType<typeof gatewayTo>['gateway'], id: string) {
  const incoming = requestOf(`/v1/traces/${id}`, { headers: { authorization: `Bearer ${CANARY}` } })
  const { spans } = await jsonOf(await gateway.traces(incoming, id))
  return spans
}
