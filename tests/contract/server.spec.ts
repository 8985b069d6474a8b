import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testEnvironment } from '../support/environment.mjs'
import { startServer, type TestServer } from '../support/server'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs `npm start`'s script where it cannot start. */
function fails(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'lib/server/start.mjs')], {
    env: testEnvironment(env),
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  return stderr.trim()
}

const post = (url: string, body: unknown, headers = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

const prompt = { model: 'sandbox/openai', messages: [{ role: 'user', content: 'Hello' }], max_tokens: 5 }

describe('starting', () => {
  it.each(['abc', '70000', '-1', '3000 '])('refuses PORT=%j before it builds', port => {
    expect(fails({ PORT: port, REFRACT_SKIP_BUILD: '' })).toBe(
      `PORT is "${port}"; it must be a number from 0 to 65535, as in PORT=3001`,
    )
  })

  it('refuses a host that is not of this machine', () => {
    expect(fails({ HOST: '203.0.113.1', PORT: '0', REFRACT_SKIP_BUILD: '' })).toContain('HOST is "203.0.113.1"')
  })

  it('says which port is taken before it builds, and ends well when asked to', async () => {
    const server = await startServer({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
    const { port } = new URL(server.url)
    expect(fails({ PORT: port, REFRACT_SKIP_BUILD: '' })).toContain(`Port ${port} is taken`)
    expect(await server.stop()).toBe(0)
    await expect(fetch(server.url)).rejects.toThrow()
  })
})

describe('on Vercel, with a folder that cannot be written and nothing to store in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'refract-'))
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ cwd: folder, uid: nobody(), env: { VERCEL: '1', HOME: folder, SANDBOX_TOKENS_PER_SECOND: '0' } })
  })
  afterAll(async () => void (await server.stop()))

  it('answers a prompt, whole and streamed', async () => {
    const whole = await post(`${server.url}/v1/chat/completions`, prompt)
    expect(whole.status).toBe(200)
    expect(await whole.json()).toMatchObject({ object: 'chat.completion', choices: [{ message: { role: 'assistant' } }] })
    const streamed = await post(`${server.url}/v1/chat/completions`, { ...prompt, stream: true })
    expect(await streamed.text()).toMatch(/data: \[DONE\]\s*$/)
  })

  it('explains a prompt', async () => {
    const explained = await post(`${server.url}/v1/explain`, { ...prompt, model: 'anthropic/claude-sonnet-4-5' })
    expect(explained.status).toBe(200)
    expect(await explained.json()).toMatchObject({ object: 'refract.explanation' })
  })

  it('does not reach the local providers that it would reach at home', async () => {
    const headers = {
      authorization: 'Bearer test-key',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': 'http://127.0.0.1:11434/v1',
    }
    const refused = await post(`${server.url}/v1/chat/completions`, { ...prompt, model: 'm' }, headers)
    expect(refused.ok).toBe(false)
    expect(await refused.text()).toContain('ALLOWED_PRIVATE_HOSTS')
  })

  it('has written nothing, and complained about nothing', () => {
    expect(readdirSync(folder)).toEqual([])
    expect(server.logs()).not.toMatch(/error|EACCES|EROFS|EPERM/i)
  })
})

describe('the page', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(async () => void (await server.stop()))

  it('carries a policy whose nonce is on every script, and is new each time', async () => {
    const nonces = []
    for (let i = 0; i < 2; i++) {
      const page = await fetch(server.url)
      expect(page.headers.get('cache-control')).toContain('no-store')
      expect(page.headers.get('x-content-type-options')).toBe('nosniff')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      const policy = page.headers.get('content-security-policy') ?? ''
      const [, nonce] = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy) ?? []
      expect(policy).not.toContain('unsafe-eval')
      const scripts = (await page.text()).match(/<script[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
      nonces.push(nonce)
    }
    expect(new Set(nonces).size).toBe(2)
  })

  it('takes no Server Action and no other method', async () => {
    expect((await post(server.url, {}, { 'next-action': 'a'.repeat(40) })).status).toBe(405)
    expect((await post(`${server.url}/?x`, {}, { 'next-action': 'a', 'next-router-prefetch': '1' })).status).toBe(405)
    expect((await fetch(server.url, { method: 'DELETE' })).status).toBe(405)
  })

  it('takes a request that offers an upgrade for the plain request it also is', async () => {
    const offer = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' }
    const status = await new Promise(resolve => {
      const sending = request(`${server.url}/healthz`, { headers: offer }, reply => resolve(reply.resume().statusCode))
      sending.on('error', resolve)
      sending.end()
    })
    expect(status).toBe(200)
  })
})

/** A user who may write nothing here; only root can be someone else, and only where everyone may read. */
function nobody(): number | undefined {
  const readable = (path: string): boolean =>
    (statSync(path).mode & 0o005) === 0o005 && (path === dirname(path) || readable(dirname(path)))
  return process.getuid?.() === 0 && readable(root) ? 65534 : undefined
}
