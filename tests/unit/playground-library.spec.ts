import { describe, expect, it } from 'vitest'
import { createLibrary, type Entry } from '@/lib/playground/library'
import { toPortable } from '@/lib/playground/share/portable'
import { chunk, fakeShelf, quiet, startedPlayground, until } from '../support/playground'

describe('a library', () => {
  const library = (shelf = fakeShelf()) => createLibrary<Entry>(shelf, 'things', { entries: 3, size: 100 }, () => true)
  const entry = (id: string, at: number) => ({ id, at })

  it('keeps the newest, by count and by size, and nothing of the others', async () => {
    const shelf = fakeShelf()
    const things = library(shelf)
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) await things.put(entry(id, index), id)
    expect((await things.list()).map(({ id }) => id)).toEqual(['d', 'c', 'b'])
    await things.put(entry('large', 9), 'x'.repeat(95))
    expect((await things.list()).map(({ id }) => id)).toEqual(['large', 'd'])
    await things.put(entry('larger', 10), 'x'.repeat(1000))
    expect((await things.list()).map(({ id }) => id)).toEqual(['larger'])
    expect([...shelf.values.keys()].sort()).toEqual(['things', 'things:larger'])
  })

  it('loses nothing when two tabs write at once', async () => {
    const shelf = fakeShelf()
    await Promise.all(['a', 'b', 'c'].map((id, at) => library(shelf).put(entry(id, at), id)))
    expect((await library(shelf).list()).length).toBe(3)
  })

  it('leaves out what is damaged', async () => {
    const shelf = fakeShelf(new Map([['things', [{ id: 7 }, null, { id: 'a', at: 1, size: 1 }, 'x']]]))
    expect(await library(shelf).list()).toEqual([{ id: 'a', at: 1, size: 1 }])
  })
})

describe('saved prompts', () => {
  it('are kept under their title, opened, and never touch what is not saved but by an undo', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Triage')
    await page.state().savePrompt()
    await page.state().loadPrompts()
    expect(page.state().savedPrompts).toMatchObject([{ name: 'Triage', contents: '2 messages', models: { length: 3 } }])
    const saved = toPortable(page.state())

    page.state().newPrompt()
    expect(page.state().prompt).toMatchObject({
      title: 'Untitled prompt',
      messages: [{ message: { role: 'user', content: '' } }],
    })
    expect(toPortable(page.state()).columns).toEqual(saved.columns)
    page.state().setTitle('Something new')
    await page.state().openPrompt(page.state().savedPrompts![0]!.id)
    expect(toPortable(page.state())).toEqual(saved)
    page.state().undo()
    expect(page.state().prompt.title).toBe('Something new')
  })

  it('of one name replace each other, which can be undone', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Triage')
    await page.state().savePrompt()
    page.state().setParam('seed', 99)
    await page.state().savePrompt()
    await page.state().loadPrompts()
    expect(page.state().savedPrompts).toHaveLength(1)
    page.state().undo()
    await quiet()
    await page.state().openPrompt(page.state().savedPrompts![0]!.id)
    expect(page.state().prompt.params.seed).toBe(7)
  })

  it('are renamed, duplicated and deleted, which can be undone', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Triage')
    await page.state().savePrompt()
    await page.state().loadPrompts()
    const [first] = page.state().savedPrompts!
    await page.state().duplicatePrompt(first!.id)
    await page.state().duplicatePrompt(first!.id)
    await page.state().renamePrompt(first!.id, 'First aid')
    const names = () =>
      page
        .state()
        .savedPrompts!.map(({ name }) => name)
        .sort()
    expect(names()).toEqual(['First aid', 'Triage copy', 'Triage copy 2'])
    await page.state().deletePrompt(first!.id)
    expect(names()).toEqual(['Triage copy', 'Triage copy 2'])
    page.state().undo()
    await until(() => page.state().savedPrompts!.length === 3)
    await page.state().openPrompt(first!.id)
    expect(page.state().prompt.title).toBe('First aid')
  })

  it('go on as a copy, the original kept', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Triage')
    await page.state().copyPrompt()
    expect(page.state().prompt.title).toBe('Triage copy')
    await page.state().loadPrompts()
    expect(page.state().savedPrompts!.map(({ name }) => name)).toEqual(['Triage'])
  })

  it('that cannot be kept are told', async () => {
    const page = await startedPlayground()
    page.services.storage.broken = true
    await page.state().savePrompt()
    expect(page.state().problems).toEqual([expect.stringMatching(/could not keep/)])
  })
})

describe('the history of runs', () => {
  /** Runs all columns: the first answers, the others fail. */
  async function ran(page: Awaited<ReturnType<typeof startedPlayground>>, answer = 'Forty-two.') {
    const before = page.gateway.to('/v1/chat/completions').length
    page.state().runAll()
    await until(() => page.gateway.to('/v1/chat/completions').length === before + page.state().columns.length)
    const [first, ...others] = page.gateway.to('/v1/chat/completions').slice(before)
    const stream = first!.stream()
    stream.event(chunk({ content: answer }))
    stream.event({
      ...chunk({}, { finish_reason: 'stop' }),
      usage: { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14 },
    })
    stream.event('[DONE]')
    stream.close()
    for (const call of others) call.json({ error: { message: 'Busy.', type: 'rate_limit_error', param: null, code: null } }, 429)
    await until(() => page.state().running.length === 0)
    await quiet()
  }

  it('has one entry for a Run all, with what each column answered', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Triage')
    await ran(page)
    await page.state().loadHistory()
    expect(page.state().history).toMatchObject([
      {
        title: 'Triage',
        text: expect.stringContaining('top_p'),
        results: [
          { letter: 'A', model: 'sandbox/openai', status: 'done', begins: 'Forty-two.', tokens: 4 },
          { letter: 'B', status: 'error', begins: 'Busy.' },
          { letter: 'C', status: 'error' },
        ],
      },
    ])
  })

  it('has one entry for one column, and one for a run that was stopped', async () => {
    const page = await startedPlayground()
    const [a] = page.state().columns
    page.state().run(a!.id)
    await until(() => page.gateway.to('/v1/chat/completions').length === 1)
    page.state().stop(a!.id)
    await quiet()
    await page.state().loadHistory()
    expect(page.state().history).toMatchObject([{ results: [{ letter: 'A', status: 'aborted' }] }])
  })

  it('has a run in its list from the start, for a page that goes away has no time for the list', async () => {
    const page = await startedPlayground()
    page.state().runAll()
    await until(() => page.gateway.to('/v1/chat/completions').length === 3)
    await page.state().loadHistory()
    expect(page.state().history).toMatchObject([{ results: [{ status: 'waiting' }, {}, {}] }])
    page.gateway.to('/v1/chat/completions')[1]!.refuse()
    await until(() => page.state().running.length === 2)
    await until(() => page.state().history![0]!.results[1]!.status === 'error')
    expect(page.state().history).toHaveLength(1)
  })

  it('keeps what was under way when the page goes away', async () => {
    const page = await startedPlayground()
    page.state().runAll()
    await until(() => page.gateway.to('/v1/chat/completions').length === 3)
    page.gateway
      .to('/v1/chat/completions')[0]!
      .stream()
      .event(chunk({ content: 'Half an ans' }))
    await quiet()
    page.leave()
    await quiet()
    await page.state().loadHistory()
    expect(page.state().history).toMatchObject([{ results: [{ begins: 'Half an ans' }, {}, {}] }])
  })

  it('opens with prompt, columns and answers as they were, and can be undone', async () => {
    const page = await startedPlayground()
    page.state().setTitle('Triage')
    const asked = toPortable(page.state())
    await ran(page)
    page.state().setTitle('Changed since')
    page.state().removeColumn(page.state().columns[2]!.id)
    await ran(page, 'Another answer.')
    await page.state().loadHistory()
    await page.state().openRun(page.state().history!.at(-1)!.id)
    expect(toPortable(page.state())).toEqual(asked)
    const run = page.runs.of(page.state().columns[0]!.id).getState().run
    expect(run?.completion?.choices[0]?.message.content).toBe('Forty-two.')
    page.state().undo()
    expect(page.state().prompt.title).toBe('Changed since')
    expect(page.runs.of(page.state().columns[0]!.id).getState().run?.completion?.choices[0]?.message.content).toBe(
      'Another answer.',
    )
  })

  it('forgets one, or all, and both can be undone', async () => {
    const page = await startedPlayground()
    await ran(page)
    await ran(page)
    await page.state().loadHistory()
    await page.state().deleteRun(page.state().history![0]!.id)
    expect(page.state().history).toHaveLength(1)
    page.state().undo()
    await until(() => page.state().history!.length === 2)
    await page.state().clearHistory()
    expect(page.state().history).toEqual([])
    page.state().undo()
    await until(() => page.state().history!.length === 2)
  })

  it('shortens what is too large, the receipt first, and still opens', async () => {
    const page = await startedPlayground()
    await ran(page, 'word '.repeat(60_000))
    await page.state().loadHistory()
    const [entry] = page.state().history!
    expect(entry!.size).toBeLessThan(60_000)
    await page.state().openRun(entry!.id)
    const run = page.runs.of(page.state().columns[0]!.id).getState().run
    expect(run?.completion?.choices[0]?.message.content).toMatch(/^word .*…$/)
  })

  it('holds no key', async () => {
    const page = await startedPlayground()
    page.state().setKey('sandbox', 'canary-of-a-key')
    await ran(page)
    await page.state().savePrompt()
    expect(JSON.stringify([...page.services.storage.values])).not.toContain('canary')
  })
})
