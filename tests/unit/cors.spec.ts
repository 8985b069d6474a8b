import { describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { requestOf } from '../support/gateway'

const asked = (ALLOWED_ORIGINS: string, origin?: string) =>
  createGateway({ env: { ALLOWED_ORIGINS } }).explain(requestOf('/v1/explain', { headers: origin ? { origin } : {} }))

const preflight = (ALLOWED_ORIGINS: string, origin: string) =>
  createGateway({ env: { ALLOWED_ORIGINS } }).preflight(
    new Request('http://localhost/v1/chat/completions', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'x-portkey-config,authorization' },
    }),
  )

const origins = 'https://one.example, https://two.example/'

describe('a page elsewhere', () => {
  it.each([
    ['', 'https://one.example', null],
    [origins, 'https://one.example', 'https://one.example'],
    [origins, 'https://two.example', 'https://two.example'],
    [origins, 'https://one.example.evil.example', null],
    [origins, 'http://one.example', null],
    [origins, 'null', null],
    ['*', 'https://any.example', '*'],
  ])('allowed are "%s": of %s the answer may be read by %s', async (allowed, origin, expected) => {
    for (const { headers } of [await asked(allowed, origin), preflight(allowed, origin)])
      expect(headers.get('access-control-allow-origin')).toBe(expected)
  })

  it('learns what it may send and read', async () => {
    const { status, headers } = preflight(origins, 'https://one.example')
    expect([status, headers.get('access-control-allow-headers')]).toEqual([204, 'x-portkey-config,authorization'])
    expect(headers.get('access-control-allow-methods')).toContain('POST')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    const answer = await asked(origins, 'https://one.example')
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-portkey-trace-id')
    expect(answer.headers.get('vary')).toContain('Origin')
  })

  it('is told of errors too, so that it can show them', async () => {
    const gateway = createGateway({ env: { ALLOWED_ORIGINS: '*' } })
    const answer = await gateway.chatCompletions(
      requestOf('/v1/chat/completions', { body: '{', headers: { origin: 'https://a.example' } }),
    )
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, '*'])
  })

  it('changes nothing for callers that are no page', async () => {
    const { headers } = await asked(origins)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})
