import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGateway } from '@/lib/gateway'
import { ascii, HELLO, requestOf } from '../support/gateway'
import { leftBy } from '../support/heap'

const runs = Math.max(100, Math.round(10_000 * Number(process.env.THOROUGH ?? 0.1)))

/** A target that is right, and one mistake of the kinds people and attackers make, put somewhere within it. */
const TARGET = { provider: 'sandbox', override_params: { model: 'openai' } }
const names = fc.constantFrom('a', 'b', 'one', 'constructor', 'toString', '__proto__')
const evil = fc.constantFrom('(', '[', '(?<=a)b', '(a)\\1', '*', 'a{100000}', '\\', '(?=x)')

const mistakes: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: 6, max: 1e9 }).map(attempts => ({ ...TARGET, retry: { attempts } })),
  fc.constantFrom(-1, 0.5, '3', null, 1e308, [], {}).map(attempts => ({ ...TARGET, retry: { attempts: attempts ?? 'x' } })),
  fc
    .array(fc.constant({ ...TARGET, weight: 0 }), { minLength: 1, maxLength: 6 })
    .map(targets => ({ strategy: { mode: 'loadbalance' }, targets })),
  fc.constantFrom(-1, '1', Number.MAX_VALUE * 2, {}).map(weight => ({
    strategy: { mode: 'loadbalance' },
    targets: [{ ...TARGET, weight: weight === Infinity ? 'much' : weight }],
  })),
  fc.constantFrom([], {}, 'x', 7, true).map(targets => ({ strategy: { mode: 'fallback' }, targets })),
  fc
    .integer({ min: 9, max: 200 })
    .map(depth => JSON.parse(`${'{"targets":['.repeat(depth)}${JSON.stringify(TARGET)}${']}'.repeat(depth)}`)),
  fc.integer({ min: 65, max: 400 }).map(count => ({ targets: Array.from({ length: count }, () => TARGET) })),
  fc.tuple(evil, names).map(([$regex, name]) => ({
    strategy: { mode: 'conditional', conditions: [{ query: { 'metadata.a': { $regex } }, then: name }], default: 'one' },
    targets: [{ ...TARGET, name: 'one' }],
  })),
  // By name, in a circle: a condition leads to targets of its own group alone.
  names.map(name => ({
    strategy: { mode: 'conditional', conditions: [{ query: { 'params.model': 'm' }, then: `${name}${name}` }] },
    targets: [{ name: 'one', targets: [TARGET] }],
  })),
  fc.tuple(fc.constantFrom('$where', '$eval', '$expr', '$function'), fc.string()).map(([operator, code]) => ({
    strategy: { mode: 'conditional', conditions: [{ query: { 'params.model': { [operator]: code } }, then: 'one' }] },
    targets: [{ ...TARGET, name: 'one' }],
  })),
  fc
    .constantFrom('__proto__', 'constructor', 'prototype')
    .chain(name =>
      fc
        .constantFrom('{"X":{"polluted":1}}', '{"override_params":{"a":[{"X":1}]}}', '{"targets":[{"provider":"sandbox","X":1}]}')
        .map(text => JSON.parse(text.replace('X', name))),
    ),
  fc.constantFrom('semantic', 'full', '', null, 5).map(mode => ({ ...TARGET, cache: { mode: mode ?? 'none' } })),
  fc.constantFrom(0, -1, 1e12, '1h', 0.5).map(max_age => ({ ...TARGET, cache: { mode: 'simple', max_age } })),
  fc.constantFrom(0, -5, 3_600_001, 'soon', 1.5).map(request_timeout => ({ ...TARGET, request_timeout })),
  fc
    .stringMatching(/^[a-z]{3,12}$/)
    .filter(mode => !['single', 'fallback', 'loadbalance', 'conditional'].includes(mode))
    .map(mode => ({ strategy: { mode }, targets: [TARGET] })),
  fc.stringMatching(/^zz[a-z_]{1,12}$/).map(name => ({ ...TARGET, [name]: 1 })),
  fc
    .constantFrom(
      'javascript:alert(1)',
      'file:///etc/passwd',
      'host/v1',
      'https://u:p@host/v1',
      'https://host/v1?a=b',
      'https://host/#',
      '',
    )
    .map(custom_host => ({ provider: 'openai', custom_host: custom_host || '//' })),
  fc.constantFrom(0, 1e9, -1, 'x').map(failure_threshold => ({ ...TARGET, cb_config: { failure_threshold } })),
)

/** As it is, or deep within a right one. */
const configs = fc.oneof(
  mistakes,
  fc.tuple(mistakes, fc.nat(4)).map(([bad, place]) => ({
    strategy: { mode: 'fallback' },
    targets: [...Array.from({ length: place }, () => TARGET), bad],
  })),
)

const gateway = createGateway({ env: { SANDBOX_TOKENS_PER_SECOND: '0' } })
const ask = (config: unknown) =>
  gateway.chatCompletions(requestOf('/v1/chat/completions', { body: HELLO, headers: { 'x-portkey-config': ascii(config) } }))

it('a bad config is a 400 with its path, soon, and nothing of it stays', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join()
  // What is right goes through: it is the mistake that is refused.
  expect((await ask({ strategy: { mode: 'fallback' }, targets: [TARGET] })).status).toBe(200)
  await fc.assert(
    fc.asyncProperty(configs, async config => {
      const response = await ask(config)
      const { error } = await response.json()
      expect([response.status, error?.param]).toEqual([400, expect.stringMatching(/^config\b/)])
      expect(error.message.length).toBeLessThan(700)
    }),
    { numRuns: runs },
  )
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
}, 120_000)

describe('memory', () => {
  const round = Math.ceil(runs / 5)
  /** A bad config and its answer are some kilobytes. */
  const most = round * 256
  const askAll = async (keep: (answer: string) => void = () => {}) => {
    for (const config of fc.sample(configs, round)) keep(await (await ask(config)).text())
  }

  it('is the same after one bad config and after all of them', async () => {
    expect(await leftBy(() => askAll())).toBeLessThan(most)
  }, 120_000)

  it('would not be if their answers were kept', async () => {
    const kept: string[][] = []
    expect(await leftBy(() => askAll(answer => kept.push([...answer])))).toBeGreaterThan(most)
  }, 120_000)
})
