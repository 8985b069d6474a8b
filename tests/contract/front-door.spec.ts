import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HELLO, streaming, WIRES } from '../support/gateway'
import { startServer, type TestServer } from '../support/server'
import { type StandIn, standIn } from '../support/stand-in'

let upstream: StandIn
let server: TestServer
/** Bytes that were taken of each endless stream. */
const taken: number[] = []

const event = (text: string) =>
  `data: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })}\n\n`

function* endless(index: number) {
  yield* [...WIRES.anthropic.start, ...WIRES.anthropic.half]
  const piece = event('x'.repeat(64_000))
  for (let bytes = 0; bytes < 50_000_000; bytes += piece.length) {
    taken[index] = bytes
    yield piece
  }
}

beforeAll(async () => {
  upstream = await standIn((_, index) => ({ ...streaming([]), body: endless(index) }))
  server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host, SANDBOX_TOKENS_PER_SECOND: '0' } })
})
afterAll(async () => {
  await server.stop()
  await upstream.close()
})

/** What comes back for these bytes, until the connection ends. */
async function raw(bytes: string): Promise<{ head: string; body: any }> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', piece => (text += piece))
  socket.write(bytes)
  await once(socket, 'close')
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { head, body: JSON.parse(body) }
}

it.each([
  ['no request of HTTP', 'nonsense\r\n\r\n', 400],
  ['a header without a name', 'GET /healthz HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n', 400],
  ['two lengths', 'POST /v1/explain HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
  ['headers of 70 kB', `GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${'y'.repeat(70_000)}\r\n\r\n`, 431],
])('answers %s as it answers everything that is wrong', async (_, bytes, status) => {
  const { head, body } = await raw(bytes)
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(body).toMatchObject({ error: { type: 'invalid_request_error', message: expect.any(String) }, status: 'failure' })
})

const prompt = JSON.stringify({ model: 'sandbox/openai', max_tokens: 3, messages: [{ role: 'user', content: 'Hi' }] })
const JSON_TYPE = { 'content-type': 'application/json' }

it('takes a body after 100 Continue, and one that comes in pieces', async () => {
  const sending = request(`${server.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { ...JSON_TYPE, expect: '100-continue', 'content-length': Buffer.byteLength(prompt) },
  })
  sending.flushHeaders()
  await once(sending, 'continue')
  sending.write(prompt.slice(0, 10))
  sending.end(prompt.slice(10))
  const [reply] = await once(sending, 'response')
  reply.resume()
  expect(reply.statusCode).toBe(200)
})

it('says that a body is too large, whether its length was told or not', async () => {
  const body = `{"a":"${'x'.repeat(20_000_001)}"}`
  const whole = await fetch(`${server.url}/v1/explain`, { method: 'POST', headers: JSON_TYPE, body })
  expect([whole.status, (await whole.json()).error.code]).toEqual([413, 'request_too_large'])
  const sending = request(`${server.url}/v1/explain`, { method: 'POST', headers: JSON_TYPE })
  sending.end(body)
  const [reply] = await once(sending, 'response')
  reply.resume()
  expect(reply.statusCode).toBe(413)
})

it('goes on when a caller leaves in the middle of a body', async () => {
  const sending = request(`${server.url}/v1/explain`, { method: 'POST', headers: { ...JSON_TYPE, 'content-length': 100 } })
  sending.on('error', () => {})
  sending.write('{"model"')
  await once(sending, 'socket')
  sending.destroy()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

it('takes no more of a provider than its caller takes of it', async () => {
  const headers = {
    ...JSON_TYPE,
    authorization: 'Bearer sk-test',
    'x-portkey-provider': 'anthropic',
    'x-portkey-custom-host': `${upstream.url}/v1`,
  }
  const callers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const sending = request(`${server.url}/v1/chat/completions`, { method: 'POST', headers })
      sending.on('error', () => {})
      sending.end(JSON.stringify({ ...HELLO, stream: true }))
      // Its headers are read, and nothing else.
      const [reply] = await once(sending, 'response')
      reply.pause()
      return sending
    }),
  )
  let before = -1
  for (let now = sum(); now > before; now = sum()) {
    before = now
    await new Promise(resolve => setTimeout(resolve, 300))
  }
  // What two connections of this machine hold, and a little.
  for (const bytes of taken) expect(bytes).toBeLessThan(25_000_000)
  for (const caller of callers) caller.destroy()
  for (const { closed } of upstream.requests) expect(await closed).toBe(false)
})

const sum = () => taken.reduce((all, bytes) => all + bytes, 0)
