import { describe, expect, it } from 'vitest'
import { quiet, startedPlayground, until } from '../support/playground'

/** A page whose gateway has just gone. */
async function lost() {
  const playground = await startedPlayground()
  const { state, gateway } = playground
  gateway.to('/v1/models')[0]!.refuse()
  await until(() => gateway.to('/healthz').length)
  gateway.to('/healthz')[0]!.refuse()
  await until(() => !state().reachable)
  await quiet()
  return playground
}

describe('the line to the gateway', () => {
  it('is in question when a request gets no answer, and fine when the gateway then says so', async () => {
    const { state, gateway } = await startedPlayground()
    gateway.to('/v1/models')[0]!.refuse()
    await until(() => gateway.to('/healthz').length)
    expect(state().reachable).toBe(true)
    gateway.to('/healthz')[0]!.json({ status: 'ok' })
    await quiet()
    expect(state().reachable).toBe(true)
  })

  it('is not back because of an answer to what was sent before it went', async () => {
    const { state, gateway, pass } = await startedPlayground()
    pass(1_000)
    await until(() => gateway.to('/v1/explain').length)
    gateway.to('/v1/models')[0]!.refuse()
    await until(() => gateway.to('/healthz').length)
    gateway.to('/healthz')[0]!.refuse()
    await until(() => !state().reachable)
    gateway.to('/v1/explain')[0]!.json({ targets: [] })
    await quiet()
    expect(state().reachable).toBe(false)
  })

  it('is lost when that gets no answer either, is looked for ever more seldom, and comes back by itself', async () => {
    const { state, gateway, pass } = await lost()
    expect(state().announcement).toBe('The gateway cannot be reached')
    pass(1_000)
    expect(gateway.to('/healthz')).toHaveLength(2)
    gateway.to('/healthz')[1]!.refuse()
    await quiet()
    pass(1_999)
    expect(gateway.to('/healthz')).toHaveLength(2)
    pass(1)
    expect(gateway.to('/healthz')).toHaveLength(3)
    gateway.to('/healthz')[2]!.json({ status: 'ok' })
    await until(() => state().reachable)
    expect(state().announcement).toBe('The gateway is back')
    // What failed meanwhile is asked for again.
    await until(() => gateway.to('/v1/models').length === 2)
    pass(60_000)
    expect(gateway.to('/healthz')).toHaveLength(3)
  })

  it('is looked at when the network comes or goes, when somebody returns, and on demand', async () => {
    const { state, gateway, network, hide } = await lost()
    const answer = async () => {
      gateway.to('/healthz').at(-1)!.refuse()
      await quiet()
    }
    network()
    expect(gateway.to('/healthz')).toHaveLength(2)
    await answer()
    hide(false)
    expect(gateway.to('/healthz')).toHaveLength(3)
    await answer()
    state().lookForGateway()
    state().lookForGateway()
    expect(gateway.to('/healthz')).toHaveLength(4)
  })

  it('is not in question when the person stops a run', async () => {
    const { state, gateway } = await startedPlayground()
    state().run('c1')
    await until(() => gateway.to('/v1/chat/completions').length)
    state().stop('c1')
    await quiet()
    expect(gateway.to('/healthz')).toHaveLength(0)
  })

  it('any answer of any kind proves that it is there', async () => {
    const { state, gateway } = await lost()
    state().run('c1')
    await until(() => gateway.to('/v1/chat/completions').length)
    gateway.to('/v1/chat/completions')[0]!.json({ error: { message: 'No', type: 'x', param: null, code: null } }, 500)
    await until(() => state().reachable)
  })

  it('asks again what would be sent, once it is back', async () => {
    const { state, gateway, pass } = await startedPlayground()
    pass(150)
    await until(() => gateway.to('/v1/explain').length === 3)
    for (const call of gateway.to('/v1/explain')) call.refuse()
    await until(() => gateway.to('/healthz').length)
    gateway.to('/healthz')[0]!.refuse()
    await until(() => !state().reachable && Object.values(state().forecasts).every(({ state }) => state === 'refused'))
    pass(1_000)
    gateway.to('/healthz')[1]!.json({})
    await until(() => state().reachable)
    pass(150)
    await until(() => gateway.to('/v1/explain').length === 6)
  })
})
