import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { failure } from '@/lib/gateway/failures'
import { timeout } from '@/lib/routing/guards/timeout'
import type { Call, Reply, Send } from '@/lib/routing/types'
import { attemptOf, callOf } from '../support/gateway'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const whole: Reply = { ok: true, status: 200, headers: {}, attempt: attemptOf(), completion: {} as never }
const stream: Reply = { ok: true, status: 200, headers: {}, attempt: attemptOf(), chunks: (async function* () {})() }
const target = { provider: 'openai', request_timeout: 50 }

/** Answers after a while, or fails with the reason it was given up for, as `deliver` does. */
const after =
  (ms: number, reply: Reply, see: (call: Call) => void = () => {}): Send =>
  (_target, call) => {
    see(call)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(reply), ms)
      call.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        const { reason } = call.signal
        if (reason instanceof GatewayError) resolve(failure(reason))
        else reject(reason)
      })
    })
  }

it('gives up on a target that does not answer in time, naming the milliseconds', async () => {
  const sending = timeout(after(51, whole))(target, callOf(), 'config')
  await vi.advanceTimersByTimeAsync(50)
  expect(await sending).toMatchObject({
    ok: false,
    status: 408,
    error: { message: 'openai did not answer within the request timeout of 50 ms.', details: { code: 'request_timeout' } },
    again: 'once',
    elsewhere: true,
  })
  expect(vi.getTimerCount()).toBe(0)
})

it('says of a stream that it did not begin', async () => {
  const sending = timeout(after(51, stream))(target, callOf({ stream: true }), 'config')
  await vi.advanceTimersByTimeAsync(50)
  expect(await sending).toMatchObject({ error: { message: expect.stringContaining('begin to answer within') } })
})

it('leaves a stream that has begun to finish, and to its caller', async () => {
  const leave = new AbortController()
  let inner: Call['signal'] | undefined
  const send = timeout(after(49, stream, call => (inner = call.signal)))
  const sending = send(target, callOf({ stream: true }, { signal: leave.signal }), 'config')
  await vi.advanceTimersByTimeAsync(49)
  expect(await sending).toBe(stream)
  expect(vi.getTimerCount()).toBe(0)
  expect(inner!.aborted).toBe(false)
  leave.abort(new Error('gone'))
  expect(inner!.reason).toEqual(new Error('gone'))
})

it.each([
  ['an answer', whole],
  ['a failure', failure(new GatewayError('rate_limit_error', 'Slow down.'))],
])('leaves no timer and no listener behind %s', async (_, reply) => {
  const { signal } = new AbortController()
  const sending = timeout(after(1, reply))(target, callOf({}, { signal }), 'config')
  await vi.advanceTimersByTimeAsync(1)
  expect(await sending).toBe(reply)
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

it("hands the caller's leaving on, which stays an abort", async () => {
  const leave = new AbortController()
  const sending = timeout(after(10, whole))(target, callOf({}, { signal: leave.signal }), 'config')
  leave.abort(new Error('gone'))
  await expect(sending).rejects.toThrow('gone')
  expect(vi.getTimerCount()).toBe(0)
})

it('does nothing where no limit is set', async () => {
  const call = callOf()
  let seen: Call | undefined
  const sending = timeout(after(1, whole, inner => (seen = inner)))({ provider: 'openai' }, call, 'config')
  await vi.advanceTimersByTimeAsync(1)
  await sending
  expect(seen).toBe(call)
})
