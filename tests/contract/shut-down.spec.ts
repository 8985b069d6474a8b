import { expect, it } from 'vitest'
import { readEvents } from '@/lib/util/sse'
import { HELLO, WIRES } from '../support/gateway'
import { startServer, type TestServer } from '../support/server'
import { never, type Script, type Step, signal, standIn } from '../support/stand-in'

const { start, half, rest } = WIRES.anthropic
const streaming = (body: Step[]): Script => ({ headers: { 'content-type': 'text/event-stream' }, body })

/** A stream whose first event has come. */
async function begun(server: TestServer, upstream: { url: string }) {
  const response = await fetch(`${server.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer sk-test',
      'x-portkey-provider': 'anthropic',
      'x-portkey-custom-host': `${upstream.url}/v1`,
    },
    body: JSON.stringify({ ...HELLO, stream: true }),
  })
  const events = readEvents(response.body!)
  const first = await events.next()
  return { first: first.value!.data, rest: () => datasOf(events) }
}

async function datasOf(events: AsyncIterable<{ data: string }>): Promise<string[]> {
  const datas: string[] = []
  for await (const { data } of events) datas.push(data)
  return datas
}

const refused = async ({ url }: TestServer) => {
  for (;;) {
    const answered = await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    )
    if (!answered) return
  }
}

it('lets 50 streams complete after a signal, takes no new connection meanwhile, and ends with 0', async () => {
  const go = signal()
  await using upstream = await standIn(() => streaming([...start, ...half, go.promise, ...rest]))
  const server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host } })
  const streams = await Promise.all(Array.from({ length: 50 }, () => begun(server, upstream)))
  const code = server.stop()
  await refused(server)
  go.resolve()
  const ends = await Promise.all(streams.map(({ rest }) => rest()))
  for (const datas of ends) {
    expect(datas.join('')).toContain('answer.')
    expect(datas.at(-1)).toBe('[DONE]')
  }
  expect(await code).toBe(0)
})

it('ends a stream that takes longer than the grace with an error inside it', async () => {
  await using upstream = await standIn(() => streaming([...start, ...half, never]))
  const server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host, SHUTDOWN_GRACE: '0.1' } })
  const stream = await begun(server, upstream)
  const code = server.stop()
  const last = JSON.parse((await stream.rest()).at(-1)!)
  expect(last).toMatchObject({ choices: [{ finish_reason: 'error' }], error: { code: 'shutting_down' } })
  expect(await code).toBe(0)
})

it('serves in several processes, one of which may die', async () => {
  const server = await startServer({ env: { WORKERS: '2', SANDBOX_TOKENS_PER_SECOND: '0' } })
  const seen = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(server.logs())
      if (found) return found
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  const [, one] = await seen(/Processes: (\d+), (\d+)/)
  expect(server.logs()).toContain('the memory of each of 2 processes')
  process.kill(Number(one), 'SIGKILL')
  await seen(new RegExp(`process ${one} ended \\(SIGKILL\\); another takes its place`))
  for (let time = 0; time < 4; time++)
    expect((await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } })).status).toBe(200)
  expect(server.logs().match(/Refract is at/g)).toHaveLength(1)
  expect(await server.stop()).toBe(0)
  await expect(fetch(server.url)).rejects.toThrow()
})
