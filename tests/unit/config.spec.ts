import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { parseConfig } from '@/lib/routing/config'
import type { Route } from '@/lib/routing/types'
import { targetsOf } from '@/lib/routing/walk'

/** The path and the sentence of what is wrong. */
function complaint(config: unknown) {
  try {
    parseConfig(config)
  } catch (cause) {
    if (cause instanceof GatewayError) return { param: cause.details.param, status: cause.status, message: cause.message }
    throw cause
  }
  return undefined
}

const places = (route: Route) =>
  targetsOf(route).map(({ target: { provider, api_key, custom_host }, path }) => ({ path, provider, api_key, custom_host }))

describe('a config', () => {
  it('is a target, or a group of them at any place', () => {
    expect(parseConfig({ provider: 'openai', api_key: 'test-key', name: 'first' })).toEqual({
      provider: 'openai',
      api_key: 'test-key',
      name: 'first',
    })
    const nested = parseConfig({
      strategy: { mode: 'fallback', on_status_codes: [429] },
      targets: [{ provider: 'a' }, { targets: [{ provider: 'b' }, { provider: 'c' }] }],
    })
    expect(targetsOf(nested).map(({ target, path }) => [target.provider, path])).toEqual([
      ['a', 'config.targets[0]'],
      ['b', 'config.targets[1].targets[0]'],
      ['c', 'config.targets[1].targets[1]'],
    ])
  })

  it('hands provider, key, address and settings down, where the child does not say otherwise', () => {
    const config = parseConfig({
      provider: 'openai',
      api_key: 'key-of-openai',
      custom_host: 'https://one.example/v1',
      openai_project: 'p',
      targets: [{}, { api_key: 'own-key', openai_beta: 'b' }, { provider: '@openai', custom_host: 'https://two.example/v1' }],
    })
    expect(places(config)).toEqual([
      { path: 'config.targets[0]', provider: 'openai', api_key: 'key-of-openai', custom_host: 'https://one.example/v1' },
      { path: 'config.targets[1]', provider: 'openai', api_key: 'own-key', custom_host: 'https://one.example/v1' },
      { path: 'config.targets[2]', provider: '@openai', api_key: 'key-of-openai', custom_host: 'https://two.example/v1' },
    ])
    expect(targetsOf(config)[1]!.target.settings).toEqual({ openai_project: 'p', openai_beta: 'b' })
  })

  it("never hands one provider's key or address to another", () => {
    const config = parseConfig({
      provider: 'openai',
      api_key: 'key-of-openai',
      custom_host: 'https://one.example/v1',
      targets: [{ provider: 'anthropic' }, { provider: 'anthropic', targets: [{}, { provider: 'openai' }] }],
    })
    for (const { api_key, custom_host } of places(config)) expect([api_key, custom_host]).toEqual([undefined, undefined])
  })

  it('may leave the provider to the headers', () => {
    expect(targetsOf(parseConfig({ retry: { attempts: 2 } }))[0]!.target.provider).toBe('')
    expect(parseConfig({ api_key: 'test-key', targets: [{}, {}] })).toMatchObject({ targets: [{ api_key: 'test-key' }, {}] })
  })

  it('knows both spellings of retry hints', () => {
    for (const name of ['use_retry_after_header', 'use_retry_after_headers'])
      expect(parseConfig({ retry: { attempts: 1, [name]: false } }).retry).toEqual({
        attempts: 1,
        use_retry_after_headers: false,
      })
  })
})

const depth = (levels: number): object => (levels ? { targets: [depth(levels - 1)] } : { provider: 'openai' })
const many = (count: number) => ({ targets: Array.from({ length: count }, () => ({ provider: 'openai' })) })

const balanced = (sticky: object) => ({ strategy: { mode: 'loadbalance', sticky }, targets: [{ provider: 'a' }] })
const conditional = (conditions: object[], otherwise?: string) => ({
  strategy: { mode: 'conditional', conditions, ...(otherwise && { default: otherwise }) },
  targets: [{ name: 'one' }, { name: 'two' }],
})

const WRONG: [config: unknown, param: string, says: RegExp][] = [
  [null, 'config', /must be an object/],
  [[], 'config', /must be an object/],
  ['pc-123', 'config', /must be an object/],
  [{ provider: 5 }, 'config.provider', /text/],
  [{ provider: '' }, 'config.provider', /not empty/],
  [{ provder: 'openai' }, 'config.provder', /Did you mean "provider"/],
  [{ provider: 'openai', zzz: 1 }, 'config.zzz', /Known here: retry, /],
  [{ provider: 'openai', api_key: 1 }, 'config.api_key', /text/],
  [{ provider: 'openai', anthropic_beta: [] }, 'config.anthropic_beta', /text/],
  [{ provider: 5, targets: [{}] }, 'config.provider', /text/],
  [{ targets: [] }, 'config.targets', /at least one/],
  [{ targets: {} }, 'config.targets', /list/],
  [{ strategy: { mode: 'fallback' } }, 'config.targets', /list/],
  [{ targets: [{ provider: 'a' }, 7] }, 'config.targets[1]', /object/],
  [{ targets: [{ provider: 'a', retry: { attempts: 6 } }] }, 'config.targets[0].retry.attempts', /0 to 5/],
  [{ api_key: 'k', targets: [{ provider: 'a' }] }, 'config.targets[0].provider', /api_key above it/],
  [{ custom_host: 'https://h/v1', targets: [{ provider: 'a' }] }, 'config.targets[0].provider', /custom_host above it/],
  [{ strategy: {}, targets: [{}] }, 'config.strategy.mode', /"single", "fallback", "loadbalance" or "conditional"/],
  [{ strategy: { mode: 'loadbalance' }, targets: [{ weight: 0 }, { weight: 0 }] }, 'config.strategy', /weight is 0/],
  [{ strategy: { mode: 'loadbalance' }, targets: [{ weight: -1 }] }, 'config.targets[0].weight', /at least 0/],
  [{ strategy: { mode: 'loadbalance' }, targets: [{ weight: '1' }] }, 'config.targets[0].weight', /number/],
  [balanced({ enabled: 'yes', hash_fields: ['metadata.a'] }), 'config.strategy.sticky.enabled', /true or false/],
  [balanced({ enabled: true }), 'config.strategy.sticky.hash_fields', /must name/],
  [balanced({ enabled: true, hash_fields: ['user'] }), 'config.strategy.sticky.hash_fields[0]', /begin with metadata/],
  [balanced({ enabled: true, hash_fields: ['metadata.a'], ttl: 0 }), 'config.strategy.sticky.ttl', /from 1 to/],
  [balanced({ enabled: true, hash_field: [] }), 'config.strategy.sticky.hash_field', /"hash_fields"/],
  [{ strategy: { mode: 'conditional' }, targets: [{}] }, 'config.strategy.conditions', /1 to 64/],
  [conditional([{ then: 'one' }]), 'config.strategy.conditions[0].query', /object/],
  [conditional([{ query: { 'params.model': 'a' } }]), 'config.strategy.conditions[0].then', /text/],
  [conditional([{ query: { 'params.model': 'a' }, then: 'six' }]), 'config.strategy.conditions[0].then', /"one", "two"/],
  [
    conditional([{ query: { 'params.model': 'a' }, then: 'two', also: 1 }]),
    'config.strategy.conditions[0].also',
    /Known here: query, then/,
  ],
  [conditional([{ query: { 'params.model': 'a' }, then: 'one' }], 'three'), 'config.strategy.default', /"one", "two"/],
  [{ cb_config: {} }, 'config.cb_config', /failure_threshold/],
  [{ cb_config: { failure_threshold: 0 } }, 'config.cb_config.failure_threshold', /from 1/],
  [{ cb_config: { failure_threshold: 1, cooldown_intervall: 1 } }, 'config.cb_config.cooldown_intervall', /"cooldown_interval"/],
  [{ api_key: 'k', virtual_key: 'v' }, 'config.virtual_key', /api_key/],
  [{ strategy: { mode: 'single', on_status_codes: [1] }, targets: [{}] }, 'config.strategy.on_status_codes', /not known/],
  [{ strategy: { mode: 'fallback', on_status_codes: [200] }, targets: [{}] }, 'config.strategy.on_status_codes', /400 to 599/],
  [{ strategy: 'fallback', targets: [{}] }, 'config.strategy', /object/],
  [{ retry: 3 }, 'config.retry', /object/],
  [{ retry: { attempts: 1.5 } }, 'config.retry.attempts', /whole number/],
  [{ retry: { attempts: 1, on_status_codes: ['429'] } }, 'config.retry.on_status_codes', /status codes/],
  [{ retry: { attempts: 1, use_retry_after_headers: 'yes' } }, 'config.retry.use_retry_after_headers', /true or false/],
  [{ retry: { atempts: 1 } }, 'config.retry.atempts', /"attempts"/],
  [{ request_timeout: 0 }, 'config.request_timeout', /milliseconds/],
  [{ request_timeout: 1e12 }, 'config.request_timeout', /3600000/],
  [{ override_params: [] }, 'config.override_params', /object/],
  [{ default_params: 'x' }, 'config.default_params', /object/],
  [{ drop_params: 'seed' }, 'config.drop_params', /list/],
  [{ cache: { mode: 'semantic' } }, 'config.cache.mode', /"semantic" is not available/],
  [{ cache: { mode: 'simple', max_age: 0 } }, 'config.cache.max_age', /from 1 to 7776000/],
  [{ cache: { mode: 'simple', ttl: 5 } }, 'config.cache.ttl', /not known/],
  [{ cache: 'simple' }, 'config.cache', /object/],
  [{ input_guardrails: [] }, 'config.input_guardrails', /not available/],
  [{ custom_host: 'host/v1' }, 'config.custom_host', /https:\/\/host\/v1/],
  [{ custom_host: 'file:///etc/passwd' }, 'config.custom_host', /https:/],
  [{ custom_host: 'https://me:secret-word@host/v1' }, 'config.custom_host', /password/],
  [{ custom_host: 'https://host/v1?key=secret-word' }, 'config.custom_host', /without \?/],
  [{ custom_host: 'https://host/v1#' }, 'config.custom_host', /without \?/],
  [JSON.parse('{"__proto__": {}}'), 'config.__proto__', /not a name/],
  [{ override_params: { a: [{ constructor: 1 }] } }, 'config.override_params.a[0].constructor', /not a name/],
  [{ targets: [{ prototype: 1 }] }, 'config.targets[0].prototype', /not a name/],
  [depth(9), `config${'.targets[0]'.repeat(8)}`, /deeper than 8/],
  [many(65), 'config.targets', /64 targets/],
  [{ targets: [many(40), many(40)] }, 'config.targets[1].targets', /64 targets/],
]

describe('a mistake in a config is a 400 with its path', () => {
  it.each(WRONG.map(([config, param, says]) => ({ config, param, says })))('$param: $says', ({ config, param, says }) => {
    expect(complaint(config)).toEqual({ param, status: 400, message: expect.stringMatching(says) })
    expect(complaint(config)!.message).not.toContain('secret-word')
  })

  it('and what is just inside the limits is none', () => {
    expect(complaint(depth(7))).toBeUndefined()
    expect(complaint(many(64))).toBeUndefined()
  })

  it('and a depth that would break recursion is neither', () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`
    expect(complaint(JSON.parse(`{"override_params": {"a": ${deep}}}`))).toBeUndefined()
    expect(complaint(JSON.parse(`{"targets": ${deep}}`))?.param).toBe('config.targets[0]')
  })
})

describe('whatever stands in a config', () => {
  const names = fc.constantFrom(
    ...[
      'strategy',
      'targets',
      'retry',
      'provider',
      'api_key',
      'custom_host',
      'override_params',
      'drop_params',
      'request_timeout',
    ],
    ...['mode', 'attempts', 'on_status_codes', 'anthropic_beta', 'cache', '__proto__', 'constructor', 'zzz'],
  )
  const leaf = fc.oneof(
    fc.constantFrom('openai', 'fallback', 'single', 'https://h/v1', '', 'x'),
    fc.integer({ min: -1, max: 600 }),
    fc.jsonValue({ maxDepth: 1 }),
  )
  const { config } = fc.letrec(tie => ({
    config: fc.oneof({ maxDepth: 6, withCrossShrink: true }, leaf, tie('list'), tie('fields')),
    list: fc.array(tie('config'), { maxLength: 5 }),
    fields: fc.array(fc.tuple(names, tie('config')), { maxLength: 5 }).map(entries => {
      const json = entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      return JSON.parse(`{${json.join(',')}}`)
    }),
  }))

  it('is a route, or a 400 whose path begins with config', () => {
    const numRuns = Math.max(20, Number(process.env.THOROUGH ?? 0.1) * 5000)
    fc.assert(
      fc.property(config, value => {
        const found = complaint(value)
        if (!found) {
          expect(targetsOf(parseConfig(value)).length).toBeGreaterThan(0)
          return
        }
        expect(found.status).toBe(400)
        expect(found.param).toMatch(/^config\b/)
        expect(found.message.startsWith(found.param!)).toBe(true)
      }),
      { numRuns },
    )
  })
})
