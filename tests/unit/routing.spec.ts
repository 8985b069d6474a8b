import { describe, expect, it } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import { failure } from '@/lib/gateway/failures'
import { parseConfig } from '@/lib/routing/config'
import type { Call, Reply, Send, Target } from '@/lib/routing/types'
import { targetsOf, walk, withOverrides } from '@/lib/routing/walk'
import { attemptOf, callOf } from '../support/gateway'

const good = (): Reply => ({ ok: true, status: 200, headers: {}, attempt: attemptOf(), completion: {} as never })
const bad = (status: number, code?: string) => failure(new GatewayError('provider_error', 'No.', { status, code }))

/** Walks a config whose targets answer in turn; what was sent is kept. */
async function walked(config: object, replies: Reply[], call: Call = callOf(), random = () => 0.5) {
  const sent: { target: Target; path: string; request: Call['request'] }[] = []
  const send: Send = async (target, { request }, path) => {
    sent.push({ target, path, request })
    return replies[sent.length - 1] ?? good()
  }
  const reply = await walk(parseConfig(config), call, send, random)
  return { reply, sent, paths: sent.map(({ path }) => path) }
}

const two = (strategy: object = { mode: 'fallback' }) => ({ strategy, targets: [{ provider: 'a' }, { provider: 'b' }] })

describe('walking a route', () => {
  it('asks a single target once, and of a single group the first', async () => {
    expect((await walked({ provider: 'a' }, [bad(503)])).paths).toEqual(['config'])
    expect((await walked({ targets: [{ provider: 'a' }, { provider: 'b' }] }, [bad(503)])).paths).toEqual(['config.targets[0]'])
  })

  it('falls back to the next target, within groups first, and gives the last failure', async () => {
    const nested = { strategy: { mode: 'fallback' }, targets: [two(), { provider: 'c' }] }
    const { paths, reply } = await walked(nested, [bad(503), bad(500), bad(529)])
    expect(paths).toEqual(['config.targets[0].targets[0]', 'config.targets[0].targets[1]', 'config.targets[1]'])
    expect(reply.status).toBe(529)
  })

  it('stops at the first good answer', async () => {
    expect((await walked(two(), [good()])).paths).toHaveLength(1)
  })

  const moves = [402, 408, 409, 424, 425, 429, 500, 501, 502, 503, 504, 520, 529]
  const stays = [400, 401, 403, 404, 413, 422]
  it.each([...moves.map(status => [status, 2] as const), ...stays.map(status => [status, 1] as const)])(
    'after %i without a list: %i sendings',
    async (status, count) => expect((await walked(two(), [bad(status)])).paths).toHaveLength(count),
  )

  it('with a list, moves on for these statuses and no others', async () => {
    const listed = two({ mode: 'fallback', on_status_codes: [401] })
    expect((await walked(listed, [bad(401)])).paths).toHaveLength(2)
    expect((await walked(listed, [bad(503)])).paths).toHaveLength(1)
  })

  it.each([
    ['insufficient_quota', 429, 2],
    ['unsupported_content', 400, 2],
    ['not_an_answer', 502, 2],
    ['truncated', 502, 2],
    ['total_time', 504, 1],
    ['address_refused', 400, 1],
    // What a provider calls its errors is looked up safely.
    ['constructor', 400, 1],
  ])('after %s (%i): %i sendings', async (code, status, count) => {
    expect((await walked(two(), [bad(status, code)])).paths).toHaveLength(count)
  })

  it('never moves on from an address we refuse, whatever is listed', async () => {
    const listed = two({ mode: 'fallback', on_status_codes: [400] })
    expect((await walked(listed, [bad(400, 'address_refused')])).paths).toHaveLength(1)
  })

  it('asks nobody else once the caller has left', async () => {
    const leave = new AbortController()
    const send: Send = async () => {
      leave.abort(new Error('gone'))
      return bad(503)
    }
    await expect(walk(parseConfig(two()), callOf({}, { signal: leave.signal }), send, () => 0)).rejects.toThrow('gone')
  })
})

describe('settings of a route', () => {
  const config = {
    retry: { attempts: 2 },
    request_timeout: 1000,
    override_params: { temperature: 0, seed: 1 },
    default_params: { top_p: 0.5 },
    drop_params: ['user'],
    strategy: { mode: 'fallback' },
    targets: [{ provider: 'a' }, { provider: 'b', retry: { attempts: 0 }, request_timeout: 5, override_params: { seed: 2 } }],
  }

  it("are handed down; the child's win, and params merge", async () => {
    const { sent } = await walked(config, [bad(503)], callOf({ temperature: 1, user: 'u' }))
    expect(sent.map(({ target: { retry, request_timeout } }) => [retry, request_timeout])).toEqual([
      [{ attempts: 2 }, 1000],
      [{ attempts: 0 }, 5],
    ])
    expect(sent[0]!.request).toMatchObject({ temperature: 0, seed: 1, top_p: 0.5 })
    expect(sent[1]!.request).toMatchObject({ temperature: 0, seed: 2, top_p: 0.5 })
    expect(sent[1]!.request).not.toHaveProperty('user')
    expect(targetsOf(parseConfig(config))[1]!.target).toMatchObject(sent[1]!.target)
  })

  it('override, then fill, then remove; each with a note, and the request itself stays', () => {
    const call = callOf({ temperature: 1, top_p: null, user: 'u', stop: 'x' })
    const before = structuredClone(call.request)
    const policy = {
      override_params: { temperature: 0, seed: 3 },
      default_params: { stop: 'y', top_p: 0.1 },
      drop_params: ['user'],
    }
    const { request, notes } = withOverrides(call, policy, 'config')
    expect(request).toEqual({ ...before, temperature: 0, seed: 3, top_p: 0.1, user: undefined })
    expect(notes.map(({ param, action, from, to }) => [param, action, from, to])).toEqual([
      ['temperature', 'changed', 1, 0],
      ['seed', 'added', undefined, 3],
      ['top_p', 'added', undefined, 0.1],
      ['user', 'dropped', 'u', undefined],
    ])
    expect(call.request).toEqual(before)
  })

  it('that change nothing leave the call as it is', () => {
    const call = callOf({ temperature: 1 })
    expect(withOverrides(call, { override_params: { temperature: 1 }, drop_params: ['seed'] }, 'config')).toBe(call)
  })

  it.each([
    [{ override_params: { temperature: 'hot' } }, 'config.targets[1].override_params.temperature'],
    [{ override_params: { stop: ['a', 'b', 'c', 'd', 'e'] } }, 'config.targets[1].override_params.stop'],
    [{ override_params: { messages: [{ role: 'robot' }] } }, 'config.targets[1].override_params.messages[0].role'],
    [{ default_params: { n: 0 } }, 'config.targets[1].default_params.n'],
    [{ drop_params: ['messages'] }, 'messages'],
  ])('that are wrong name their place: %j', (policy, param) => {
    expect(() => withOverrides(callOf(), policy, 'config.targets[1]')).toThrow(
      expect.objectContaining({ status: 400, details: expect.objectContaining({ param }) }),
    )
  })
})
