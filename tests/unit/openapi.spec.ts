import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERRORS } from '@/lib/gateway/contract/errors'
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '@/lib/gateway/contract/headers'
import { openapiDocument } from '@/lib/gateway/contract/openapi'
import { REQUESTS } from '../support/docs-requests'
import { ascii, eventsOf, gatewayTo, HELLO, jsonOf, requestOf } from '../support/gateway'
import { type StandIn, standIn } from '../support/stand-in'

const document = openapiDocument()
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(document, 'document')

/** What is wrong with a value, by a schema of the document. */
function wrongWith(schema: string, value: unknown): unknown[] {
  const check = ajv.getSchema(`document#/components/schemas/${schema}`)!
  return check(value) ? [] : (check.errors ?? [])
}

let upstream: StandIn
let gateway: ReturnType<typeof gatewayTo>['gateway']
beforeAll(async () => {
  upstream = await standIn()
  gateway = gatewayTo(upstream, { env: { REFRACT_LISTEN: '127.0.0.1' } }).gateway
})
afterAll(() => upstream.close())

const RECEIPT = { 'x-refract-receipt': '1' }
const chat = (body: object, headers: Record<string, string> = {}) =>
  gateway.chatCompletions(requestOf('/v1/chat/completions', { body, headers: { host: 'localhost', ...headers } }))
const get = (path: string) => new Request(`http://localhost${path}`, { headers: { host: 'localhost' } })

describe('openapi.json', () => {
  it('is served, and is a whole document of OpenAPI 3.1', async () => {
    const served = await jsonOf(await gateway.openapi(get('/v1/openapi.json')))
    expect(served).toEqual(JSON.parse(JSON.stringify(document)))
    expect(served.openapi).toMatch(/^3\.1\.\d$/)
    expect(served.info).toMatchObject({ title: 'Refract', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
    const known = new Set(['get', 'post'])
    const ids: string[] = []
    for (const [path, item] of Object.entries<Record<string, any>>(served.paths)) {
      expect(path).toMatch(/^\//)
      for (const [method, operation] of Object.entries(item)) {
        expect(known).toContain(method)
        ids.push(operation.operationId)
        expect(Object.keys(operation.responses).length).toBeGreaterThan(0)
        for (const response of Object.values<any>(operation.responses)) expect(response.description).toMatch(/\S/)
        for (const parameter of operation.parameters ?? []) {
          expect(['header', 'query', 'path']).toContain(parameter.in)
          expect(parameter.schema).toBeTypeOf('object')
          if (parameter.in === 'path') expect(path).toContain(`{${parameter.name}}`)
        }
      }
    }
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]*)"/g)].map(([, path]) => path!)
    expect(references.length).toBeGreaterThan(10)
    for (const path of new Set(references)) {
      const found = path
        .split('/')
        .slice(1)
        .reduce<any>((node, key) => node?.[key], document)
      expect(found, path).toBeDefined()
    }
  })

  it('has only schemas that a validator compiles', () => {
    for (const name of Object.keys(document.components.schemas))
      expect(ajv.getSchema(`document#/components/schemas/${name}`)).toBeTypeOf('function')
  })

  it('names every route there is, and no other', () => {
    const routes = readdirSync('app', { recursive: true, encoding: 'utf8' })
      .map(file => file.replaceAll('\\', '/'))
      // What answers on all other paths is none of them.
      .filter(file => /^(v1|healthz)\/.*route\.ts$|^healthz\/route\.ts$/.test(file) && !file.includes('[...'))
      .map(file => `/${file.replace('/route.ts', '').replace('[id]', '{trace_id}')}`)
    expect(Object.keys(document.paths).sort()).toEqual(routes.sort())
  })
})

describe('real answers validate', () => {
  it.each(REQUESTS)('$id, whole and streamed', async ({ request, headers }) => {
    expect(wrongWith('Request', request)).toEqual([])
    const whole = await chat({ ...request, stream: false }, { ...headers, ...RECEIPT })
    expect(whole.status).toBe(200)
    expect(wrongWith('Completion', await jsonOf(whole))).toEqual([])
    const events = await eventsOf(await chat({ ...request, stream: true }, { ...headers, ...RECEIPT }))
    expect(events.at(-1)?.data).toBe('[DONE]')
    for (const { event, data } of events) {
      if (data === '[DONE]') continue
      expect(wrongWith(event === 'refract.receipt' ? 'Receipt' : 'Chunk', JSON.parse(data))).toEqual([])
    }
    const explained = await gateway.explain(requestOf('/v1/explain', { body: request, headers }))
    expect(wrongWith('Explanation', await jsonOf(explained))).toEqual([])
  })

  it('a stream that broke', async () => {
    const events = await eventsOf(await chat({ ...HELLO, model: 'sandbox/cut', stream: true }, RECEIPT))
    const chunks = events.filter(({ event }) => !event).map(({ data }) => JSON.parse(data))
    expect(chunks.at(-1).error).toBeDefined()
    for (const chunk of chunks) expect(wrongWith('Chunk', chunk)).toEqual([])
    expect(wrongWith('Receipt', JSON.parse(events.at(-1)!.data))).toEqual([])
  })

  it('receipts of retries and fallbacks, and their trace', async () => {
    const targets = ['flaky', 'rate-limited', 'openai'].map(model => ({ provider: 'sandbox', override_params: { model } }))
    const config = { strategy: { mode: 'fallback' }, retry: { attempts: 0 }, targets }
    const headers = { 'x-portkey-config': ascii(config), 'x-portkey-trace-id': 'validated', ...RECEIPT }
    const { refract } = await jsonOf(await chat(HELLO, headers))
    expect(refract.attempts.length).toBe(3)
    expect(wrongWith('Receipt', refract)).toEqual([])
    await chat({ ...HELLO, model: 'sandbox/refuses' }, { 'x-portkey-trace-id': 'validated', 'x-portkey-metadata': '{"a":[1]}' })
    const trace = await jsonOf(await gateway.traces(get('/v1/traces/validated'), 'validated'))
    expect(trace.spans.length).toBe(2)
    expect(wrongWith('Trace', trace)).toEqual([])
  })

  it('models, health, and errors of each kind', async () => {
    expect(wrongWith('Models', await jsonOf(await gateway.models(get('/v1/models'))))).toEqual([])
    expect(wrongWith('Health', await jsonOf(await gateway.healthz()))).toEqual([])
    const failures = [
      await chat({ ...HELLO, temperature: 3 }),
      await chat({ ...HELLO, model: 'openai/gpt-4o' }),
      await chat({ ...HELLO, model: 'sandbox/rate-limited' }, RECEIPT),
      await gateway.traces(get('/v1/traces/none'), 'none'),
      await gateway.models(get('/v1/models?provider=nobody')),
    ]
    for (const response of failures) {
      expect(ERRORS.map(({ status }) => status)).toContain(response.status)
      expect(wrongWith('Error', await jsonOf(response))).toEqual([])
    }
  })

  it('and what is none does not', async () => {
    const answer = await jsonOf(await chat({ ...HELLO, model: 'sandbox/openai' }, RECEIPT))
    expect(wrongWith('Completion', { ...answer, choices: [{ ...answer.choices[0], finish_reason: 'eos' }] })).not.toEqual([])
    expect(wrongWith('Receipt', { ...answer.refract, chosen: '0' })).not.toEqual([])
    expect(wrongWith('Receipt', { ...answer.refract, surplus: 1 })).not.toEqual([])
    expect(wrongWith('Request', { ...HELLO, temperature: 3 })).not.toEqual([])
    expect(wrongWith('Error', { error: 'x' })).not.toEqual([])
  })
})

describe('the tables of headers', () => {
  const named = REQUEST_HEADERS.map(({ name }) => name)

  it('name what the gateway reads, and nothing it does not', () => {
    const files = readdirSync('lib/gateway').filter(file => file.endsWith('.ts') && !/^(cors|summary)\.ts$/.test(file))
    const source = files.map(file => readFileSync(`lib/gateway/${file}`, 'utf8')).join('\n')
    const read = [...source.matchAll(/'((?:x-(?:portkey|refract)|anthropic|openai)-[a-z-]+)'/g)].map(([, name]) => name!)
    // Set by our own front door, and by answers.
    const others = new Set(['x-refract-address', ...RESPONSE_HEADERS.map(({ name }) => name)])
    const asked = new Set(
      read.filter(name => !others.has(name) || name === 'x-portkey-provider' || name === 'x-portkey-trace-id'),
    )
    for (const name of ['authorization', 'x-api-key']) asked.add(name)
    expect([...asked].filter(name => !name.startsWith('openai-') || name === 'openai-beta').sort()).toEqual(
      [...new Set(named)].sort(),
    )
  })

  it('say something about each, once', () => {
    expect(new Set(named).size).toBe(named.length)
    for (const { name, meaning } of [...REQUEST_HEADERS, ...RESPONSE_HEADERS]) expect(meaning, name).toMatch(/^.{10,}\.$/)
  })

  it('list every header of an answer', async () => {
    const answer = await chat({ ...HELLO, model: 'sandbox/anthropic', seed: 1, temperature: 1.5 })
    const listed = RESPONSE_HEADERS.map(({ name }) => name)
    const ours = [...answer.headers.keys()].filter(name => /^(x-|server-timing)/.test(name))
    expect(ours.length).toBeGreaterThan(7)
    for (const name of ours) expect(listed).toContain(name)
  })
})
