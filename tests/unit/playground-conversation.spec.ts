import { describe, expect, it } from 'vitest'
import type { ChatMessage, ToolCall } from '@/lib/chat/types'
import { callsFor, openCalls } from '@/lib/playground/calls'
import { mistakesIn, mistakesOf } from '@/lib/playground/mistakes'
import { chunk, quiet, startedPlayground, until } from '../support/playground'

type Page = Awaited<ReturnType<typeof startedPlayground>>
const call = (id: string, name = 'get_weather', args = '{"city": "Oslo"}'): ToolCall => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
const messages = (page: Page) => page.state().prompt.messages.map(({ message }) => message)
const idAt = (page: Page, index: number) => page.state().prompt.messages.at(index)!.id

/** Replaces the whole conversation. */
function write(page: Page, ...written: ChatMessage[]) {
  for (const { id } of page.state().prompt.messages) page.state().deleteMessage(id)
  for (const message of written) page.state().setMessage(page.state().addMessage('user'), message)
}

/** Lets a column answer with these chunks. */
async function answer(page: Page, columnId: string, ...deltas: Record<string, unknown>[]) {
  page.state().run(columnId)
  await until(() => page.gateway.to('/v1/chat/completions').length)
  const stream = page.gateway.to('/v1/chat/completions').at(-1)!.stream()
  for (const delta of deltas) stream.event(chunk(delta))
  stream.event('[DONE]')
  await until(() => page.runs.snapshot(columnId)?.status === 'done')
}

describe('an answer', () => {
  it('goes into the messages with a place to go on, and out of them again', async () => {
    const page = await startedPlayground()
    const before = messages(page)
    await answer(page, 'c2', { content: 'It cuts ' }, { content: 'the tail.' })
    const place = page.state().addToMessages('c2', 0)
    expect(messages(page)).toEqual([
      ...before,
      { role: 'assistant', content: 'It cuts the tail.' },
      { role: 'user', content: '' },
    ])
    expect(place).toBe(idAt(page, -1))
    expect(page.state().deletions.at(-1)).toMatchObject({ what: 'Answer of B', done: 'added to the messages' })
    page.state().undo()
    expect(messages(page)).toEqual(before)
  })

  it('that is undone leaves what has been written since', async () => {
    const page = await startedPlayground()
    const before = messages(page)
    await answer(page, 'c1', { content: 'Yes.' })
    const place = page.state().addToMessages('c1', 0)!
    page.state().setMessage(place, { role: 'user', content: 'And why?' })
    page.state().undo()
    expect(messages(page)).toEqual([...before, { role: 'user', content: 'And why?' }])
  })

  it('uses the place nobody has written in', async () => {
    const page = await startedPlayground()
    await answer(page, 'c1', { content: 'Yes.' })
    const place = page.state().addMessage('user')
    expect(page.state().addToMessages('c1', 0)).toBe(place)
    expect(messages(page).map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
  })

  it('takes signed thinking and the exact arguments of its calls along, and asks for their results', async () => {
    const page = await startedPlayground()
    const args = '{ "city":"Oslo" }'
    const thinking = { index: 0, delta: { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' } }
    await answer(
      page,
      'c2',
      { reasoning_content: 'Hm.', content_blocks: [thinking] },
      { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: args } }] },
      { tool_calls: [{ index: 1, id: 'call_2', type: 'function', function: { name: 'get_time', arguments: '{}' } }] },
    )
    page.store.setState(({ prompt }) => ({ prompt: { ...prompt, mocks: { get_time: '12:00' } } }))
    const place = page.state().addToMessages('c2', 0)
    const [turn, first, second] = messages(page).slice(2)
    expect(turn).toMatchObject({
      role: 'assistant',
      content_blocks: [{ type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }],
      tool_calls: [call('call_1', 'get_weather', args), call('call_2', 'get_time', '{}')],
    })
    expect([first, second]).toEqual([
      { role: 'tool', tool_call_id: 'call_1', content: '' },
      { role: 'tool', tool_call_id: 'call_2', content: '12:00' },
    ])
    expect(place).toBe(idAt(page, 3))
  })

  it('that never came adds nothing', async () => {
    const page = await startedPlayground()
    expect(page.state().addToMessages('c1', 0)).toBeUndefined()
    expect(messages(page)).toHaveLength(2)
  })
})

describe('calls in the messages', () => {
  it('are offered to the results after them only', async () => {
    const page = await startedPlayground()
    write(
      page,
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: null, tool_calls: [call('a'), call('b', 'get_time')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'tool', tool_call_id: '', content: '2' },
      { role: 'user', content: 'And?' },
      { role: 'tool', tool_call_id: 'a', content: '3' },
    )
    const { messages } = page.state().prompt
    expect(callsFor(messages, 3)).toEqual([
      { id: 'a', name: 'get_weather' },
      { id: 'b', name: 'get_time' },
    ])
    expect(callsFor(messages, 5)).toEqual([])
    expect(openCalls(messages, 1)).toEqual([{ id: 'b', name: 'get_time' }])
  })

  it('keep their answer under a new id; another turn with the same id is left alone', async () => {
    const page = await startedPlayground()
    const turn: ChatMessage = { role: 'assistant', content: null, tool_calls: [call('a')] }
    const result: ChatMessage = { role: 'tool', tool_call_id: 'a', content: '1' }
    write(page, { role: 'user', content: 'Hi' }, turn, result, turn, result)
    page.state().setCall(idAt(page, 1), 0, call('new'))
    expect(messages(page).slice(2)).toEqual([{ ...result, tool_call_id: 'new' }, turn, result])
  })

  it('are added, removed and put back', async () => {
    const page = await startedPlayground()
    write(page, { role: 'user', content: 'Hi' }, { role: 'assistant', content: '' })
    page.state().setParam('tools', [{ type: 'function', function: { name: 'get_time' } }])
    const id = idAt(page, 1)
    page.state().addCall(id)
    const before = messages(page)[1]!
    expect(before).toMatchObject({ tool_calls: [{ type: 'function', function: { name: 'get_time', arguments: '{}' } }] })
    page.state().removeCall(id, 0)
    expect(messages(page)[1]).toEqual({ role: 'assistant', content: '' })
    expect(page.state().deletions.at(-1)!.what).toBe('Call of get_time')
    page.state().undo()
    expect(messages(page)[1]).toEqual(before)
  })
})

describe('a mistake', () => {
  const mistakes = (page: Page) =>
    page.state().prompt.messages.flatMap((_, index) => mistakesOf(page.state().prompt.messages, index))
  const texts = (page: Page) => mistakes(page).map(({ text }) => text)

  it('is found again for the same messages without looking, and for messages without one the same none', async () => {
    const page = await startedPlayground()
    write(page, { role: 'user', content: 'Hi' }, { role: 'tool', tool_call_id: 'lost', content: '1' })
    const found = () => mistakesIn(page.state().prompt.messages, idAt(page, 1))
    const before = found()
    expect(before).toEqual(mistakesOf(page.state().prompt.messages, 1))
    expect(found()).toBe(before)
    const none = mistakesIn(page.state().prompt.messages, idAt(page, 0))
    page.state().setMessage(idAt(page, 0), { role: 'user', content: 'Hi there' })
    expect(mistakesIn(page.state().prompt.messages, idAt(page, 0))).toBe(none)
    expect(mistakesIn(page.state().prompt.messages, 'of nobody')).toBe(none)
  })

  it('is a result without its call, and its fix binds it to one that waits', async () => {
    const page = await startedPlayground()
    write(
      page,
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: null, tool_calls: [call('a')] },
      { role: 'tool', tool_call_id: 'lost', content: '1' },
    )
    expect(texts(page)).toEqual(['get_weather has no answer after it.', 'No call right before it has the id lost.'])
    page.state().fix(idAt(page, 2), mistakes(page)[1]!.fix!)
    expect(messages(page)[2]).toMatchObject({ tool_call_id: 'a' })
    expect(texts(page)).toEqual([])
  })

  it('is a result where nothing was called, and its fix gives the words to the user, with undo', async () => {
    const page = await startedPlayground()
    write(page, { role: 'tool', tool_call_id: 'lost', content: '1' })
    page.state().fix(idAt(page, 0), mistakes(page)[0]!.fix!)
    expect(messages(page)).toEqual([{ role: 'user', content: '1' }])
    page.state().undo()
    expect(messages(page)).toEqual([{ role: 'tool', tool_call_id: 'lost', content: '1' }])
  })

  it('is a call without an answer, and its fix makes the place for it after the others', async () => {
    const page = await startedPlayground()
    write(
      page,
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: null, tool_calls: [call('a'), call('b', 'get_time')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'user', content: 'So?' },
    )
    const made = page.state().fix(idAt(page, 1), mistakes(page)[0]!.fix!)
    expect(page.state().prompt.messages[3]).toEqual({ id: made, message: { role: 'tool', tool_call_id: 'b', content: '' } })
    expect(texts(page)).toEqual([])
  })

  it('is a second answer, a call without name, id or arguments, an image without an address', async () => {
    const page = await startedPlayground()
    write(
      page,
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'example.com/a.png' } }] },
      { role: 'assistant', content: null, tool_calls: [call('a', 'f', '[1]'), call('', 'g', 'x'), call('a', '')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'tool', tool_call_id: 'a', content: '2' },
    )
    expect(texts(page)).toEqual([
      'An image has no address that begins with https://.',
      'The arguments of f are not a JSON object.',
      'Call 2 has no id.',
      'The arguments of g are not a JSON object.',
      'Call 3 names no tool.',
      'Two calls have the id a.',
      'g has no answer after it.',
      'Another message answers the call a already.',
    ])
  })

  it('is nothing in a plain conversation', async () => {
    const page = await startedPlayground()
    await quiet()
    expect(texts(page)).toEqual([])
  })
})
