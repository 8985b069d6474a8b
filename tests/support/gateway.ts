import { expect } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { type Clocks, clocksOf } from '@/lib/gateway/clocks'
import type { Services } from '@/lib/gateway/services'
import { createShared } from '@/lib/gateway/shared'
import type { Attempt, Call } from '@/lib/routing/types'
import { memoryStore } from '@/lib/store'
import { readEvents } from '@/lib/util/sse'
import { collect } from './collect'
import type { Script, Step } from './stand-in'

/** In the shape of a vendor's; no test may find it anywhere but at the provider it was sent to. */
export const CANARY = 'sk-canary-0123456789abcdefghijWXYZ'

export const HELLO = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }

export interface Asking {
  body?: object | string
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** Everything that left a gateway made here: answers and logs. Searched for the canary. */
export const left: string[] = []
for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const) {
  const original = console[name]
  console[name] = (...args: unknown[]) => {
    left.push(args.map(String).join(' '))
    original(...args)
  }
}

/** No answer and no log holds one of these, plain or encoded. To be called when all tests of a file are over. */
export function nothingHolds(...secrets: string[]): void {
  expect(left.length).toBeGreaterThan(0)
  for (const text of left) {
    for (const secret of secrets) {
      // Base64 looks alike wherever it begins but for its first and last letters.
      const encoded = [0, 1, 2].map(at => btoa(secret.slice(at)).slice(4, -4))
      for (const form of [secret, encodeURIComponent(secret), ...encoded]) expect(text).not.toContain(form)
    }
  }
}

/** Header values are bytes; JSON can say everything in ASCII. */
export const ascii = (value: unknown) =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export function requestOf(path: string, { body = HELLO, headers = {}, signal }: Asking = {}): Request {
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  })
}

interface World extends Partial<Omit<Services, 'clocks'>> {
  clocks?: Partial<Clocks>
}

/** A gateway that may reach one stand-in, asked as by HTTP. */
export function gatewayTo({ host, url }: { host: string; url: string }, { env, clocks, ...services }: World = {}) {
  const gateway = createGateway({
    env: { ALLOWED_PRIVATE_HOSTS: host, SANDBOX_TOKENS_PER_SECOND: '0', ...env },
    clocks: { ...clocksOf({}), ...clocks },
    random: () => 0,
    shared: createShared(services.monotonic ?? (() => performance.now()), memoryStore()),
    ...services,
  })
  const keyed = (provider: string) => ({
    authorization: `Bearer ${CANARY}`,
    'x-portkey-provider': provider,
    'x-portkey-custom-host': `${url}/v1`,
  })
  return {
    gateway,
    /** The provider at the stand-in, with the canary as its key. */
    ask: (provider: string, { headers, ...asking }: Asking = {}) =>
      gateway.chatCompletions(requestOf('/v1/chat/completions', { headers: { ...keyed(provider), ...headers }, ...asking })),
    /** By a config whose targets are at the stand-in. */
    route: (config: object, { headers, ...asking }: Asking = {}) =>
      gateway.chatCompletions(
        requestOf('/v1/chat/completions', { headers: { 'x-portkey-config': ascii(config), ...headers }, ...asking }),
      ),
    target: (provider: string, more: object = {}) => ({ provider, api_key: CANARY, custom_host: `${url}/v1`, ...more }),
  }
}

/** The whole answer, which is searched for the canary with its headers. */
export async function textOf(response: Response): Promise<string> {
  const text = await response.text()
  left.push(text, JSON.stringify([...response.headers]))
  return text
}

export async function jsonOf(response: Response): Promise<any> {
  return JSON.parse(await textOf(response))
}

/** The events of a stream as far as it came. */
export async function eventsOf(response: Response): Promise<{ event?: string; data: string }[]> {
  const text = await textOf(response)
  return collect(readEvents(new Response(text).body!))
}

export const said = (events: { event?: string; data: string }[], choice = 0): string =>
  events
    .filter(({ event, data }) => !event && data !== '[DONE]')
    .flatMap(({ data }) => JSON.parse(data).choices ?? [])
    .filter(({ index }) => index === choice)
    .map(({ delta }) => delta.content ?? '')
    .join('')

/** A call as the gateway makes it, for the parts of the gateway alone. */
export function callOf(request: object = {}, more: Partial<Call> = {}): Call {
  const body = { ...HELLO, ...request }
  return {
    id: 'id',
    traceId: 'trace',
    request: body as Call['request'],
    source: { text: JSON.stringify(body), parsed: body },
    metadata: {},
    span: { id: 'span' },
    cache: { refresh: false, off: false },
    pathname: '/v1/chat/completions',
    unsupported: 'emulate',
    extras: false,
    frames: false,
    forwarded: {},
    signal: new AbortController().signal,
    attempts: [],
    files: new Map(),
    notes: [],
    startedAt: 0,
    deadline: Number.POSITIVE_INFINITY,
    ...more,
  }
}

export const attemptOf = (more: Partial<Attempt> = {}): Attempt => ({
  path: 'config',
  provider: 'openai',
  asTools: false,
  model: 'm',
  status: 200,
  ms: 0,
  url: '',
  headers: {},
  body: null,
  notes: [],
  marks: { start: 0 },
  ...more,
})

export const streaming = (body: Step[]): Script => ({ headers: { 'content-type': 'text/event-stream' }, body })
export const answering = (value: unknown, more: Script = {}): Script => ({
  ...more,
  headers: { 'content-type': 'application/json', ...more.headers },
  body: JSON.stringify(value),
})

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const event = (type: string, data: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`

/** The same answer, "Half an answer.", on both wires, as the provider writes it. */
export const WIRES = {
  openai: {
    start: [chunk({ role: 'assistant', content: '' })],
    half: [chunk({ content: 'Half an' })],
    rest: [chunk({ content: ' answer.' }), chunk({}, 'stop'), 'data: [DONE]\n\n'],
    error: (message: string) => `data: ${JSON.stringify({ error: { message, type: 'server_error', code: 'fire' } })}\n\n`,
    whole: {
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Half an answer.', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
    },
  },
  anthropic: {
    start: [
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
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ],
    half: [event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'Half an' } })],
    rest: [
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: ' answer.' } }),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } }),
      event('message_stop', {}),
    ],
    error: (message: string) => event('error', { error: { type: 'overloaded_error', message } }),
    whole: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [{ type: 'text', text: 'Half an answer.' }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 3, output_tokens: 5 },
    },
  },
}
export type WireName = keyof typeof WIRES
