import { describe, expect, it } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { parseCondition } from '@/lib/routing/conditions'
import { factsOf } from '@/lib/routing/facts'
import { callOf } from '../support/gateway'

const call = callOf(
  { model: 'gpt-4.1', temperature: 0.3, stop: ['a', 'b'], tools: [{ type: 'function', function: { name: 'look_up' } }] },
  { metadata: { plan: 'pro', seats: 5, beta: true, tags: ['x', 'y'], 'user.id': 'u-1', deep: { er: { est: 1 } } } },
)
const holds = (query: unknown) => parseCondition(query, 'q')(factsOf(call))

describe('a condition', () => {
  it.each<[query: object, holds: boolean]>([
    [{ 'metadata.plan': 'pro' }, true],
    [{ 'metadata.plan': { $eq: 'pro' } }, true],
    [{ 'metadata.plan': { $eq: 'free' } }, false],
    [{ 'metadata.plan': { $ne: 'free' } }, true],
    [{ 'metadata.nothing': null }, true],
    [{ 'metadata.nothing': { $ne: null } }, false],
    [{ 'metadata.seats': { $gt: 4, $lt: 6 } }, true],
    [{ 'metadata.seats': { $gt: 5 } }, false],
    [{ 'metadata.seats': { $gte: 5, $lte: 5 } }, true],
    [{ 'metadata.seats': { $gt: '4' } }, false],
    [{ 'metadata.plan': { $gt: 'pra', $lt: 'prz' } }, true],
    [{ 'metadata.nothing': { $lt: 1 } }, false],
    [{ 'metadata.plan': { $in: ['pro', 'team'] } }, true],
    [{ 'metadata.plan': { $nin: ['pro', 'team'] } }, false],
    [{ 'metadata.nothing': { $nin: ['a'] } }, true],
    [{ 'metadata.tags': 'x' }, true],
    [{ 'metadata.tags': { $in: ['z', 'y'] } }, true],
    [{ 'metadata.beta': true }, true],
    [{ 'metadata.user.id': 'u-1' }, true],
    [{ 'metadata.deep.er.est': 1 }, true],
    [{ 'params.model': { $regex: '^gpt-' } }, true],
    [{ 'params.model': { $regex: '^claude' } }, false],
    [{ 'params.temperature': { $regex: '0' } }, false],
    [{ 'params.tools.0.function.name': 'look_up' }, true],
    [{ 'params.stop.1': 'b' }, true],
    [{ 'params.messages.0.role': { $not: { $eq: 'system' } } }, true],
    [{ 'url.pathname': '/v1/chat/completions' }, true],
    [{ $and: [{ 'metadata.plan': 'pro' }, { 'params.temperature': { $lt: 0.5 } }] }, true],
    [{ $or: [{ 'metadata.plan': 'free' }, { 'params.model': 'gpt-4.1' }] }, true],
    [{ $or: [{ 'metadata.plan': 'free' }] }, false],
    [{ $not: { 'metadata.plan': 'pro' } }, false],
    // Everything side by side counts.
    [{ 'metadata.plan': 'pro', 'metadata.seats': 6 }, false],
    [{ 'metadata.plan': 'pro', $or: [{ 'metadata.seats': 6 }] }, false],
    // Names that every object has are nobody's metadata.
    [{ 'metadata.toString': { $ne: null } }, false],
    [{ 'params.__proto__.x': { $ne: null } }, false],
  ])('%j: %s', (query, expected) => expect(holds(query)).toBe(expected))

  const nested = (levels: number): object => (levels ? { $not: nested(levels - 1) } : { 'metadata.plan': 'pro' })

  it.each<[query: unknown, param: string, says: RegExp]>([
    [undefined, 'q', /object/],
    [{}, 'q', /at least one/],
    [{ 'metadata.plan': {} }, 'q.metadata.plan', /operator: \$eq, /],
    [{ plan: 'pro' }, 'q.plan', /metadata\.…, params\.… or url\.pathname/],
    [{ 'url.host': 'a' }, 'q.url.host', /url\.pathname/],
    [{ 'metadata.plan': { $equal: 1 } }, 'q.metadata.plan.$equal', /Did you mean "\$eq"|Known here/],
    [{ 'metadata.plan': { constructor: 1 } }, 'q.metadata.plan.constructor', /not known/],
    [{ $xor: [] }, 'q.$xor', /Did you mean "\$or"/],
    [{ $and: [] }, 'q.$and', /list of conditions/],
    [{ $or: [5] }, 'q.$or[0]', /object/],
    [{ 'metadata.plan': { $in: 'pro' } }, 'q.metadata.plan.$in', /list/],
    [{ 'metadata.plan': { $gt: true } }, 'q.metadata.plan.$gt', /number or a text/],
    [{ 'metadata.plan': { $eq: [1] } }, 'q.metadata.plan.$eq', /text, a number/],
    [{ 'metadata.plan': { $regex: '(' } }, 'q.metadata.plan.$regex', /no pattern of RE2/],
    [{ 'metadata.plan': { $regex: '(?=a)' } }, 'q.metadata.plan.$regex', /no pattern of RE2/],
    [{ 'metadata.plan': { $regex: 'a'.repeat(1001) } }, 'q.metadata.plan.$regex', /1000/],
    [nested(8), `q${'.$not'.repeat(8)}`, /deeper than 8/],
  ])('that is wrong names its place: %j', (query, param, says) => {
    try {
      parseCondition(query, 'q')
      expect.unreachable()
    } catch (cause) {
      if (!(cause instanceof GatewayError)) throw cause
      expect([cause.status, cause.details.param]).toEqual([400, param])
      expect(cause.message).toMatch(says)
    }
  })

  it('takes linear time for patterns that would blow up elsewhere', () => {
    const evil = parseCondition({ 'metadata.text': { $regex: '^(a+)+$' } }, 'q')
    const text = `${'a'.repeat(50_000)}!`
    expect(evil(factsOf(callOf({}, { metadata: { text } })))).toBe(false)
  })
})
