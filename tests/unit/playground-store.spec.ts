import { describe, expect, it } from 'vitest'
import { STARTERS } from '@/lib/playground/defaults'
import { browserServices } from '@/lib/playground/services'
import { createPlayground } from '@/lib/playground/store'
import { LETTERS } from '@/lib/playground/types'
import { quiet, startedPlayground } from '../support/playground'

describe('a page', () => {
  it('can be made where there is no browser, always the same', () => {
    const state = () => createPlayground(browserServices()).store.getState()
    expect(state().prompt).toEqual(state().prompt)
    expect(state().columns.map(({ letter, provider, model }) => `${letter} ${provider}/${model}`)).toEqual([
      'A sandbox/openai',
      'B sandbox/anthropic',
      'C sandbox/flaky',
    ])
    expect(state().columns.map(({ id }) => id)).toEqual(state().columns.map(({ id }) => id))
  })

  it('can be stopped and started again, and then does everything once', async () => {
    const page = await startedPlayground()
    page.stop()
    page.start()
    await quiet()
    page.state().setTitle('Twice')
    page.pass(300)
    await quiet()
    expect(page.state().saved).toBe('saved')
    expect(page.gateway.to('/v1/explain')).toHaveLength(3)
  })

  it('lists the models of the gateway, or says why not', async () => {
    const page = await startedPlayground()
    expect(page.state().modelsState).toBe('loading')
    page.gateway.to('/v1/models')[0]!.refuse()
    await quiet()
    expect(page.state()).toMatchObject({ modelsState: 'failed', modelsError: { type: 'network_error' }, models: [] })
    const again = page.state().loadModels()
    page.gateway
      .to('/v1/models')[1]!
      .json({ object: 'list', data: [{ id: 'sandbox/openai', provider: 'sandbox', model: 'openai' }] })
    await again
    expect(page.state()).toMatchObject({ modelsState: 'ready', modelsError: null, models: [{ id: 'sandbox/openai' }] })
  })
})

describe('messages', () => {
  const texts = (page: Awaited<ReturnType<typeof startedPlayground>>) =>
    page.state().prompt.messages.map(({ message }) => `${message.role}: ${message.content}`)

  it('are added, written, moved, duplicated and given another role', async () => {
    const page = await startedPlayground()
    const state = page.state()
    const id = state.addMessage('assistant')
    state.setMessage(id, { role: 'assistant', content: 'Top p is' })
    const first = state.addMessage('developer', 0)
    state.setRole(first, 'system')
    state.moveMessage(id, -2)
    state.duplicateMessage(id)
    expect(texts(page)).toEqual([
      'system: ',
      'assistant: Top p is',
      'assistant: Top p is',
      'system: Answer in plain words, in at most three sentences.',
      'user: What does top_p do, and when should I leave it alone?',
    ])
    state.moveMessage(id, -100)
    expect(texts(page)[0]).toBe('assistant: Top p is')
    const after = state.insertMessage(page.state().prompt.messages.at(-1)!.id)
    expect(page.state().prompt.messages.at(-1)).toEqual({ id: after, message: { role: 'assistant', content: '' } })
  })

  it('become a tool’s with an empty call id, and back without it', async () => {
    const page = await startedPlayground()
    const { id } = page.state().prompt.messages[1]!
    page.state().setRole(id, 'tool')
    expect(page.state().prompt.messages[1]!.message).toMatchObject({ role: 'tool', tool_call_id: '' })
    page.state().setRole(id, 'user')
    expect(page.state().prompt.messages[1]!.message).toEqual({
      role: 'user',
      content: 'What does top_p do, and when should I leave it alone?',
    })
  })

  it('say what another role has no place for, and give it back', async () => {
    const page = await startedPlayground()
    const id = page.state().addMessage('assistant')
    const tool_calls = [{ id: 'call_1', type: 'function' as const, function: { name: 'look', arguments: '{}' } }]
    page.state().setMessage(id, { role: 'assistant', content: null, tool_calls })
    page.state().setRole(id, 'user')
    expect(page.state().prompt.messages.at(-1)!.message).toEqual({ role: 'user', content: '' })
    expect(page.state().deletions.at(-1)?.what).toBe('tool_calls of the assistant message')
    page.state().undo()
    expect(page.state().prompt.messages.at(-1)!.message).toEqual({ role: 'assistant', content: null, tool_calls })
  })

  it('leave alone when deleted, and come back to their place whatever was edited since', async () => {
    const page = await startedPlayground()
    const [first, second] = page.state().prompt.messages
    page.state().deleteMessage(first!.id)
    expect(texts(page)).toHaveLength(1)
    expect(page.state().deletions.at(-1)?.what).toBe('System message')
    page.state().setMessage(second!.id, { role: 'user', content: 'Edited' })
    expect(page.state().undo()).toBe(true)
    expect(texts(page)).toEqual(['system: Answer in plain words, in at most three sentences.', 'user: Edited'])
    expect(page.state().undo()).toBe(false)
  })
})

describe('columns', () => {
  it('take the first free letter, six at most, and at least one stays', async () => {
    const page = await startedPlayground()
    const { removeColumn, addColumn, duplicateColumn } = page.state()
    removeColumn(page.state().columns[1]!.id)
    duplicateColumn(page.state().columns[0]!.id)
    expect(page.state().columns.map(({ letter }) => letter)).toEqual(['A', 'B', 'C'])
    expect(page.state().focused).toBe(page.state().columns[1]!.id)
    addColumn({ provider: 'openai', model: 'gpt-5.1' })
    addColumn()
    addColumn()
    expect(addColumn()).toBeNull()
    expect(page.state().columns.map(({ letter }) => letter)).toEqual([...LETTERS])
    for (const { id } of page.state().columns) removeColumn(id)
    expect(page.state().columns).toHaveLength(1)
    expect(page.state().focused).toBe(page.state().columns[0]!.id)
  })

  it('keep their overrides when the model changes, and lose them when reset', async () => {
    const page = await startedPlayground()
    const [a] = page.state().columns
    page.state().setColumnParam(a!.id, 'temperature', null)
    page.state().setColumnParam(a!.id, 'seed', 3)
    page.state().setColumnParam(a!.id, 'seed', undefined)
    page.state().setRetries(a!.id, 9)
    page.state().setModel(a!.id, { provider: 'openai', model: 'qwen', host: 'http://localhost:11434/v1' })
    expect(page.state().columns[0]).toEqual({
      id: a!.id,
      letter: 'A',
      provider: 'openai',
      model: 'qwen',
      host: 'http://localhost:11434/v1',
      params: { temperature: null },
      retries: 5,
    })
    page.state().setModel(a!.id, { provider: 'sandbox', model: 'openai' })
    page.state().resetColumn(a!.id)
    expect(page.state().columns[0]).toEqual({ id: a!.id, letter: 'A', provider: 'sandbox', model: 'openai', params: {} })
  })

  it('stop running when removed, and come back with what they had', async () => {
    const page = await startedPlayground()
    const [, b] = page.state().columns
    page.state().run(b!.id)
    await quiet()
    page.state().removeColumn(b!.id)
    expect(page.gateway.to('/v1/chat/completions')[0]!.signal?.aborted).toBe(true)
    page.state().undo()
    expect(page.state().columns[1]).toEqual(b)
    expect(page.runs.of(b!.id).getState().run?.status).toBe('aborted')
  })

  it('come back under another letter when theirs was given away, and wait while there is no room', async () => {
    const page = await startedPlayground()
    page.state().removeColumn(page.state().columns[0]!.id)
    page.state().addColumn()
    page.state().undo()
    expect(page.state().columns.map(({ letter }) => letter)).toEqual(['D', 'B', 'C', 'A'])
    page.state().removeColumn(page.state().columns[0]!.id)
    for (const _ of LETTERS) page.state().addColumn()
    expect(page.state().undo()).toBe(false)
    expect(page.state().deletions).toHaveLength(1)
  })
})

describe('a starter', () => {
  it.each(STARTERS.map(starter => [starter.id, starter] as const))(
    '%s opens, and undo brings back what was there',
    async (_, starter) => {
      const page = await startedPlayground()
      const { prompt, columns } = page.state()
      page.state().openStarter(starter)
      expect(page.state().prompt.messages.map(({ message }) => message)).toEqual(starter.messages)
      expect(page.state().columns.some(({ id }) => id === page.state().focused)).toBe(true)
      page.state().undo()
      expect(page.state()).toMatchObject({ prompt, columns })
    },
  )
})

describe('a forecast', () => {
  const target = (note: string) => ({
    targets: [{ path: 'config', provider: 'sandbox', model: 'openai', url: '', headers: {}, body: {}, notes: [{ param: note }] }],
  })
  const asked = (page: Awaited<ReturnType<typeof startedPlayground>>) => page.gateway.to('/v1/explain')

  it('is asked for each column 150 ms after the last change', async () => {
    const page = await startedPlayground()
    const [a, , c] = page.state().columns
    page.pass(149)
    expect(asked(page)).toHaveLength(0)
    page.state().setParam('seed', 8)
    page.pass(149)
    expect(asked(page)).toHaveLength(0)
    page.pass(1)
    expect(asked(page).map(({ body }) => [body.model, body.seed])).toEqual([
      ['openai', 8],
      ['anthropic', 8],
      ['flaky', 8],
    ])
    asked(page)[0]!.json(target('seed'))
    asked(page)[2]!.json({ error: { message: 'No.', type: 'invalid_request_error', param: 'seed', code: null } }, 400)
    await quiet()
    expect(page.state().forecasts[a!.id]).toMatchObject({ state: 'known', target: { notes: [{ param: 'seed' }] } })
    expect(page.state().forecasts[c!.id]).toMatchObject({ state: 'refused', error: { message: 'No.' } })
  })

  it('of one column asks for that one only, keeps the last answer meanwhile, and throws older ones away', async () => {
    const page = await startedPlayground()
    const [a] = page.state().columns
    page.pass(150)
    asked(page)[0]!.json(target('first'))
    await quiet()
    page.state().setColumnParam(a!.id, 'seed', 1)
    page.pass(150)
    page.state().setColumnParam(a!.id, 'seed', 2)
    page.pass(150)
    expect(asked(page)).toHaveLength(5)
    expect(asked(page)[3]!.signal?.aborted).toBe(true)
    expect(page.state().forecasts[a!.id]).toMatchObject({ target: { notes: [{ param: 'first' }] } })
    await quiet()
    expect(page.state().forecasts[a!.id]).toMatchObject({ target: { notes: [{ param: 'first' }] } })
    asked(page)[3]!.json(target('older'))
    asked(page)[4]!.json(target('newer'))
    await quiet()
    expect(page.state().forecasts[a!.id]).toMatchObject({ target: { notes: [{ param: 'newer' }] } })
    page.state().setTitle('Nothing a provider sees')
    page.pass(1000)
    expect(asked(page)).toHaveLength(5)
  })

  it('of another model begins anew, and of a removed column goes', async () => {
    const page = await startedPlayground()
    const [a] = page.state().columns
    page.pass(150)
    asked(page)[0]!.json(target('first'))
    await quiet()
    page.state().setModel(a!.id, { provider: 'openai', model: 'gpt-5.1' })
    expect(page.state().forecasts[a!.id]).toEqual({ state: 'asking' })
    page.state().removeColumn(a!.id)
    expect(page.state().forecasts).not.toHaveProperty(a!.id)
    page.pass(1000)
    expect(asked(page)).toHaveLength(3)
  })

  it('is asked again when the page comes back and the gateway had not been reached', async () => {
    const page = await startedPlayground()
    page.pass(150)
    for (const call of asked(page)) call.refuse()
    await quiet()
    expect(Object.values(page.state().forecasts)[0]).toMatchObject({ state: 'refused', error: { type: 'network_error' } })
    page.hide(true)
    page.hide(false)
    page.pass(150)
    expect(asked(page)).toHaveLength(6)
  })
})
