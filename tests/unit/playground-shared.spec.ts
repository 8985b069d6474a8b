import { describe, expect, it } from 'vitest'
import { writeLink } from '@/lib/playground/share/link'
import type { Portable } from '@/lib/playground/share/portable'
import { toPortable } from '@/lib/playground/share/portable'
import { fakeServices, quiet, startedPlayground, until } from '../support/playground'

const shared: Portable = {
  title: 'From a stranger',
  messages: [{ role: 'user', content: 'What is inside?' }],
  params: { temperature: 0.3, tools: [{ type: 'function', function: { name: 'look' } }] },
  mocks: { look: 'nothing' },
  columns: [
    { letter: 'B', provider: 'openai', model: 'gpt-4.1', params: {} },
    {
      letter: 'A',
      provider: 'custom',
      model: 'qwen',
      host: 'https://models.example/v1',
      params: { temperature: null },
      retries: 1,
    },
  ],
}

/** A tab of the same device; `tab` brings what that tab remembers. */
function device(before?: ReturnType<typeof fakeServices>, { sameTab = false } = {}) {
  const fakes = fakeServices()
  if (before) Object.assign(fakes.services, { storage: before.services.storage, vault: before.services.vault })
  if (before && sameTab) fakes.services.tab.set(before.services.tab.get())
  return fakes
}

async function withOwnWork() {
  const page = await startedPlayground()
  page.state().setTitle('My own')
  page.pass(300)
  await until(() => page.state().saved === 'saved')
  return page
}

async function opened(fakes = device()) {
  fakes.visit(await writeLink(shared))
  const page = await startedPlayground(fakes)
  await until(() => page.state().shared)
  return page
}

const sent = (page: { gateway: { calls: { path: string }[] } }) => page.gateway.calls.map(({ path }) => path)

describe('a link that is opened', () => {
  it('shows the whole prompt, runs nothing, and asks for nothing but the list of models', async () => {
    const page = await opened()
    expect(toPortable(page.state())).toEqual(shared)
    expect(page.services.fragment()).toBe('')
    page.pass(60_000)
    await quiet()
    expect(sent(page)).toEqual(['/v1/models'])
    expect(page.state()).toMatchObject({ running: [], shared: { waiting: true } })
  })

  it.each(['run', 'edit', 'keep'] as const)('is asked about as soon as the person begins: %s', async how => {
    const page = await opened()
    if (how === 'run') page.state().runAll()
    if (how === 'edit') page.state().setTitle('Mine now')
    if (how === 'keep') page.state().keepShared()
    page.pass(1000)
    await quiet()
    expect(sent(page).filter(path => path === '/v1/explain')).toHaveLength(2)
  })

  it('leaves own work as it is, on the page and on the device, and gives it back', async () => {
    const page = await withOwnWork()
    const own = toPortable(page.state())
    page.state().setTitle('Typed a moment ago')
    page.visit(await writeLink(shared))
    await until(() => page.state().shared)
    page.state().setTitle('Edited by me')
    page.pass(300)
    await until(() => page.state().saved === 'saved')

    const otherTab = await startedPlayground(device(page))
    expect(toPortable(otherTab.state())).toEqual({ ...own, title: 'Typed a moment ago' })
    expect(otherTab.state().shared).toBeNull()

    page.state().backToMine()
    expect(toPortable(page.state())).toEqual({ ...own, title: 'Typed a moment ago' })
    page.state().undo()
    expect(page.state()).toMatchObject({
      prompt: { title: 'Edited by me' },
      shared: { own: { prompt: { title: 'Typed a moment ago' } } },
    })
  })

  it('is there after a reload of its tab, still waiting, with the way back', async () => {
    const mine = await withOwnWork()
    const page = await opened(device(mine))
    page.pass(300)
    await until(() => page.state().saved === 'saved')

    const again = await startedPlayground(device(page, { sameTab: true }))
    expect(toPortable(again.state())).toEqual(shared)
    expect(again.state().shared?.waiting).toBe(true)
    again.pass(60_000)
    await quiet()
    expect(sent(again)).toEqual(['/v1/models'])
    again.state().backToMine()
    expect(again.state().prompt.title).toBe('My own')
    again.pass(300)
    await until(() => again.state().saved === 'saved')
    expect((await startedPlayground(device(again, { sameTab: true }))).state().shared).toBeNull()
  })

  it('keeps the answers of both, each with its prompt', async () => {
    const mine = await withOwnWork()
    const ownColumn = mine.state().columns[0]!.id
    mine.state().run(ownColumn)
    mine.state().stop(ownColumn)
    const page = await opened(device(mine))
    const guestColumn = page.state().columns[0]!.id
    page.state().run(guestColumn)
    page.state().stop(guestColumn)
    page.pass(3000)
    await quiet()

    const again = await startedPlayground(device(page, { sameTab: true }))
    expect(again.runs.of(guestColumn).getState().run?.status).toBe('aborted')
    again.state().backToMine()
    expect(again.runs.of(ownColumn).getState().run?.status).toBe('aborted')
    const otherTab = await startedPlayground(device(page))
    expect(otherTab.runs.of(ownColumn).getState().run?.status).toBe('aborted')
  })

  it('becomes one’s own when it is kept, which can be undone', async () => {
    const page = await opened(device(await withOwnWork()))
    page.state().keepShared()
    expect(page.state()).toMatchObject({ shared: null, prompt: { title: 'From a stranger' } })
    page.pass(300)
    await until(() => page.state().saved === 'saved')
    expect((await startedPlayground(device(page))).state().prompt.title).toBe('From a stranger')

    page.state().undo()
    page.state().backToMine()
    page.pass(300)
    await until(() => page.state().saved === 'saved')
    expect((await startedPlayground(device(page))).state().prompt.title).toBe('My own')
  })

  it('gives way to the next one; what was worked on in it can be brought back', async () => {
    const page = await opened(device(await withOwnWork()))
    page.state().setTitle('Worked on')
    page.visit(await writeLink({ ...shared, title: 'The second' }))
    await until(() => page.state().prompt.title === 'The second')
    expect(page.state().shared?.own.prompt.title).toBe('My own')
    page.state().undo()
    expect(page.state().prompt.title).toBe('Worked on')
  })
})

describe('a link that cannot be opened', () => {
  it('says why, changes nothing and sends nothing', async () => {
    const mine = await withOwnWork()
    for (const link of ['#', '#nonsense', '#p1', '#p9abc', (await writeLink(shared)).slice(0, -1)]) {
      const fakes = device(mine)
      fakes.visit(link)
      const page = await startedPlayground(fakes)
      await until(() => page.state().linkProblem)
      page.pass(60_000)
      await quiet()
      expect(page.state()).toMatchObject({ prompt: { title: 'My own' }, shared: null, linkProblem: { message: /./ } })
      expect(sent(page)).toEqual([])
      page.state().dismissLink()
      expect(page.services.fragment()).toBe('')
      page.pass(1000)
      await quiet()
      expect(sent(page).filter(path => path === '/v1/models')).toHaveLength(1)
    }
  })
})
