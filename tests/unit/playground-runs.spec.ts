import { describe, expect, it } from 'vitest'
import { chunk, quiet, startedPlayground } from '../support/playground'

async function started() {
  const page = await startedPlayground()
  const [a, b, c] = page.state().columns.map(({ id }) => id) as [string, string, string]
  const shown = (id: string) => page.runs.of(id).getState().run
  const calls = () => page.gateway.to('/v1/chat/completions')
  return { ...page, a, b, c, shown, calls }
}

describe('a run', () => {
  it('goes from waiting to streaming to done, with its times', async () => {
    const page = await started()
    page.state().run(page.b)
    expect(page.shown(page.b)).toMatchObject({
      status: 'waiting',
      completion: null,
      provider: 'sandbox',
      asked: { model: 'anthropic' },
    })
    expect(page.state().running).toEqual([page.b])
    await quiet()
    const stream = page.calls()[0]!.stream()
    page.pass(100)
    stream.event(chunk({ role: 'assistant', content: '' }))
    await quiet()
    page.pass(100)
    stream.event(chunk({ reasoning_content: 'Hm' }))
    await quiet()
    page.pass(200)
    stream.event(chunk({ content: 'Hello' }))
    await quiet()
    page.frame(20)
    expect(page.shown(page.b)).toMatchObject({ status: 'streaming', firstThought: 200, firstContent: 400, thoughtUntil: 400 })
    page.pass(80)
    stream.event(chunk({}, { finish_reason: 'stop' }))
    stream.event('[DONE]')
    await quiet()
    expect(page.shown(page.b)).toMatchObject({
      status: 'done',
      endedAt: 500,
      elapsed: 500,
      traceId: 'trace-1',
      completion: { choices: [{ message: { content: 'Hello', reasoning_content: 'Hm' }, finish_reason: 'stop' }] },
    })
    expect(page.state().running).toEqual([])
    expect(page.state().announcement).toMatch(/^B finished, about \d+ tokens$/)
  })

  it('keeps the partial text when it is stopped, and its connection closes', async () => {
    const page = await started()
    page.state().runAll()
    await quiet()
    const stream = page.calls()[0]!.stream()
    stream.event(chunk({ content: 'Half an ans' }))
    await quiet()
    page.state().stop(page.a)
    expect(page.shown(page.a)).toMatchObject({
      status: 'aborted',
      completion: { choices: [{ message: { content: 'Half an ans' } }] },
    })
    expect(page.calls()[0]!.signal?.aborted).toBe(true)
    expect(page.state().running).toEqual([page.b, page.c])
    page.state().stopAll()
    expect(page.state().running).toEqual([])
    expect(page.shown(page.c)).toMatchObject({ status: 'aborted', completion: null })
    await quiet()
    expect(page.shown(page.a)?.status).toBe('aborted')
  })

  it('never writes into the one that came after it', async () => {
    const page = await started()
    page.state().run(page.a)
    await quiet()
    const old = page.calls()[0]!.stream()
    old.event(chunk({ content: 'old' }))
    await quiet()
    // Already read by the old run's loop, but not yet looked at when the new run begins.
    old.event(chunk({ content: ' more of the old' }))
    page.state().run(page.a)
    await quiet()
    const next = page.calls()[1]!.stream()
    next.event(chunk({ content: 'new' }))
    next.event('[DONE]')
    await quiet()
    page.frame(100)
    expect(page.shown(page.a)).toMatchObject({ status: 'done', completion: { choices: [{ message: { content: 'new' } }] } })
  })

  it.each([
    ['truncated', undefined],
    ['error', { error: { message: 'No' } }],
  ] as const)('that ends as %s keeps what it had and never looks like success', async (status, last) => {
    const page = await started()
    page.state().run(page.a)
    await quiet()
    const stream = page.calls()[0]!.stream()
    stream.event(chunk({ content: 'Half' }))
    await quiet()
    if (last) stream.event(last)
    stream.close()
    await quiet()
    expect(page.shown(page.a)).toMatchObject({ status, completion: { choices: [{ message: { content: 'Half' } }] } })
  })

  it('that fails leaves the other columns alone', async () => {
    const page = await started()
    page.state().runAll()
    await quiet()
    page.calls()[0]!.json({ error: { message: 'No key for Anthropic.', type: 'authentication_error' } }, 401)
    const stream = page.calls()[1]!.stream()
    stream.event('[DONE]')
    await quiet()
    expect(page.shown(page.a)).toMatchObject({ status: 'error', error: { status: 401, message: 'No key for Anthropic.' } })
    expect(page.shown(page.b)?.status).toBe('done')
    expect(page.shown(page.c)?.status).toBe('waiting')
  })

  it('ends as an error when a chunk is no chunk', async () => {
    const page = await started()
    page.state().run(page.a)
    await quiet()
    const stream = page.calls()[0]!.stream()
    stream.event({ id: 'chatcmpl-1', choices: 'none' })
    await quiet()
    expect(page.shown(page.a)).toMatchObject({ status: 'error', error: { type: 'internal_error' } })
    expect(page.calls()[0]!.signal?.aborted).toBe(true)
  })

  it('shows nothing of what arrives between two frames, keeps unchanged parts the same objects, and flushes at its end', async () => {
    const page = await started()
    page.state().run(page.a)
    await quiet()
    const stream = page.calls()[0]!.stream()
    const published: unknown[] = []
    page.runs.of(page.a).subscribe(({ run }) => published.push(run))
    stream.event({ ...chunk({ content: 'other' }), choices: [{ index: 1, delta: { content: 'other' }, finish_reason: null }] })
    await quiet()
    page.frame()
    const other = page.shown(page.a)!.completion!.choices[0]
    for (let part = 0; part < 50; part++) stream.event(chunk({ content: `${part} ` }))
    await quiet()
    expect(published).toHaveLength(1)
    page.frame()
    expect(published).toHaveLength(2)
    expect(page.shown(page.a)!.completion!.choices[1]).toBe(other)
    stream.event(chunk({ content: 'end' }))
    stream.event('[DONE]')
    await quiet()
    expect(published).toHaveLength(3)
    expect(page.shown(page.a)!.completion!.choices[0]!.message.content).toMatch(/49 end$/)
  })

  it('of a hidden page only buffers, shows its end, and shows the rest when the page is back', async () => {
    const page = await started()
    page.state().run(page.a)
    await quiet()
    const stream = page.calls()[0]!.stream()
    page.hide(true)
    stream.event(chunk({ content: 'unseen' }))
    await quiet()
    page.frame()
    expect(page.shown(page.a)?.completion).toBeNull()
    expect(page.runs.snapshot(page.a)?.completion?.choices[0]?.message.content).toBe('unseen')
    page.hide(false)
    page.frame()
    expect(page.shown(page.a)?.completion?.choices[0]?.message.content).toBe('unseen')
    page.hide(true)
    stream.event('[DONE]')
    await quiet()
    expect(page.shown(page.a)?.status).toBe('done')
  })
})
