import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { failure, shouldRetry, waitHint } from '@/lib/gateway/failures'
import { createBudget, type RetryBudget } from '@/lib/routing/budget'
import { retry } from '@/lib/routing/guards/retry'
import type { Attempt, Call, Failure, Policy, Reply } from '@/lib/routing/types'
import { attemptOf, callOf } from '../support/gateway'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const good = (): Reply => ({ ok: true, status: 200, headers: {}, attempt: attemptOf(), completion: {} as never })
const bad = (status: number, { code, ...more }: Partial<Failure> & { code?: string } = {}) =>
  failure(new GatewayError('provider_error', 'No.', { status, code }), undefined, more)

/** What a target that answers so was asked, each with the milliseconds that had passed. */
async function retried(policy: NonNullable<Policy['retry']>, replies: Reply[], call: Call = callOf(), random = () => 1) {
  const sent: { at: number; waited?: number }[] = []
  const send = retry({ random, monotonic: () => Date.now(), budget: createBudget() })(async (_target, _call, _path, options) => {
    sent.push({ at: Date.now(), waited: options?.waited })
    return replies[sent.length - 1] ?? good()
  })
  const sending = send({ provider: 'openai', retry: policy }, call, 'config')
  sending.catch(() => {})
  await vi.runAllTimersAsync()
  return { reply: await sending, sent, times: sent.map(({ at }) => at) }
}

describe('a failure that may pass', () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])('of %i is sent again', async status => {
    const { reply, sent } = await retried({ attempts: 1 }, [bad(status)])
    expect([reply.ok, sent.length]).toEqual([true, 2])
  })

  it.each([400, 401, 402, 403, 404, 413, 422, 424, 501])('but not of %i', async status => {
    expect((await retried({ attempts: 5 }, [bad(status)])).sent).toHaveLength(1)
  })

  it.each([
    [429, 'insufficient_quota'],
    [502, 'not_an_answer'],
    [502, 'not_reached'],
    [504, 'total_time'],
    [400, 'address_refused'],
  ])('nor of %i %s', async (status, code) => {
    expect((await retried({ attempts: 5 }, [bad(status, { code })])).sent).toHaveLength(1)
  })

  it('is decided by the list of the caller where there is one', async () => {
    const policy = { attempts: 3, on_status_codes: [400] }
    expect((await retried(policy, [bad(400), bad(503)])).sent).toHaveLength(2)
    expect((await retried(policy, [bad(400, { code: 'address_refused' })])).sent).toHaveLength(1)
  })

  it('is sent no more often than allowed, and says when all were used up', async () => {
    const { reply, sent } = await retried({ attempts: 2 }, [bad(503), bad(503), bad(503), bad(503)])
    expect(sent).toHaveLength(3)
    expect(reply).toMatchObject({ ok: false, usedUp: true })
    expect((await retried({ attempts: 0 }, [bad(503)])).reply).not.toHaveProperty('usedUp')
    expect((await retried({ attempts: 2 }, [bad(503), bad(400)])).reply).not.toHaveProperty('usedUp')
  })

  it('that may have been billed is sent again once, and says so', async () => {
    const attempt = attemptOf({ error: { message: 'Cut.', type: 'provider_error', code: 'truncated', status: 502 } })
    const cut = () => bad(502, { code: 'truncated', attempt })
    const { reply, sent } = await retried({ attempts: 5 }, [cut(), bad(503), cut()])
    expect([reply.ok, sent.length]).toEqual([false, 3])
    expect(attempt.error?.message).toBe('Cut. It was sent again: the provider may bill both.')
  })
})

describe('the budget', () => {
  const failing = (budget: RetryBudget) => {
    const attempts: Attempt[] = []
    const send = retry({ random: () => 1, monotonic: () => 0, budget })(async () => {
      const attempt = attemptOf({ error: { message: 'No.', type: 'provider_error', code: null, status: 503 } })
      attempts.push(attempt)
      return bad(503, { attempt })
    })
    return {
      attempts,
      ask: (target: object = {}) => send({ provider: 'openai', retry: { attempts: 1 }, ...target }, callOf(), 'config'),
    }
  }

  it('lets three of an origin be sent again at a time, and tells the others why they are not', async () => {
    const { attempts, ask } = failing(createBudget())
    const asked = Array.from({ length: 10 }, () => ask())
    await vi.runAllTimersAsync()
    const replies = await Promise.all(asked)
    expect(attempts).toHaveLength(13)
    expect(replies.filter(reply => !reply.ok && reply.usedUp)).toHaveLength(3)
    expect(attempts.filter(({ error }) => error!.message.includes('too many requests are being sent again'))).toHaveLength(7)
  })

  it('grows with what is under way, is of one origin, and is given back', async () => {
    const budget = createBudget()
    const target = { provider: 'openai', custom_host: 'https://one.example/v1' }
    const leaves = Array.from({ length: 50 }, () => budget.enter(target))
    const taken = Array.from({ length: 11 }, () => budget.again(target))
    expect(taken.map(Boolean)).toEqual([...Array(10).fill(true), false])
    expect(budget.again({ provider: 'openai', custom_host: 'https://two.example/v1' })).toBeDefined()
    taken[0]!()
    expect(budget.again(target)).toBeDefined()
    for (const leave of leaves) leave()
    expect(budget.again(target)).toBeUndefined()
    for (const leave of taken.slice(1)) leave?.()
    expect(budget.again(target)).toBeDefined()
  })
})

describe('the wait', () => {
  it('is full jitter, doubling from half a second up to eight', async () => {
    const all = Array.from({ length: 5 }, () => bad(503))
    expect((await retried({ attempts: 5 }, all)).times).toEqual([0, 500, 1500, 3500, 7500, 15500])
    expect((await retried({ attempts: 5 }, all, callOf(), () => 0)).sent.map(({ waited }) => waited)).toEqual([
      undefined,
      ...Array(5).fill(0),
    ])
  })

  it('is what the provider asks for, unless the caller wants none of that', async () => {
    const asked = bad(429, { retryAfter: 7000 })
    expect((await retried({ attempts: 1 }, [asked])).sent[1]).toEqual({ at: 7000, waited: 7000 })
    expect((await retried({ attempts: 1, use_retry_after_headers: false }, [asked])).times.at(-1)).toBeLessThanOrEqual(7500)
  })

  it('of more than a minute, or past the deadline, is not begun', async () => {
    expect((await retried({ attempts: 1 }, [bad(429, { retryAfter: 60_001 })])).sent).toHaveLength(1)
    expect((await retried({ attempts: 1 }, [bad(429, { retryAfter: 500 })], callOf({}, { deadline: 0 }))).sent).toHaveLength(1)
  })

  it('ends when the caller leaves, without a timer or a listener left', async () => {
    const leave = new AbortController()
    const send = retry({ random: () => 1, monotonic: () => 0, budget: createBudget() })(async () =>
      bad(429, { retryAfter: 50_000 }),
    )
    const sending = send({ provider: 'openai', retry: { attempts: 1 } }, callOf({}, { signal: leave.signal }), 'config')
    await vi.advanceTimersByTimeAsync(10)
    expect(vi.getTimerCount()).toBe(1)
    leave.abort(new Error('gone'))
    await expect(sending).rejects.toThrow('gone')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('hints of a provider', () => {
  const now = Date.parse('2026-11-01T00:00:00Z') / 1000
  it.each<[headers: Record<string, string>, ms: number | undefined]>([
    [{ 'retry-after-ms': '120', 'x-ms-retry-after-ms': '9', 'retry-after': '7' }, 120],
    [{ 'x-ms-retry-after-ms': '90', 'retry-after': '7' }, 90],
    [{ 'retry-after-ms': '0' }, 0],
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Sun, 01 Nov 2026 00:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 01 Nov 2020 00:00:30 GMT' }, 0],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': '-5e' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after-ms': '' }, undefined],
    [{}, undefined],
  ])('%j', (headers, ms) => expect(waitHint(new Headers(headers), undefined, now)).toBe(ms))

  it.each<[body: unknown, ms: number | undefined]>([
    [
      { error: { details: [{ '@type': 'x' }, { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' }] } },
      34_500,
    ],
    [{ error: { details: [null, { retryDelay: 'Infinitys' }] } }, undefined],
    [{ error: { details: {} } }, undefined],
    ['text', undefined],
    [null, undefined],
  ])("Google's %j", (body, ms) => expect(waitHint(new Headers(), body, now)).toBe(ms))

  it('whether to try at all is the first of them', () => {
    expect(shouldRetry(new Headers({ 'x-should-retry': 'false' }))).toEqual({ again: 'no' })
    expect(shouldRetry(new Headers({ 'x-should-retry': 'true' }))).toEqual({ again: 'yes' })
    expect(shouldRetry(new Headers({ 'x-should-retry': 'perhaps' }))).toEqual({})
  })
})
