import { describe, expect, it } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { failure } from '@/lib/gateway/failures'
import { breaker, createBreaker } from '@/lib/routing/guards/breaker'
import type { Policy, Reply, Target } from '@/lib/routing/types'
import { attemptOf, callOf } from '../support/gateway'

const good = (): Reply => ({ ok: true, status: 200, headers: {}, attempt: attemptOf(), completion: {} as never })
const bad = (status: number, code?: string) => failure(new GatewayError('provider_error', 'No.', { status, code }))

/** A target behind a breaker, with a clock that stands still until it is moved. */
function guarded(cb_config: Policy['cb_config']) {
  let now = 0
  let sent = 0
  let answer: () => Promise<Reply> = async () => good()
  const guard = breaker(
    createBreaker(() => now),
    key => `print of ${key}`,
  )
  const send = guard(async () => {
    sent++
    return answer()
  })
  return {
    pass: (ms: number) => (now += ms),
    sent: () => sent,
    will: (next: () => Promise<Reply>) => (answer = next),
    ask: (target: Partial<Target> = {}, call = callOf()) => send({ provider: 'openai', cb_config, ...target }, call, 'config'),
    async fails(times: number, status = 503, code?: string, target: Partial<Target> = {}) {
      answer = async () => bad(status, code)
      for (let time = 0; time < times; time++) await this.ask(target)
      answer = async () => good()
    },
  }
}

const isOpen = (reply: Reply) => !reply.ok && reply.error.details.code === 'circuit_open'

describe('the breaker', () => {
  it('opens after so many failures, answers 503 at once, and lets another target be asked', async () => {
    const target = guarded({ failure_threshold: 3, cooldown_interval: 10_000 })
    await target.fails(2)
    expect((await target.ask()).ok).toBe(true)
    await target.fails(1)
    const reply = await target.ask()
    expect(reply).toMatchObject({ ok: false, status: 503, again: 'no', elsewhere: true, retryAfter: 10_000 })
    expect(isOpen(reply)).toBe(true)
    expect(target.sent()).toBe(4)
  })

  it('lets one request try after the cooldown, and closes when it goes well', async () => {
    const target = guarded({ failure_threshold: 1, cooldown_interval: 100 })
    await target.fails(1)
    target.pass(100)
    let finish = (_: Reply) => {}
    target.will(() => new Promise(resolve => (finish = resolve)))
    const trying = target.ask()
    expect(isOpen(await target.ask())).toBe(true)
    finish(good())
    expect((await trying).ok).toBe(true)
    target.will(async () => good())
    expect((await target.ask()).ok).toBe(true)
  })

  it('stays open when the trial fails, and tries anew when its caller left', async () => {
    const target = guarded({ failure_threshold: 1, cooldown_interval: 100 })
    await target.fails(1)
    target.pass(100)
    await target.fails(1)
    expect(isOpen(await target.ask())).toBe(true)
    target.pass(100)
    const leave = new AbortController()
    target.will(async () => {
      leave.abort(new Error('gone'))
      throw leave.signal.reason
    })
    await expect(target.ask({}, callOf({}, { signal: leave.signal }))).rejects.toThrow('gone')
    target.will(async () => good())
    expect((await target.ask()).ok).toBe(true)
  })

  it('goes by a share of the requests once there are enough', async () => {
    const target = guarded({ failure_threshold_percentage: 50, minimum_requests: 6 })
    for (let time = 0; time < 3; time++) await target.ask()
    await target.fails(2)
    expect(isOpen(await target.ask())).toBe(false)
    await target.fails(2)
    expect(isOpen(await target.ask())).toBe(true)
  })

  it('forgets failures of over a minute ago', async () => {
    const target = guarded({ failure_threshold: 2 })
    await target.fails(1)
    target.pass(60_001)
    await target.fails(1)
    expect(isOpen(await target.ask())).toBe(false)
  })

  it.each([400, 401, 403, 404, 429])('does not count a %i, which says nothing of the target', async status => {
    const target = guarded({ failure_threshold: 1 })
    await target.fails(3, status)
    expect(isOpen(await target.ask())).toBe(false)
  })

  it('counts what is listed, and only that', async () => {
    const target = guarded({ failure_threshold: 1, failure_status_codes: [429] })
    await target.fails(1, 503)
    expect(isOpen(await target.ask())).toBe(false)
    await target.fails(1, 429)
    expect(isOpen(await target.ask())).toBe(true)
  })

  it("keeps callers, models and hosts apart: one's failures never close another's way", async () => {
    const target = guarded({ failure_threshold: 1 })
    await target.fails(1, 503, undefined, { api_key: 'one' })
    expect(isOpen(await target.ask({ api_key: 'one' }))).toBe(true)
    expect(isOpen(await target.ask({ api_key: 'two' }))).toBe(false)
    expect(isOpen(await target.ask({ api_key: 'one', custom_host: 'https://other.example' }))).toBe(false)
    expect(isOpen(await target.ask({ api_key: 'one' }, callOf({ model: 'another' })))).toBe(false)
  })

  it('stands in nobody’s way without a config', async () => {
    const target = guarded(undefined)
    await target.fails(50)
    expect((await target.ask()).ok).toBe(true)
  })
})
