import { describe, expect, it } from 'vitest'
import { asError, LOOP_LIMIT } from '@/lib/playground/tool-results'
import { chunk, fakeServices, quiet, startedPlayground } from '../support/playground'

const TOOLS = ['get_weather', 'get_time'].map(name => ({ type: 'function', function: { name } }))

async function started(fakes = fakeServices()) {
  const page = await startedPlayground(fakes)
  const [a, b, c] = page.state().columns.map(({ id }) => id) as [string, string, string]
  page.state().setParam('tools', TOOLS)
  const shown = (id: string) => page.runs.of(id).getState().run!
  const calls = () => page.gateway.to('/v1/chat/completions')
  /** Answers the newest call with chunks, and ends well. */
  const answer = async (index: number, ...deltas: Record<string, unknown>[]) => {
    await quiet()
    const stream = calls()[index]!.stream()
    for (const delta of deltas) stream.event(chunk(delta))
    stream.event('[DONE]')
    await quiet()
  }
  const messages = (index: number) => calls()[index]!.body.messages as Record<string, unknown>[]
  return { ...page, a, b, c, shown, calls, answer, messages }
}

const call = (index: number, id: string, text: string, name = 'get_weather', more = {}) => ({
  tool_calls: [{ index, id, type: 'function', function: { name, arguments: text }, ...more }],
})

describe('results of tools', () => {
  it('go on in the column that asked for them, with the answer just as it came', async () => {
    const page = await started()
    page.state().run(page.a)
    const signed = { extra_content: { google: { thought_signature: 'c2ln' } } }
    await page.answer(
      0,
      { reasoning_content: 'Two cities.' },
      { content_blocks: [{ index: 0, delta: { type: 'thinking', thinking: 'Two cities.', signature: 'sig' } }] },
      { content: 'I will look. ' },
      call(0, 'call_1', '{"city":  "Oslo"', 'get_weather', signed),
      call(0, 'call_1', '}'),
      call(1, 'call_2', '{"city":"Lima"}', 'get_time'),
    )
    page.state().continueRun(page.a)
    expect(page.calls()).toHaveLength(1)

    page.state().setResult(page.a, '0.0', '{"temperature":18}')
    page.state().continueRun(page.a)
    expect(page.calls()).toHaveLength(1)
    page.state().setMock('get_time', 'noon')
    page.state().continueRun(page.a)
    await quiet()
    const [system, user, assistant, ...results] = page.messages(1)
    expect([system, user]).toEqual(page.messages(0))
    expect(assistant).toEqual({
      role: 'assistant',
      content: 'I will look. ',
      reasoning_content: 'Two cities.',
      content_blocks: [{ type: 'thinking', thinking: 'Two cities.', signature: 'sig' }],
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":  "Oslo"}' }, ...signed },
        { id: 'call_2', type: 'function', function: { name: 'get_time', arguments: '{"city":"Lima"}' } },
      ],
    })
    expect(results).toEqual([
      { role: 'tool', tool_call_id: 'call_1', content: '{"temperature":18}' },
      { role: 'tool', tool_call_id: 'call_2', content: 'noon' },
    ])

    await page.answer(1, { content: 'Rain.' })
    expect(page.shown(page.a)).toMatchObject({
      status: 'done',
      completion: { choices: [{ message: { content: 'Rain.' } }] },
      earlier: [{ status: 'done', results: { '0.0': '{"temperature":18}', '0.1': 'noon' }, continued: 0 }],
    })
    expect(page.state().prompt.messages).toHaveLength(2)
    expect(page.runs.of(page.b).getState().run).toBeNull()
  })

  it('of the legacy form go back in it', async () => {
    const page = await started()
    page.state().run(page.a)
    await page.answer(0, { function_call: { name: 'get_time', arguments: '{}' } })
    page.state().setMock('get_time', 'noon')
    page.state().continueRun(page.a)
    await quiet()
    expect(page.messages(1).slice(2)).toEqual([
      { role: 'assistant', content: null, function_call: { name: 'get_time', arguments: '{}' } },
      { role: 'function', name: 'get_time', content: 'noon' },
    ])
  })

  it('mocked once answer every column, each under its own call', async () => {
    const page = await started()
    page.state().runAll()
    for (const index of [0, 1, 2]) await page.answer(index, { content: `secret ${index}` }, call(0, `call_${index}`, '{}'))
    page.state().setMock('get_weather', 'rain')
    page.state().setResult(page.b, '0.0', 'snow')
    page.state().continueAll()
    await quiet()
    const sent = [3, 4, 5].map(index => page.messages(index).slice(2))
    expect(sent.map(([turn]) => turn!.content)).toEqual(['secret 0', 'secret 1', 'secret 2'])
    expect(sent.map(([, result]) => result)).toEqual([
      { role: 'tool', tool_call_id: 'call_0', content: 'rain' },
      { role: 'tool', tool_call_id: 'call_1', content: 'snow' },
      { role: 'tool', tool_call_id: 'call_2', content: 'rain' },
    ])
  })

  it('are not sent to another model than the one that asked', async () => {
    const page = await started()
    page.state().run(page.a)
    await page.answer(0, call(0, 'call_1', '{}'))
    page.state().setMock('get_weather', 'rain')
    page.state().setModel(page.a, { provider: 'sandbox', model: 'gemini' })
    page.state().continueRun(page.a)
    await quiet()
    expect(page.calls()).toHaveLength(1)
  })

  it('use the settings as they stand by then', async () => {
    const page = await started()
    page.state().setParam('tool_choice', 'required')
    page.state().run(page.a)
    await page.answer(0, call(0, 'call_1', '{}'))
    page.state().setMock('get_weather', 'rain')
    page.state().setParam('tool_choice', 'auto')
    page.state().continueRun(page.a)
    await quiet()
    expect(page.calls()[1]!.body.tool_choice).toBe('auto')
  })

  it('survive a reload, typed or sent', async () => {
    const page = await started()
    page.state().run(page.a)
    await page.answer(0, call(0, 'call_1', '{}'))
    page.state().setResult(page.a, '0.0', 'rain')
    page.state().continueRun(page.a)
    await page.answer(1, call(0, 'call_2', '{}'))
    page.state().setResult(page.a, '0.0', 'half a resu')
    page.pass(2000)
    await quiet()

    const fakes = fakeServices()
    Object.assign(fakes.services, { storage: page.services.storage, vault: page.services.vault })
    const again = await startedPlayground(fakes)
    expect(again.runs.of(page.a).getState().run).toEqual(page.shown(page.a))
    expect(page.shown(page.a)).toMatchObject({ results: { '0.0': 'half a resu' }, earlier: [{ results: { '0.0': 'rain' } }] })
  })

  it('can be changed afterwards: what came after them is one undo away', async () => {
    const page = await started()
    page.state().run(page.a)
    await page.answer(0, call(0, 'call_1', '{}'))
    page.state().setResult(page.a, '0.0', 'rain')
    page.state().continueRun(page.a)
    await page.answer(1, { content: 'Take an umbrella.' })
    const after = page.shown(page.a)
    page.state().reopen(page.a, 0)
    expect(page.shown(page.a)).toMatchObject({
      results: { '0.0': 'rain' },
      completion: { choices: [{ message: { content: null } }] },
    })
    expect(page.shown(page.a).earlier).toBeUndefined()
    page.state().undo()
    expect(page.shown(page.a)).toEqual(after)
  })

  it('may say that the tool failed', () => {
    expect(JSON.parse(asError(''))).toEqual({ error: 'The tool failed.' })
    expect(JSON.parse(asError(' no such city '))).toEqual({ error: 'no such city' })
    expect(JSON.parse(asError('{"code":404}'))).toEqual({ error: { code: 404 } })
  })
})

describe('mocks that answer by themselves', () => {
  it('go on until the model has no more calls', async () => {
    const page = await started()
    page.state().setLoop({ auto: true })
    page.state().setMock('get_weather', 'rain')
    page.state().run(page.a)
    await page.answer(0, call(0, 'call_1', '{}'))
    await page.answer(1, call(0, 'call_2', '{}'))
    await page.answer(2, { content: 'Rain.' })
    expect(page.calls()).toHaveLength(3)
    expect(page.state().running).toEqual([])
    expect(page.shown(page.a).earlier).toHaveLength(2)
  })

  it('stop at the limit', async () => {
    const page = await started()
    page.state().setLoop({ auto: true })
    page.state().setMock('get_weather', 'rain')
    page.state().run(page.a)
    for (let index = 0; index <= LOOP_LIMIT; index++) await page.answer(index, call(0, `call_${index}`, '{}'))
    expect(page.calls()).toHaveLength(LOOP_LIMIT + 1)
    page.state().continueRun(page.a)
    await quiet()
    expect(page.calls()).toHaveLength(LOOP_LIMIT + 2)
  })

  it('wait where a tool has none, and where the run was stopped', async () => {
    const page = await started()
    page.state().setLoop({ auto: true, limit: 2 })
    page.state().setMock('get_weather', 'rain')
    page.state().run(page.a)
    await page.answer(0, call(0, 'call_1', '{}'), call(1, 'call_2', '{}', 'get_time'))
    page.state().run(page.b)
    await quiet()
    const stream = page.calls()[1]!.stream()
    stream.event(chunk(call(0, 'call_1', '{"ci')))
    await quiet()
    page.state().stop(page.b)
    await quiet()
    expect(stream.left).toBe(true)
    expect(page.calls()).toHaveLength(2)
    expect(page.shown(page.b)).toMatchObject({
      status: 'aborted',
      completion: { choices: [{ message: { tool_calls: [{ function: { arguments: '{"ci' } }] } }] },
    })
  })
})
