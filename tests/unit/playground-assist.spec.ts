import { describe, expect, it } from 'vitest'
import type { AssistEvent } from '@/lib/playground/client'
import { type FakeCall, startedPlayground, until } from '../support/playground'

async function asking() {
  const playground = await startedPlayground()
  const { state, gateway } = playground
  state().setModel('c1', { provider: 'anthropic', model: 'claude-x' })
  state().setKey('anthropic', 'sk-test-1234')
  const controller = new AbortController()
  const events: AssistEvent[] = []
  const over = (async () => {
    for await (const event of state().assist('c1', { task: 'schema', wish: 'a person' }, controller.signal)) events.push(event)
  })()
  await until(() => gateway.to('/api/assist').length)
  const call = gateway.to('/api/assist')[0] as FakeCall
  return { ...playground, call, events, over, controller }
}

describe('asking for a draft', () => {
  it('sends the headers of a run of that column, and reads what comes', async () => {
    const { call, events, over } = await asking()
    expect(call.body).toEqual({ task: 'schema', wish: 'a person', model: 'claude-x' })
    expect(call.headers).toMatchObject({ authorization: 'Bearer sk-test-1234', 'x-portkey-provider': 'anthropic' })
    const stream = call.stream()
    stream.event({ delta: '{"a' }, 'assist.delta')
    stream.event({ attempts: [] }, 'refract.receipt')
    stream.event({ draft: { name: 'a' } }, 'assist.draft')
    stream.close()
    await over
    expect(events.map(({ kind }) => kind)).toEqual(['delta', 'receipt', 'draft'])
    expect(events[2]).toEqual({ kind: 'draft', draft: { name: 'a' } })
  })

  it('says how it failed, without the key', async () => {
    const { call, events, over } = await asking()
    call.json({ error: { message: 'Bad key sk-test-1234', type: 'x', param: null, code: null } }, 401)
    await over
    expect(events).toEqual([{ kind: 'error', error: expect.objectContaining({ status: 401, message: 'Bad key …1234' }) }])
  })

  it('is not done when the stream ends without a draft', async () => {
    const { call, events, over } = await asking()
    const stream = call.stream()
    stream.event({ delta: '{' }, 'assist.delta')
    stream.close()
    await over
    expect(events.at(-1)).toMatchObject({ kind: 'error', error: { message: expect.stringContaining('broke off') } })
  })

  it('takes examples for what they are', async () => {
    const { call, events, over } = await asking()
    call.json({ object: 'refract.assist.examples', why: 'Too small.', examples: [] })
    await over
    expect(events).toEqual([{ kind: 'examples', examples: expect.objectContaining({ why: 'Too small.' }) }])
  })

  it('closes the connection when stopped, and says nothing more', async () => {
    const { call, events, over, controller } = await asking()
    const stream = call.stream()
    stream.event({ delta: '{' }, 'assist.delta')
    await until(() => events.length)
    controller.abort()
    await over
    expect(stream.left).toBe(true)
    expect(events.map(({ kind }) => kind)).toEqual(['delta'])
  })
})

describe('what was replaced', () => {
  it('comes back, and what was edited since stays', async () => {
    const { state } = await startedPlayground()
    const [system, user] = state().prompt.messages
    const before = state().prompt
    state().replace('Schema', () => {
      state().setParam('response_format', { type: 'json_object' })
      state().setParam('seed', undefined)
      state().setMessage(system!.id, { role: 'system', content: 'New' })
      state().setColumnParam('c1', 'temperature', 0.1)
      state().setTitle('Drafted')
    })
    expect(state().deletions.at(-1)).toMatchObject({ what: 'Schema', done: 'replaced' })
    state().setMessage(user!.id, { role: 'user', content: 'Typed since' })
    state().setParam('top_p', 0.5)
    state().setColumnParam('c1', 'seed', 3)
    expect(state().undo()).toBe(true)
    expect(state().prompt.title).toBe(before.title)
    expect(state().prompt.params).toEqual({ ...before.params, top_p: 0.5 })
    expect(state().prompt.messages.map(({ message }) => message.content)).toEqual([system!.message.content, 'Typed since'])
    expect(state().columns[0]!.params).toEqual({ seed: 3 })
  })

  it('is not remembered where nothing changed', async () => {
    const { state } = await startedPlayground()
    state().replace('Schema', () => {})
    expect(state().deletions).toEqual([])
  })
})
