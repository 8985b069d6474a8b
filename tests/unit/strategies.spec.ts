import { describe, expect, it } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { failure } from '@/lib/gateway/failures'
import { parseConfig } from '@/lib/routing/config'
import type { Call, Reply, Send } from '@/lib/routing/types'
import { walk } from '@/lib/routing/walk'
import { attemptOf, callOf } from '../support/gateway'
import { mulberry } from '../support/random'

const good = (): Reply => ({ ok: true, status: 200, headers: {}, attempt: attemptOf(), completion: {} as never })
const bad = (status: number, code?: string) => failure(new GatewayError('provider_error', 'No.', { status, code }))

/** The paths that were asked, in order. */
async function asked(
  config: object,
  { call = callOf(), random = (() => 0.5) as () => number, answer = good as (path: string) => Reply } = {},
) {
  const paths: string[] = []
  const send: Send = async (_target, _call, path) => {
    paths.push(path)
    return answer(path)
  }
  const reply = await walk(parseConfig(config), call, send, random)
  return { paths, reply }
}

const balanced = (weights: (number | undefined)[], strategy: object = {}) => ({
  strategy: { mode: 'loadbalance', ...strategy },
  targets: weights.map((weight, index) => ({ provider: 'a', name: `t${index}`, ...(weight !== undefined && { weight }) })),
})

const ROUNDS = 1_500

async function counted(config: object, callAt: (round: number) => Call = () => callOf()) {
  const random = mulberry(7)
  const counts: Record<string, number> = {}
  for (let round = 0; round < ROUNDS; round++) {
    const { paths } = await asked(config, { random, call: callAt(round) })
    counts[paths[0]!] = (counts[paths[0]!] ?? 0) + 1
  }
  return [0, 1, 2].map(index => (counts[`config.targets[${index}]`] ?? 0) / ROUNDS)
}

describe('load balancing', () => {
  it('asks each target as often as its weight says', async () => {
    const [first, second, third] = await counted(balanced([7, 3, 0]))
    expect(first).toBeCloseTo(0.7, 1)
    expect(second).toBeCloseTo(0.3, 1)
    expect(third).toBe(0)
  })

  it('gives equal shares where no weights are said', async () => {
    for (const share of await counted(balanced([undefined, undefined, undefined]))) expect(share).toBeCloseTo(1 / 3, 1)
  })

  it('asks nobody else when its choice fails', async () => {
    expect((await asked(balanced([1, 1]), { answer: () => bad(503) })).paths).toHaveLength(1)
  })

  it('passes over those whose circuit is open, and says so when all are', async () => {
    const { paths, reply } = await asked(balanced([5, 1, 1]), {
      answer: path => (path === 'config.targets[1]' ? good() : bad(503, 'circuit_open')),
    })
    expect(reply.ok).toBe(true)
    expect(new Set(paths).size).toBe(paths.length)
    const all = await asked(balanced([5, 1, 0]), { answer: () => bad(503, 'circuit_open') })
    expect([all.reply.status, all.paths.length]).toEqual([503, 2])
  })

  const sticky = { sticky: { enabled: true, hash_fields: ['metadata.user', 'params.user'], ttl: 60 } }
  const of = (user: string) => callOf({}, { metadata: { user } })

  it('keeps who is the same with the same target, by the weights over all', async () => {
    const config = balanced([3, 1], sticky)
    for (const user of ['ada', 'bo', 'cy']) {
      const first = await asked(config, { call: of(user), random: mulberry(1) })
      const again = await asked(config, { call: of(user), random: mulberry(2) })
      expect(again.paths).toEqual(first.paths)
    }
    const [first, second] = await counted(config, round => of(`user ${round}`))
    expect(first).toBeCloseTo(0.75, 1)
    expect(second).toBeCloseTo(0.25, 1)
  })

  it('moves only the share of a target that comes anew', async () => {
    let moved = 0
    for (let user = 0; user < 1000; user++) {
      const call = of(`user ${user}`)
      const [before, after] = [
        await asked(balanced([1, 1], sticky), { call }),
        await asked(balanced([1, 1, 1], sticky), { call }),
      ]
      if (before.paths[0] === after.paths[0]) continue
      moved++
      expect(after.paths[0]).toBe('config.targets[2]')
    }
    expect(moved / 1000).toBeCloseTo(1 / 3, 1)
  })

  it('chooses freely where a request says none of the fields, or when it is switched off', async () => {
    for (const [first, second] of [
      await counted(balanced([1, 1], sticky)),
      await counted(balanced([1, 1], { sticky: { ...sticky.sticky, enabled: false } }), () => of('ada')),
    ]) {
      expect(first).toBeCloseTo(0.5, 1)
      expect(second).toBeCloseTo(0.5, 1)
    }
  })
})

describe('a conditional group', () => {
  const config = (otherwise?: string) => ({
    strategy: {
      mode: 'conditional',
      conditions: [
        { query: { 'metadata.plan': 'pro' }, then: 'fine' },
        { query: { 'params.model': { $regex: '^m' } }, then: 'group' },
      ],
      ...(otherwise && { default: otherwise }),
    },
    targets: [
      { provider: 'a', name: 'plain' },
      { provider: 'a', name: 'fine' },
      { name: 'group', strategy: { mode: 'fallback' }, targets: [{ provider: 'a' }, { provider: 'b' }] },
    ],
  })

  it('asks the target of the first condition that holds', async () => {
    const call = callOf({}, { metadata: { plan: 'pro' } })
    expect((await asked(config(), { call })).paths).toEqual(['config.targets[1]'])
  })

  it('may lead to a group of its own', async () => {
    const { paths } = await asked(config(), { answer: path => (path.endsWith('targets[0]') ? bad(503) : good()) })
    expect(paths).toEqual(['config.targets[2].targets[0]', 'config.targets[2].targets[1]'])
  })

  it('takes the default when none holds, and without one says so', async () => {
    const call = callOf({ model: 'x' })
    expect((await asked(config('plain'), { call })).paths).toEqual(['config.targets[0]'])
    await expect(asked(config(), { call })).rejects.toMatchObject({
      status: 400,
      details: { param: 'config.strategy.default', code: 'no_condition' },
    })
  })
})
