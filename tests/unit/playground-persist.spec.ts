import { describe, expect, it } from 'vitest'
import { createPlayground } from '@/lib/playground/store'
import type { Run } from '@/lib/playground/types'
import { chunk, fakeServices, quiet, startedPlayground, until } from '../support/playground'

/** The same device after a reload: its storage, everything else new. */
function reloaded(before: ReturnType<typeof fakeServices>) {
  const fakes = fakeServices()
  Object.assign(fakes.services, { storage: before.services.storage, vault: before.services.vault })
  return startedPlayground(fakes)
}

describe('what is written', () => {
  it('is saved 300 ms after the last change and survives a reload', async () => {
    const page = await startedPlayground()
    expect(page.state().saved).toBe('saved')
    page.state().setTitle('Checkout triage')
    page.state().setColumnParam(page.state().columns[0]!.id, 'temperature', null)
    page.state().addColumn({ provider: 'openai', model: 'qwen', host: 'http://localhost:11434/v1' })
    page.state().setTheme('dark')
    page.state().setView(page.state().columns[0]!.id, 'tokens')
    expect(page.state().saved).toBe('saving')
    page.pass(299)
    await quiet()
    expect(page.services.storage.values.size).toBe(0)
    page.pass(1)
    await until(() => page.state().saved === 'saved')

    const again = await reloaded(page)
    expect(again.state().prompt).toEqual(page.state().prompt)
    expect(again.state().columns).toEqual(page.state().columns)
    expect(again.state().ui).toEqual(page.state().ui)
    expect(again.state().columns.some(({ id }) => id === again.state().focused)).toBe(true)
    expect(again.state()).toMatchObject({ saved: 'saved', problems: [] })
  })

  it.each(['leave', 'hide'] as const)('is saved at once on %s', async how => {
    const page = await startedPlayground()
    page.state().setTitle('Almost lost')
    how === 'leave' ? page.leave() : page.hide(true)
    await quiet()
    expect((await reloaded(page)).state().prompt.title).toBe('Almost lost')
  })

  it('before the storage has answered is kept, and the saved prompt is one undo away', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Saved earlier')
    page.leave()
    await quiet()

    const fast = fakeServices()
    let answer = () => {}
    const waits = new Promise<void>(resolve => {
      answer = resolve
    })
    const { storage } = page.services
    Object.assign(fast.services, { storage: { ...storage, get: (name: string) => waits.then(() => storage.get(name)) } })
    const playground = createPlayground(fast.services)
    playground.start()
    playground.store.getState().setTitle('Typed at once')
    answer()
    await until(() => playground.store.getState().saved !== 'restoring')
    expect(playground.store.getState().prompt.title).toBe('Typed at once')
    playground.store.getState().undo()
    expect(playground.store.getState().prompt.title).toBe('Saved earlier')
  })

  it('says so when it cannot be saved, once, and when it can again', async () => {
    const page = await startedPlayground()
    page.services.storage.broken = true
    page.state().setTitle('One')
    page.pass(300)
    await until(() => page.state().saved === 'failed')
    expect(page.state().problems).toEqual([expect.stringMatching(/^Saving failed/)])
    page.state().dismissProblems()
    page.state().setTitle('Two')
    page.pass(300)
    await until(() => page.state().saved === 'failed')
    expect(page.state().problems).toEqual([])
    page.services.storage.broken = false
    page.state().setTheme('dark')
    page.pass(300)
    await until(() => page.state().saved === 'saved')
    expect((await reloaded(page)).state()).toMatchObject({ prompt: { title: 'Two' }, ui: { theme: 'dark' } })
  })

  it('says so when there is no storage at all', async () => {
    const fakes = fakeServices()
    fakes.services.storage.broken = true
    const page = await startedPlayground(fakes)
    expect(page.state()).toMatchObject({ saved: 'failed', problems: [expect.stringMatching(/does not let the page save/)] })
  })
})

describe('a storage that does not answer', () => {
  async function silent(asked: (name: string) => boolean) {
    const before = await startedPlayground()
    before.state().setTitle('Saved earlier')
    before.leave()
    await quiet()
    const fakes = fakeServices()
    const { storage } = before.services
    let answer = () => {}
    const waits = new Promise<void>(resolve => {
      answer = resolve
    })
    const get = async (name: string) => {
      if (asked(name)) await waits
      return storage.get(name)
    }
    Object.assign(fakes.services, { storage: { ...storage, get } })
    const playground = createPlayground(fakes.services)
    const stop = playground.start()
    return {
      ...fakes,
      ...playground,
      stop,
      answer,
      saved: () => storage.get('document'),
      state: () => playground.store.getState(),
    }
  }

  it.each(['document', 'ui'])('keeps nobody from working, and is never written over: %s', async name => {
    const page = await silent(asked => asked === name)
    page.pass(9_999)
    await quiet()
    expect(page.state().saved).toBe('restoring')
    page.pass(1)
    expect(page.state()).toMatchObject({ saved: 'failed', problems: [expect.stringMatching(/does not answer/)] })
    const saved = await page.saved()
    page.state().setTitle('Typed meanwhile')
    page.answer()
    page.pass(60_000)
    page.leave()
    await quiet()
    expect(page.state().prompt.title).toBe('Typed meanwhile')
    expect(await page.saved()).toEqual(saved)
  })

  it('does not keep a link from being opened', async () => {
    const page = await silent(() => true)
    page.visit('#not-a-link')
    await quiet()
    page.pass(10_000)
    await until(() => page.state().linkProblem)
  })

  it('is no matter of a page that was left', async () => {
    const page = await silent(() => true)
    page.stop()
    page.pass(10_000)
    expect(page.state()).toMatchObject({ saved: 'restoring', problems: [] })
  })
})

describe('a damaged state', () => {
  const message = { id: 'm', message: { role: 'user', content: 'Hi' } }
  const column = { id: 'c', letter: 'A', provider: 'sandbox', model: 'openai', params: {} }
  const prompt = { title: 'T', messages: [message], params: {} }
  const document = (value: unknown, version = 1) => ({ version, value })

  it.each([
    ['null', null],
    ['text', 'prompt'],
    ['a newer version', document({ prompt, columns: [column] }, 99)],
    ['no columns', document({ prompt, columns: [] })],
    ['two columns of one letter', document({ prompt, columns: [column, { ...column, id: 'd' }] })],
    ['a column without a model', document({ prompt, columns: [{ ...column, model: undefined }] })],
    ['seven letters', document({ prompt, columns: [{ ...column, letter: 'G' }] })],
    [
      'an unknown role',
      document({ prompt: { ...prompt, messages: [{ id: 'm', message: { role: 'robot', content: '' } }] }, columns: [column] }),
    ],
    [
      'content that is a number',
      document({ prompt: { ...prompt, messages: [{ id: 'm', message: { role: 'user', content: 3 } }] }, columns: [column] }),
    ],
    ['two messages of one id', document({ prompt: { ...prompt, messages: [message, message] }, columns: [column] })],
    ['params that are a list', document({ prompt: { ...prompt, params: [] }, columns: [column] })],
  ])('(%s) falls back to the default, says so and is kept aside', async (_, damaged) => {
    const fakes = fakeServices()
    fakes.services.storage.values.set('document', damaged)
    const page = await startedPlayground(fakes)
    expect(page.state().prompt.title).toBe('Untitled prompt')
    expect(page.state().problems).toEqual([expect.stringMatching(/could not be read/)])
    expect(fakes.services.storage.values.get('document.damaged')).toEqual(damaged)
  })

  it('of the settings falls back one by one', async () => {
    const fakes = fakeServices()
    const value = { theme: 'dark', mobileTab: 'attic', prompt: { open: 'yes', width: 9000 }, inspector: null, views: { c1: 3 } }
    fakes.services.storage.values.set('ui', { version: 1, value })
    const page = await startedPlayground(fakes)
    expect(page.state().ui).toMatchObject({
      theme: 'dark',
      mobileTab: 'prompt',
      prompt: { open: true, width: 560 },
      inspector: { open: false, tab: 'receipt' },
      views: {},
      pinned: null,
    })
  })

  it('of a run leaves that run out and says so; runs of no column are removed', async () => {
    const fakes = fakeServices()
    fakes.services.storage.values.set('run:c1', { version: 1, value: { id: 'r', columnId: 'c1', status: 'fine' } })
    fakes.services.storage.values.set('run:gone', { version: 1, value: {} })
    const page = await startedPlayground(fakes)
    expect(page.runs.of('c1').getState().run).toBeNull()
    expect(page.state().problems).toEqual([expect.stringMatching(/answer could not be read/)])
    expect([...fakes.services.storage.values.keys()]).toEqual(['run:c1'])
  })
})

describe('a saved run', () => {
  async function streaming() {
    const page = await startedPlayground()
    const id = page.state().columns[0]!.id
    page.state().run(id)
    await quiet()
    const stream = page.gateway.to('/v1/chat/completions')[0]!.stream()
    stream.event(chunk({ content: 'Half an answer' }))
    await quiet()
    return { ...page, id, stream }
  }
  const content = (run: Run | null) => run?.completion?.choices[0]?.message.content

  it('comes back as it ended', async () => {
    const page = await streaming()
    page.stream.event('[DONE]')
    await quiet()
    const again = await reloaded(page)
    expect(again.runs.of(page.id).getState().run).toEqual(page.runs.of(page.id).getState().run)
    expect(again.runs.of(page.id).getState().run?.status).toBe('done')
  })

  it('is saved when it is stopped', async () => {
    const page = await streaming()
    page.state().stop(page.id)
    await quiet()
    const run = (await reloaded(page)).runs.of(page.id).getState().run
    expect([run?.status, content(run)]).toEqual(['aborted', 'Half an answer'])
  })

  it('is saved every two seconds while it streams, and comes back as aborted with what it had', async () => {
    const page = await streaming()
    page.pass(1999)
    await quiet()
    expect(page.services.storage.values.has(`run:${page.id}`)).toBe(false)
    page.pass(1)
    await quiet()
    page.stream.event(chunk({ content: ', and more' }))
    await quiet()
    const early = (await reloaded(page)).runs.of(page.id).getState().run
    expect([early?.status, early?.endedAt, content(early)]).toEqual(['aborted', 2000, 'Half an answer'])
    page.pass(2000)
    await quiet()
    expect(content((await reloaded(page)).runs.of(page.id).getState().run)).toBe('Half an answer, and more')
  })

  it('is saved when the page is left', async () => {
    const page = await streaming()
    page.leave()
    await quiet()
    expect(content((await reloaded(page)).runs.of(page.id).getState().run)).toBe('Half an answer')
  })

  it('goes with its column and comes back with it', async () => {
    const page = await streaming()
    page.state().removeColumn(page.id)
    await quiet()
    expect(page.services.storage.values.has(`run:${page.id}`)).toBe(false)
    page.state().undo()
    await quiet()
    expect(page.services.storage.values.has(`run:${page.id}`)).toBe(true)
  })
})

describe('a key', () => {
  const everything = (page: Awaited<ReturnType<typeof startedPlayground>>) =>
    JSON.stringify([[...page.services.storage.values], page.state().problems, page.state().announcement, page.state().forecasts])

  it('is in memory only, and never in what is saved of prompt, columns, settings and runs', async () => {
    const page = await startedPlayground()
    page.state().setKey('sandbox', ' test-key-1234 ')
    page.state().setAccessToken('test-token-5678')
    page.state().setTitle('Anything')
    page.state().run('c1')
    page.pass(300)
    await quiet()
    const [call] = page.gateway.to('/v1/chat/completions')
    expect(call!.headers.authorization).toBe('Bearer test-key-1234')
    call!.json({ error: { message: 'test-key-1234 is wrong', type: 'authentication_error' } }, 401)
    for (const explain of page.gateway.to('/v1/explain')) explain.json({ error: { message: 'test-token-5678 is wrong' } }, 401)
    await quiet()
    expect(page.services.storage.values.has('document')).toBe(true)
    expect(page.services.storage.values.has('run:c1')).toBe(true)
    expect(everything(page)).not.toMatch(/test-key-1234|test-token-5678/)
    expect(page.services.vault.values.size).toBe(0)
    expect((await reloaded(page)).state().keys).toEqual({ providers: {}, accessToken: '' })
  })

  it('is remembered by choice, in a place of its own, and gone when the choice is taken back', async () => {
    const page = await startedPlayground()
    page.state().setRemember(true)
    page.state().setKey('anthropic', 'test-key-1234')
    page.pass(300)
    await quiet()
    expect(everything(page)).not.toContain('test-key-1234')

    const again = await reloaded(page)
    await until(() => again.state().remember)
    expect(again.state().keys.providers).toEqual({ anthropic: 'test-key-1234' })
    again.state().setRemember(false)
    await quiet()
    expect(page.services.vault.values.size).toBe(0)
    expect(again.state().keys.providers).toEqual({ anthropic: 'test-key-1234' })
    expect((await reloaded(page)).state().keys.providers).toEqual({})
  })

  it('that is forgotten is gone everywhere', async () => {
    const page = await startedPlayground()
    page.state().setRemember(true)
    page.state().setKey('__proto__', 'test-key-1234')
    await quiet()
    page.state().forgetKeys()
    await quiet()
    expect(JSON.stringify([...page.services.vault.values])).not.toContain('test-key')
  })

  it('that cannot be remembered is said so, without saying the key', async () => {
    const page = await startedPlayground()
    page.services.vault.broken = true
    page.state().setRemember(true)
    page.state().setKey('anthropic', 'test-key-1234')
    await quiet()
    expect(page.state().problems).toEqual(['The keys could not be remembered on this device.'])
  })
})
