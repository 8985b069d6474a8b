import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChatRequest } from '@/lib/chat/types'
import { requestOf } from '@/lib/playground/request'
import { type Snippet, snippetsOf } from '@/lib/playground/snippets'
import type { Column, Prompt } from '@/lib/playground/types'
import { execute } from '../support/execute'
import { startServer, type TestServer } from '../support/server'

let server: TestServer
/** Stands before the gateway, hands everything on and remembers the bodies. */
let relay: Server
let origin = ''
let bodies: unknown[] = []
beforeAll(async () => {
  server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
  relay = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', part => parts.push(part))
    incoming.on('end', () => {
      const body = Buffer.concat(parts)
      bodies.push(JSON.parse(body.toString()))
      const { method, headers } = incoming
      ask(`${server.url}${incoming.url}`, { method, headers }, answer => {
        outgoing.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(outgoing)
      }).end(body)
    })
  })
  await new Promise<void>(resolve => relay.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`
})
afterAll(async () => {
  relay.close()
  await server.stop()
})
beforeEach(() => {
  bodies = []
})

const column = (model: string, retries?: number): Column => ({
  id: 'c1',
  letter: 'A',
  provider: 'sandbox',
  model,
  params: {},
  retries,
})
const prompt = (params: Prompt['params']): Prompt => ({
  title: '',
  params,
  messages: [
    { id: 'm1', message: { role: 'system', content: `It's "plain" $HOME \`id\` words.` } },
    { id: 'm2', message: { role: 'user', content: 'What is 6 times 7? 🙂' } },
  ],
})

const CASES: [string, Column, Prompt['params']][] = [
  ['plain', column('openai'), { temperature: 0.5, max_tokens: 60, seed: 7, stop: ["it's over"] }],
  ['thinking', column('anthropic'), { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 1500 }],
  ['schema', column('gemini'), { response_format: { type: 'json_object' }, top_k: 5, max_tokens: 200 }],
  ['after a failure', column('flaky', 2), { max_tokens: 60, logit_bias: { 5: -1 } }],
]

const codeOf = (id: Snippet['id'], request: ChatRequest, at: Column) =>
  snippetsOf(request, at, { origin, hasToken: false }).find(snippet => snippet.id === id)!.code

describe.each(CASES)('the code of a request: %s', (_, at, params) => {
  const request = requestOf(prompt(params), at)

  it('through curl and a shell sends what the page would send, and is answered', async () => {
    const printed = await execute('sh', ['-s'], codeOf('curl', request, at))
    expect(bodies).toEqual([request])
    expect(printed).toContain('data: {"')
    expect(printed.trim()).toMatch(/data: \[DONE\]$/)
  })

  it.each(['javascript', 'portkey', 'ai-sdk'] as const)('through Node and %s sends the same, and prints the answer', async id => {
    const printed = await execute('node', ['--input-type=module'], codeOf(id, request, at))
    expect(bodies).toEqual([request])
    expect(printed.trim()).not.toBe('')
  })
})
