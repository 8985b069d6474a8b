import { afterAll, describe, expect, it } from 'vitest'
import type { Note } from '@/lib/chat/types'
import { EgressError } from '@/lib/egress'
import { createDoor } from '@/lib/egress/door'
import { createGateway } from '@/lib/gateway'
import { doorTo } from '../support/door'
import { ascii, CANARY, HELLO, jsonOf, nothingHolds, requestOf } from '../support/gateway'
import { signal, standIn } from '../support/stand-in'

afterAll(() => nothingHolds(CANARY))

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const URL_A = 'https://images.example/a.png?size=1'
const PATH = 'messages[0].content[0].image_url.url'

const image = (url: string) => ({ type: 'image_url', image_url: { url } })
const asking = (content: object[]) => ({
  messages: [{ role: 'user', content: [...content, { type: 'text', text: 'What is it?' }] }],
})

const GEMINI_REPLY = { candidates: [{ content: { role: 'model', parts: [{ text: 'A dot.' }] }, finishReason: 'STOP' }] }
const CLAUDE_REPLY = { type: 'message', id: 'm', content: [{ type: 'text', text: 'A dot.' }], stop_reason: 'end_turn' }
const CONVERSE_REPLY = { output: { message: { role: 'assistant', content: [{ text: 'A dot.' }] } }, stopReason: 'end_turn' }
const OPENAI_REPLY = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'A dot.' }, finish_reason: 'stop' }],
}

function replyOf({ host, pathname }: URL) {
  if (pathname.includes('/publishers/anthropic/') || host === 'api.anthropic.com' || pathname.endsWith('/invoke'))
    return CLAUDE_REPLY
  if (host.includes('bedrock')) return CONVERSE_REPLY
  return host.includes('googleapis') ? GEMINI_REPLY : OPENAI_REPLY
}

type Images = (url: string) => Response | Promise<Response>
const png = () => new Response(PNG, { headers: { 'content-type': 'image/png' } })

/** A gateway whose way out leads to images and to providers. */
function world(images: Images = png) {
  const door = doorTo((request, { url }) =>
    url.includes('.example/') ? images(request.url) : Response.json(replyOf(new URL(request.url))),
  )
  const gateway = createGateway({ env: {}, egress: door.egress, random: () => 0 })
  const headers = { authorization: `Bearer ${CANARY}`, 'x-portkey-vertex-project-id': 'p', 'x-refract-receipt': '1' }
  const ask = (body: object, more: Record<string, string> = {}, leave?: AbortSignal) =>
    gateway.chatCompletions(
      requestOf('/v1/chat/completions', { body: { ...HELLO, ...body }, headers: { ...headers, ...more }, signal: leave }),
    )
  const fetches = () => door.asks.filter(({ method }) => method === 'GET')
  const bodies = () => door.asks.filter(({ method }) => method !== 'GET').map(({ body }) => JSON.parse(String(body)))
  return { ask, fetches, bodies, gateway }
}

const DATA = PNG.toString('base64')
const IN_ANTHROPIC = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: DATA } }
const IN_CONVERSE = { image: { format: 'png', source: { bytes: DATA } } }
const IN_GEMINI = { inlineData: { mimeType: 'image/png', data: DATA } }
const IN_OPENAI = image(`data:image/png;base64,${DATA}`)

describe('an image by its address', () => {
  it.each<[string, (body: any) => unknown, object]>([
    ['gemini/gemini-2.5-flash', body => body.contents[0].parts[0], IN_GEMINI],
    ['vertex/gemini-2.5-flash', body => body.contents[0].parts[0], IN_GEMINI],
    ['vertex/claude-sonnet-4-5', body => body.messages[0].content[0], IN_ANTHROPIC],
    ['bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0', body => body.messages[0].content[0], IN_CONVERSE],
    ['bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0', body => body.messages[0].content[0], IN_ANTHROPIC],
    ['moonshot/kimi-k2.5', body => body.messages[0].content[0], IN_OPENAI],
  ])('is fetched and inlined for %s, and the note says so', async (model, found, part) => {
    const { ask, fetches, bodies } = world()
    const response = await ask({ model, ...asking([image(URL_A)]) })
    const { choices, refract } = await jsonOf(response)
    expect(choices[0].message.content).toBe('A dot.')
    expect(fetches()).toMatchObject([{ url: URL_A, headers: { accept: 'image/*' } }])
    expect(found(bodies()[0])).toEqual(part)
    const notes: Note[] = refract.attempts[0].notes
    expect(notes).toContainEqual({
      param: PATH,
      action: 'changed',
      from: URL_A,
      to: 'image/png, 70 bytes',
      why: expect.stringMatching(/ does not fetch images: this one is fetched here and sent inside the request\.$/),
    })
  })

  it.each(['openai/gpt-4o', 'anthropic/claude-sonnet-4-5'])('goes as it is to %s', async model => {
    const { ask, fetches, bodies } = world()
    expect((await ask({ model, ...asking([image(URL_A)]) })).status).toBe(200)
    expect(fetches()).toEqual([])
    expect(JSON.stringify(bodies()[0])).toContain(URL_A)
  })

  it('that Google itself holds is not fetched', async () => {
    const { ask, fetches, bodies } = world()
    const uri = 'https://generativelanguage.googleapis.com/v1beta/files/abc'
    await ask({ model: 'gemini/gemini-2.5-flash', ...asking([image(uri)]) })
    expect(fetches()).toEqual([])
    expect(bodies()[0].contents[0].parts[0]).toEqual({ fileData: { fileUri: uri } })
  })

  it('is not fetched to explain what will be sent, which says that it will be', async () => {
    const { gateway, fetches } = world()
    const body = { ...HELLO, model: 'gemini/gemini-2.5-flash', ...asking([image(URL_A)]) }
    const { targets } = await jsonOf(await gateway.explain(requestOf('/v1/explain', { body })))
    expect(fetches()).toEqual([])
    expect(targets[0].body.contents[0].parts[0]).toEqual({
      inlineData: { mimeType: 'image/png', data: 'fetchedWhenTheRequestIsSent+' },
    })
    expect(targets[0].notes).toContainEqual(expect.objectContaining({ param: PATH, action: 'changed', from: URL_A }))
  })

  it('is not fetched where the policy refuses what would change', async () => {
    const { ask, fetches } = world()
    const response = await ask(
      { model: 'gemini/gemini-2.5-flash', ...asking([image(URL_A)]) },
      { 'x-refract-unsupported': 'error' },
    )
    expect((await jsonOf(response)).error).toMatchObject({ param: PATH, code: 'unsupported_parameter' })
    expect(fetches()).toEqual([])
  })

  it('is not fetched for a model that cannot see', async () => {
    const { ask, fetches } = world()
    const response = await ask({ model: 'bedrock/openai.gpt-oss-20b-1:0', ...asking([image(URL_A)]) })
    expect((await jsonOf(response)).error).toMatchObject({ param: 'messages[0].content[0]', code: 'unsupported_content' })
    expect(fetches()).toEqual([])
  })
})

describe('several images', () => {
  it('are fetched four at a time', async () => {
    const gates = Array.from({ length: 6 }, () => signal())
    let under = 0
    let most = 0
    const { ask, fetches } = world(async url => {
      most = Math.max(most, ++under)
      await gates[Number(/(\d)\.png/.exec(url)![1])]!.promise
      under--
      return png()
    })
    const answer = ask({
      model: 'gemini/gemini-2.5-flash',
      ...asking(gates.map((_, index) => image(`https://images.example/${index}.png`))),
    })
    for (const gate of gates) {
      gate.resolve()
      await new Promise(resolve => setImmediate(resolve))
    }
    expect((await answer).status).toBe(200)
    expect([most, fetches().length]).toEqual([4, 6])
  })

  it('at one address are fetched once in a call, whichever targets and choices want them', async () => {
    let fails = true
    const door = doorTo(({ method, url }) => {
      if (method === 'GET') return png()
      if (!fails) return Response.json(replyOf(new URL(url)))
      fails = false
      return Response.json({ error: { message: 'Later.', status: 'UNAVAILABLE' } }, { status: 503 })
    })
    const gateway = createGateway({ env: {}, egress: door.egress, random: () => 0 })
    const target = { api_key: CANARY }
    const config = {
      strategy: { mode: 'fallback' },
      targets: [
        { ...target, provider: 'gemini', override_params: { model: 'gemini-3.5-flash' } },
        { ...target, provider: 'bedrock', override_params: { model: 'us.amazon.nova-pro-v1:0' } },
      ],
    }
    const body = { ...HELLO, n: 3, ...asking([image(URL_A), image(URL_A)]) }
    const headers = { 'x-portkey-config': ascii(config) }
    const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers }))
    expect((await jsonOf(response)).choices).toHaveLength(3)
    expect(door.asks.filter(({ method }) => method === 'GET')).toHaveLength(1)
  })

  it('at two addresses are two answers in the cache', async () => {
    const { ask, bodies } = world()
    const config = { provider: 'gemini', cache: { mode: 'simple' }, override_params: { model: 'gemini-2.5-flash' } }
    const headers = { 'x-portkey-config': ascii(config) }
    for (const name of ['a', 'b', 'a']) {
      await (await ask(asking([image(`https://images.example/${name}.png`)]), headers)).text()
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(bodies()).toHaveLength(2)
  })

  it('are twenty at most', async () => {
    const { ask, fetches } = world()
    const many = Array.from({ length: 21 }, (_, index) => image(`https://images.example/${index}.png`))
    const response = await ask({ model: 'gemini/gemini-2.5-flash', ...asking(many) })
    expect((await jsonOf(response)).error).toMatchObject({
      param: 'messages[0].content[20].image_url.url',
      code: 'file_not_fetched',
    })
    expect(fetches()).toEqual([])
  })

  it('are 50 MB together at most', async () => {
    const big = Buffer.concat([PNG, Buffer.alloc(19 * 1024 * 1024)])
    const { ask } = world(() => new Response(big))
    const three = ['a', 'b', 'c'].map(name => image(`https://images.example/${name}.png`))
    const response = await ask({ model: 'gemini/gemini-2.5-flash', ...asking(three) })
    expect((await jsonOf(response)).error.message).toMatch(/makes more than 50 MB together/)
  })
})

describe('what is not fetched is refused by its path', () => {
  it.each<[what: string, images: Images, message: RegExp]>([
    ['that is not there', () => new Response('', { status: 404 }), /its server answered 404/],
    [
      'that is a page',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      /is not the address of an image/,
    ],
    [
      'with nothing in it',
      () => new Response('', { headers: { 'content-type': 'image/png' } }),
      /is not the address of an image/,
    ],
    ['of more than 20 MB', () => new Response(Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)])), /is larger than 20 MB/],
    [
      'whose server is unknown',
      () => {
        throw new EgressError('unknown-host', 'images.example is not a known host name')
      },
      /images\.example is not a known host name/,
    ],
  ])('%s', async (_, images, message) => {
    const { ask, bodies } = world(images)
    const response = await ask({ model: 'gemini/gemini-2.5-flash', ...asking([image(URL_A)]) })
    const { error } = await jsonOf(response)
    expect([response.status, error.param, error.code]).toEqual([400, PATH, 'file_not_fetched'])
    expect(error.message).toMatch(message)
    expect(bodies()).toEqual([])
  })

  it('of a type Anthropic does not take', async () => {
    const { ask, bodies } = world(() => new Response('BM', { headers: { 'content-type': 'image/bmp' } }))
    const response = await ask({ model: 'vertex/claude-sonnet-4-5', ...asking([image(URL_A)]) })
    expect((await jsonOf(response)).error).toMatchObject({ param: PATH, code: 'unsupported_content' })
    expect(bodies()).toEqual([])
  })

  it('and another target is asked, which fetches by itself', async () => {
    const { ask } = world(() => new Response('', { status: 403 }))
    const target = { api_key: CANARY }
    const config = {
      strategy: { mode: 'fallback' },
      targets: [
        { ...target, provider: 'gemini', override_params: { model: 'gemini-2.5-flash' } },
        { ...target, provider: 'openai', override_params: { model: 'gpt-4o' } },
      ],
    }
    const response = await ask(asking([image(URL_A)]), { 'x-portkey-config': ascii(config) })
    expect(response.status).toBe(200)
    expect((await jsonOf(response)).refract.chosen).toBe(1)
  })

  it('when its caller leaves, whose fetch ends with it', async () => {
    const leave = new AbortController()
    const arrived = signal()
    const { ask, fetches } = world(async () => {
      arrived.resolve()
      await new Promise(() => {})
      return png()
    })
    const response = ask({ model: 'gemini/gemini-2.5-flash', ...asking([image(URL_A)]) }, {}, leave.signal)
    await arrived.promise
    leave.abort()
    expect((await response).status).toBe(499)
    expect(fetches()[0]!.signal.aborted).toBe(true)
  })
})

describe('an address that leads inside', () => {
  it.each([
    (port: number) => `https://127.0.0.1:${port}/a.png`,
    (port: number) => `http://127.0.0.1:${port}/a.png`,
    (port: number) => `https://[::ffff:127.0.0.1]:${port}/a.png`,
    (port: number) => `https://inside.example:${port}/a.png`,
    (port: number) => `https://user:secret@inside.example:${port}/a.png`,
    () => 'https://169.254.169.254/latest/meta-data/',
  ])('%# is never connected to, even where providers may be', async urlAt => {
    await using inside = await standIn({ headers: { 'content-type': 'image/png' }, body: PNG })
    const door = createDoor({ resolve: async () => ['127.0.0.1'] })
    const env = { ALLOWED_PRIVATE_HOSTS: `${inside.host},inside.example:${inside.port}`, REFRACT_LISTEN: '127.0.0.1' }
    const gateway = createGateway({ env, egress: door.send })
    const body = { ...HELLO, model: 'gemini/gemini-2.5-flash', ...asking([image(urlAt(inside.port))]) }
    const headers = { authorization: `Bearer ${CANARY}` }
    const response = await gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers }))
    expect((await jsonOf(response)).error).toMatchObject({
      param: PATH,
      message: `${PATH}: the image must be a public https: address.`,
    })
    expect(inside.connections()).toBe(0)
    await door.close()
  })
})

describe('a PDF by its address', () => {
  const PDF = Buffer.from('%PDF-1.4 nothing')
  const file = { type: 'file', file: { filename: 'a.pdf', file_data: 'https://files.example/a.pdf' } }
  const serve = () => new Response(PDF, { headers: { 'content-type': 'application/octet-stream' } })

  it.each<[string, (body: any) => unknown, object]>([
    [
      'gemini/gemini-2.5-flash',
      body => body.contents[0].parts[0],
      { inlineData: { mimeType: 'application/pdf', data: PDF.toString('base64') } },
    ],
    [
      'bedrock/us.amazon.nova-pro-v1:0',
      body => body.messages[0].content[0],
      { document: { format: 'pdf', name: 'document-1', source: { bytes: PDF.toString('base64') } } },
    ],
    [
      'openai/gpt-4o',
      body => body.messages[0].content[0],
      { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF.toString('base64')}` } },
    ],
  ])('is fetched for %s', async (model, found, part) => {
    const { ask, fetches, bodies } = world(serve)
    expect((await ask({ model, ...asking([file]) })).status).toBe(200)
    expect(fetches()).toHaveLength(1)
    expect(found(bodies()[0])).toEqual(part)
  })

  it('goes as it is to Anthropic', async () => {
    const { ask, fetches, bodies } = world(serve)
    expect((await ask({ model: 'anthropic/claude-sonnet-4-5', ...asking([file]) })).status).toBe(200)
    expect(fetches()).toEqual([])
    expect(bodies()[0].messages[0].content[0]).toEqual({
      type: 'document',
      source: { type: 'url', url: 'https://files.example/a.pdf' },
      title: 'a.pdf',
    })
  })
})
