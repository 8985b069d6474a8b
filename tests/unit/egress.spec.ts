import { setImmediate } from 'node:timers/promises'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDoor, type Door } from '@/lib/egress/door'
import { EgressError } from '@/lib/egress/errors'
import { readAll } from '@/lib/egress/read-all'
import type { EgressAsk, EgressReply } from '@/lib/egress/types'
import { selfSigned } from '../support/certificate'
import { hostileUrls, resolveInside } from '../support/hostile-urls'
import { noInternet } from '../support/no-internet'
import { listen, rawServer } from '../support/raw-server'
import { cut, never, reset, signal, standIn } from '../support/stand-in'

const KEY = 'test-key-canary'
const many = (full: number) => Math.max(20, Math.round(full * Number(process.env.THOROUGH ?? 0.1)))

/** Names in this little world: `lan` ends lead to loopback, `public.test` to an address nobody answers at. */
const names: Record<string, () => string[]> = {
  'models.lan': () => ['127.0.0.1'],
  'evil.test': () => ['127.0.0.1'],
  'mixed.test': () => ['8.8.8.8', '127.0.0.1'],
  'public.test': () => ['8.8.8.8'],
  'empty.test': () => [],
  localhost: () => ['127.0.0.1'],
}
const resolve = async (name: string) =>
  names[name]?.() ?? Promise.reject(Object.assign(new Error(name), { code: name.startsWith('busy') ? 'EAI_AGAIN' : 'ENOTFOUND' }))

let door: Door
beforeEach(() => {
  door = createDoor({ resolve })
})
afterEach(() => door.close())

const ask = (url: string, more: Partial<EgressAsk> = {}): EgressAsk => ({
  url,
  headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
  body: '{}',
  signal: new AbortController().signal,
  clocks: { connect: 2_000, total: 20_000 },
  ...more,
})

/** Asks a server of this test, which is on the allow-list. */
const askOf = (server: { host: string }, more: Partial<EgressAsk> = {}) =>
  ask(`http://${server.host}/v1/chat/completions`, { allow: new Set([server.host]), ...more })

const text = (reply: EgressReply) => readAll(reply.body, 1e6)

/** The failure of a promise that must fail; none of them may hold the key. */
async function failure(promise: Promise<unknown>): Promise<EgressError> {
  const error = await promise.then(
    () => new Error('it went through'),
    error => error,
  )
  expect(error).toBeInstanceOf(EgressError)
  expect(error.message).not.toContain(KEY)
  return error
}

describe('where the door leads', () => {
  it('reaches an allowed private host over http by its name, and nothing else of it', async () => {
    await using server = await standIn({ body: 'hello' })
    const allow = new Set([`models.lan:${server.port}`])
    const reply = await door.send(ask(`http://models.lan:${server.port}/v1/x?y=%20#part`, { allow }))
    expect(await text(reply)).toBe('hello')
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/v1/x?y=%20' })
    expect(server.requests[0]!.headers.host).toBe(`models.lan:${server.port}`)
    await failure(door.send(ask(`http://models.lan:${server.port + 1}/`, { allow })))
    await failure(door.send(ask(`http://127.0.0.1:${server.port}/`, { allow })))
    expect(server.connections()).toBe(1)
  })

  it('speaks TLS with the name it was given, on an address it checked', async () => {
    const { key, cert } = selfSigned('models.lan')
    const names: (string | false)[] = []
    await using server = await listen(
      createTlsServer({ key, cert }),
      socket => {
        names.push((socket as TLSSocket).servername ?? false)
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi')
      },
      'secureConnection',
    )
    const url = `https://models.lan:${server.port}/`
    const allow = new Set([`models.lan:${server.port}`])
    const trusting = createDoor({ resolve, ca: cert })
    expect(await text(await trusting.send(ask(url, { allow })))).toBe('hi')
    await trusting.close()
    expect(names).toEqual(['models.lan'])
    expect(await failure(door.send(ask(url, { allow })))).toMatchObject({ kind: 'certificate', written: false })
  })

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '100.64.0.1',
    '168.63.129.16',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    '64:ff9b::7f00:1',
  ])('refuses a name that leads to %s, and that address itself', async address => {
    using world = noInternet()
    const error = await failure(createDoor({ resolve: async () => [address] }).send(ask('https://evil.test/v1')))
    expect(error).toMatchObject({ kind: 'refused-address', written: false })
    expect(error.message).toContain('ALLOWED_PRIVATE_HOSTS')
    expect(error.message).not.toContain(address)
    const literal = address.includes(':') ? `[${address}]` : address
    expect(await failure(door.send(ask(`https://${literal}/v1`)))).toMatchObject({ kind: 'refused-address' })
    expect(world.dialled).toEqual([])
  })

  it('refuses a name when only one of its addresses is private', async () => {
    using world = noInternet()
    expect(await failure(door.send(ask('https://mixed.test/')))).toMatchObject({ kind: 'refused-address' })
    expect(world.dialled).toEqual([])
  })

  it('looks a name up once for a connection, so that an answer that changes has nothing to change', async () => {
    using world = noInternet()
    await using listener = await rawServer()
    let lookups = 0
    const rebinding = createDoor({ resolve: async () => [lookups++ % 2 ? '127.0.0.1' : '8.8.8.8'] })
    for (let i = 1; i <= 20; i++) {
      await failure(rebinding.send(ask(`https://rebind.test:${listener.port}/`)))
      expect(lookups).toBe(i)
    }
    expect(new Set(world.dialled)).toEqual(new Set(['8.8.8.8']))
    expect(listener.connections()).toBe(0)
  })

  it('does not lend a connection made for the allow-list to an ask without it', async () => {
    await using server = await standIn()
    await text(await door.send(askOf(server)))
    await failure(door.send(askOf(server, { allow: new Set() })))
    await failure(door.send(askOf(server, { allow: new Set(), url: `https://${server.host}/` })))
    expect(server.requests.length).toBe(1)
  })

  it.each([
    ['not a url', 'not a URL'],
    ['//host/path', 'not a URL'],
    ['ftp://public.test/', 'ftp:'],
    ['file:///etc/passwd', 'file:'],
    ['javascript:alert(1)', 'javascript:'],
    ['http://public.test/', 'https'],
    ['https://user@public.test/', 'user name'],
    ['https://:secret@public.test/', 'user name'],
  ])('refuses %s and says why', async (url, says) => {
    const error = await failure(door.send(ask(url)))
    expect(error).toMatchObject({ kind: 'refused-address', written: false })
    expect(error.message).toContain(says)
    expect(error.message).not.toContain('secret')
  })

  it('never lets a made-up URL reach a listener on this machine', async () => {
    using _world = noInternet()
    await using listener = await rawServer(socket => socket.destroy())
    const inside = createDoor({ resolve: resolveInside })
    const allow = new Set(['localhost:1', `models.lan:${listener.port}`])
    await fc.assert(
      fc.asyncProperty(hostileUrls(listener.port), async url => {
        await failure(inside.send(ask(url, { allow })))
        expect(listener.connections()).toBe(0)
      }),
      { numRuns: many(5_000) },
    )
    // The listener would have seen one.
    await failure(door.send(ask(`https://127.0.0.1:${listener.port}/`, { allow: new Set([listener.host]) })))
    expect(listener.connections()).toBe(1)
  })
})

describe('what leaves', () => {
  it('sends the body as it is, and only the headers on the list', async () => {
    await using server = await standIn()
    const body = new Uint8Array([123, 0, 255, 125])
    const headers = {
      ...{
        Authorization: 'Bearer a',
        'Content-Type': 'application/json',
        accept: '*/*',
        'x-api-key': 'k',
        'api-key': 'k',
        'x-goog-api-key': 'k',
      },
      ...{
        'anthropic-version': '1',
        'anthropic-beta': 'b',
        'openai-organization': 'o',
        'x-amz-date': 'd',
        'x-title': 'forwarded',
      },
      ...{
        cookie: 'c=1',
        host: 'other',
        'content-length': '1',
        connection: 'upgrade',
        te: 'trailers',
        'proxy-authorization': 'p',
      },
      ...{
        'transfer-encoding': 'chunked',
        'x-forwarded-for': '1.2.3.4',
        'x-portkey-config': '{}',
        referer: 'r',
        origin: 'o',
        'accept-encoding': 'gzip',
      },
    }
    const forward = [
      'X-Title',
      'Cookie',
      'host',
      'connection',
      'content-length',
      'proxy-authorization',
      'x-portkey-config',
      'accept-encoding',
    ]
    await text(await door.send(askOf(server, { headers, forward, body })))
    const seen = server.requests[0]!
    expect(seen.body).toEqual(Buffer.from(body))
    expect(seen.headers).toEqual({
      ...{
        host: server.host,
        connection: 'keep-alive',
        'content-length': '4',
        'user-agent': 'refract',
        'accept-encoding': 'identity',
      },
      ...{
        authorization: 'Bearer a',
        'content-type': 'application/json',
        accept: '*/*',
        'x-api-key': 'k',
        'api-key': 'k',
        'x-goog-api-key': 'k',
      },
      ...{
        'anthropic-version': '1',
        'anthropic-beta': 'b',
        'openai-organization': 'o',
        'x-amz-date': 'd',
        'x-title': 'forwarded',
      },
    })
  })

  it.each(['key\r\nx-evil: 1', 'key\n', 'k\u0000ey', 'key\u2019'])(
    'refuses the header value %j and names the header alone',
    async value => {
      await using server = await standIn()
      const error = await failure(door.send(askOf(server, { headers: { 'x-api-key': `${KEY}${value}` } })))
      expect(error).toMatchObject({ kind: 'bad-header', written: false })
      expect(error.message).toContain('x-api-key')
      expect(server.connections()).toBe(0)
    },
  )

  it('follows no redirect and takes the key nowhere', async () => {
    await using other = await standIn()
    for (const status of [300, 301, 302, 303, 307, 308]) {
      await using server = await standIn({ status, headers: { location: `${other.url}/?k=${KEY}` } })
      const error = await failure(door.send(askOf(server, { allow: new Set([server.host, other.host]) })))
      expect(error).toMatchObject({ kind: 'redirect', written: true })
      expect(error.message).toContain(other.host)
    }
    expect(other.connections()).toBe(0)
  })

  it('reuses a connection for the next ask', async () => {
    await using server = await standIn({ body: 'ok' })
    for (let i = 0; i < 5; i++) {
      await text(await door.send(askOf(server)))
      // undici gives a server one turn to close a connection before it uses it again.
      await setImmediate()
    }
    expect(server.requests.length).toBe(5)
    expect(server.connections()).toBe(1)
  })

  it('shares its connections between two copies of the module', async () => {
    await using server = await standIn({ body: 'ok' })
    for (let i = 0; i < 2; i++) {
      vi.resetModules()
      const copy = await import('@/lib/egress')
      await text(await copy.send(askOf(server)))
      await setImmediate()
    }
    expect(server.connections()).toBe(1)
  })
})

describe('what comes back', () => {
  it('hands out status, headers and pieces as they come', async () => {
    const second = signal()
    await using server = await standIn({ status: 429, headers: { 'retry-after': '2' }, body: ['one', second.promise, 'two'] })
    const reply = await door.send(askOf(server))
    expect(reply.status).toBe(429)
    expect(reply.headers.get('retry-after')).toBe('2')
    expect(reply.marks.start).toBeLessThanOrEqual(reply.marks.sent)
    expect(reply.marks.sent).toBeLessThanOrEqual(reply.marks.headers)
    const pieces: string[] = []
    for await (const piece of reply.body) {
      pieces.push(Buffer.from(piece).toString())
      second.resolve()
    }
    expect(pieces).toEqual(['one', 'two'])
  })

  it('reads 204 and an empty 200 as nothing', async () => {
    await using server = await standIn([{ status: 204 }, { status: 200 }])
    expect(await text(await door.send(askOf(server)))).toBe('')
    expect(await text(await door.send(askOf(server, { method: 'GET', body: undefined })))).toBe('')
    expect(server.requests[1]!.method).toBe('GET')
  })

  it('keeps 30 kB of headers and refuses 40 kB', async () => {
    await using server = await standIn([
      { headers: { 'x-long': 'a'.repeat(30_000) } },
      { headers: { 'x-long': 'a'.repeat(40_000) } },
    ])
    expect((await door.send(askOf(server))).headers.get('x-long')).toHaveLength(30_000)
    expect(await failure(door.send(askOf(server)))).toMatchObject({ kind: 'too-large' })
    await server.requests[1]!.closed
  })

  it('stops reading a body past its limit, and closes the connection', async () => {
    await using server = await standIn({ body: endless() })
    expect(await failure(door.send(askOf(server)).then(reply => readAll(reply.body, 200_000)))).toMatchObject({
      kind: 'too-large',
    })
    expect(await server.requests[0]!.closed).toBe(false)
  })

  it('reads the beginning of an error body and lets the rest go', async () => {
    await using server = await standIn({ status: 500, body: endless() })
    const reply = await door.send(askOf(server))
    expect(await readAll(reply.body, 1_000, { cut: true })).toBe('a'.repeat(1_000))
    expect(await server.requests[0]!.closed).toBe(false)
  })

  it('ends a stream at 64 MB', async () => {
    await using server = await standIn({ body: endless(1 << 20) })
    expect(await failure(drain(await door.send(askOf(server))))).toMatchObject({ kind: 'too-large' })
  })

  it('refuses a compressed answer', async () => {
    await using server = await standIn({ headers: { 'content-encoding': 'gzip' }, body: 'x' })
    expect(await failure(door.send(askOf(server)))).toMatchObject({ kind: 'encoding', written: true })
  })

  it.each([
    ['reset', reset],
    ['closed', cut],
  ] as const)('hands out what came before a connection was %s, then fails', async (_, end) => {
    const read = signal()
    await using server = await standIn({ body: ['part', read.promise, end] })
    const reply = await door.send(askOf(server))
    let got = ''
    const error = await failure(
      (async () => {
        for await (const piece of reply.body) {
          got += Buffer.from(piece).toString()
          read.resolve()
        }
      })(),
    )
    expect(got).toBe('part')
    expect(error).toMatchObject({ kind: 'reset', written: true })
  })

  it('takes a body shorter than it was said to be for broken off', async () => {
    await using server = await rawServer(socket =>
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort')),
    )
    expect(await failure(door.send(askOf(server)).then(text))).toMatchObject({ kind: 'reset' })
  })

  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'protocol'],
    ['HTTP/1.1 200 OK\r\nbad header line\r\n\r\n', 'protocol'],
    ['HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000), 'protocol'],
  ])('fails on %j', async (answer, kind) => {
    await using server = await rawServer(socket => socket.on('data', () => socket.write(answer)))
    expect(await failure(door.send(askOf(server)))).toMatchObject({ kind })
    await server.closed(0)
  })

  it('survives header bytes that are no text', async () => {
    await using server = await rawServer(socket =>
      socket.on('data', () =>
        socket.end(Buffer.from('HTTP/1.1 200 OK\r\nx-odd: \xff\xfe\r\ncontent-length: 0\r\n\r\n', 'latin1')),
      ),
    )
    expect((await door.send(askOf(server))).headers.get('x-odd')).toBe('ÿþ')
  })
})

describe('when nothing comes', () => {
  it('knows a name that does not exist from one that cannot be looked up', async () => {
    expect(await failure(door.send(ask('https://nowhere.test/')))).toMatchObject({ kind: 'unknown-host', written: false })
    expect(await failure(door.send(ask('https://empty.test/')))).toMatchObject({ kind: 'unknown-host', written: false })
    expect(await failure(door.send(ask('https://busy.test/')))).toMatchObject({ kind: 'dns', written: false })
  })

  it('says that nothing listens', async () => {
    const server = await standIn()
    await server.close()
    expect(await failure(door.send(askOf(server)))).toMatchObject({ kind: 'refused', written: false })
  })

  it('stops waiting for a handshake', async () => {
    await using server = await rawServer()
    const error = await failure(door.send(askOf(server, { url: `https://${server.host}/`, clocks: { connect: 30 } })))
    expect(error).toMatchObject({ kind: 'connect-timeout', written: false })
    await server.closed(0)
  })

  it('stops waiting for a name', async () => {
    const slow = createDoor({ resolve: () => new Promise(() => {}) })
    expect(await failure(slow.send(ask('https://slow.test/', { clocks: { connect: 30 } })))).toMatchObject({
      kind: 'connect-timeout',
    })
  })

  it('knows that a handshake that broke off carried no request', async () => {
    await using server = await rawServer(socket => socket.on('data', () => socket.resetAndDestroy()))
    const error = await failure(door.send(askOf(server, { url: `https://${server.host}/` })))
    expect(error).toMatchObject({ kind: 'reset-before-write', written: false })
  })

  it('knows that a request may have been read when its connection is reset', async () => {
    await using server = await standIn({ body: [reset] })
    expect(await failure(door.send(askOf(server)))).toMatchObject({ kind: 'reset', written: true })
  })

  it('closes the connection when the total time is over, before and after the headers', async () => {
    await using server = await standIn([{ body: [never] }, { body: ['begun', never] }])
    expect(await failure(door.send(askOf(server, { clocks: { total: 30 } })))).toMatchObject({ kind: 'timeout', written: true })
    const reply = await door.send(askOf(server, { clocks: { total: 200 } }))
    expect(await failure(drain(reply))).toMatchObject({ kind: 'timeout' })
    for (const seen of server.requests) expect(await seen.closed).toBe(false)
  })

  it('is not held by headers that come drop by drop', async () => {
    await using server = await rawServer(socket => socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nx-a: b\r\nx-slo')))
    expect(await failure(door.send(askOf(server, { clocks: { total: 50 } })))).toMatchObject({ kind: 'timeout' })
    await server.closed(0)
  })
})

describe('when the caller leaves', () => {
  it('connects to nobody for an ask that was given up before', async () => {
    await using server = await standIn()
    expect(await failure(door.send(askOf(server, { signal: AbortSignal.abort() })))).toMatchObject({
      kind: 'aborted',
      written: false,
    })
    expect(server.connections()).toBe(0)
  })

  it('stops at once while the name is looked up, and writes nothing when it is found', async () => {
    await using server = await standIn()
    const found = signal<string[]>()
    const asked = signal()
    const slow = createDoor({
      resolve: () => {
        asked.resolve()
        return found.promise
      },
    })
    const caller = new AbortController()
    const allow = new Set([`models.lan:${server.port}`])
    const sending = failure(slow.send(ask(`http://models.lan:${server.port}/`, { allow, signal: caller.signal })))
    await asked.promise
    caller.abort()
    expect(await sending).toMatchObject({ kind: 'aborted', written: false })
    found.resolve(['127.0.0.1'])
    await text(await slow.send(ask(`http://models.lan:${server.port}/second`, { allow })))
    expect(server.requests.map(({ url }) => url)).toEqual(['/second'])
    await slow.close()
  })

  it('closes the connection while it waits for the first byte', async () => {
    await using server = await standIn({ body: [never] })
    const caller = new AbortController()
    const sending = failure(door.send(askOf(server, { signal: caller.signal })))
    const seen = await server.request(0)
    caller.abort()
    expect(await sending).toMatchObject({ kind: 'aborted', written: true })
    expect(await seen.closed).toBe(false)
  })

  it('closes the connection in the middle of a stream, and drops what was not read', async () => {
    await using server = await standIn({ body: ['one', never] })
    const caller = new AbortController()
    const reply = await door.send(askOf(server, { signal: caller.signal }))
    caller.abort()
    expect(await failure(drain(reply))).toMatchObject({ kind: 'aborted' })
    expect(await server.requests[0]!.closed).toBe(false)
  })

  it('closes the connection when the reader leaves its loop, or cancels', async () => {
    await using server = await standIn({ body: ['one', never] })
    for await (const _ of (await door.send(askOf(server))).body) break
    expect(await server.requests[0]!.closed).toBe(false)
    const reply = await door.send(askOf(server))
    const reading = drain(reply)
    await reply.body.cancel()
    await reading
    expect(await server.requests[1]!.closed).toBe(false)
  })

  it('reads no faster than it is read', async () => {
    let written = 0
    const body = (async function* () {
      for (; written < 64; written++) yield 'a'.repeat(1 << 20)
    })()
    await using server = await standIn({ body })
    const reply = await door.send(askOf(server))
    // The other asks show that the server had every chance to write on.
    await using neighbour = await standIn({ body: 'a'.repeat(1 << 20) })
    for (let i = 0; i < 50; i++) await drain(await door.send(askOf(neighbour)))
    expect(written).toBeLessThan(32)
    await reply.body.cancel()
    expect(await server.requests[0]!.closed).toBe(false)
  })

  it('leaves no request open after a thousand aborts at any moment', async () => {
    await using server = await standIn({ body: ['one', 'two', never] })
    const count = many(1_000)
    const one = async (index: number) => {
      const caller = new AbortController()
      const sending = door.send(askOf(server, { signal: caller.signal, url: `${server.url}/${index}` }))
      // One in ten while it connects, the others once the provider has it: waiting for headers, or reading.
      if (index % 10 === 0) caller.abort()
      else if (index % 10 < 5) void arrival(index).then(() => caller.abort())
      const reply = await sending
      caller.abort()
      await drain(reply)
    }
    const arrival = async (index: number) => {
      for (let i = 0; ; i++) if ((await server.request(i)).url === `/${index}`) return
    }
    for (let i = 0; i < count; i += 20) {
      const errors = await Promise.all(Array.from({ length: 20 }, (_, j) => failure(one(i + j))))
      expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['aborted']))
    }
    expect(server.requests.length).toBeGreaterThanOrEqual(count * 0.7)
    expect(await Promise.all(server.requests.map(({ closed }) => closed))).not.toContain(true)
  })
})

async function drain(reply: EgressReply): Promise<void> {
  for await (const _ of reply.body) {
    // Only the end matters.
  }
}

async function* endless(size = 10_000) {
  const piece = 'a'.repeat(size)
  for (;;) yield piece
}
