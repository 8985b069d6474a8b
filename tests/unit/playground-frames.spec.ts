import { describe, expect, it } from 'vitest'
import type { Receipt } from '@/lib/chat/receipt'
import { frameLog } from '@/lib/playground/frames'
import { locate } from '@/lib/playground/locate'
import { chunk, quiet, startedPlayground, until } from '../support/playground'

const receipt = (...attempts: object[]) =>
  ({ object: 'refract.receipt', chosen: attempts.length - 1, attempts }) as unknown as Receipt
const said = (delta: object, index = 0) => ({ ...chunk({}), choices: [{ index, delta, finish_reason: null }] }) as never
const frame = (data: string, chunks?: number, attempt = 0) => ({ attempt, ms: 1, data, ...(chunks && { chunks }) })

describe('the raw events of a run', () => {
  it('say which characters of the answer each of them made', () => {
    const log = frameLog()
    log.receipt(receipt({}))
    log.add(frame('start'))
    log.add(frame('think', 1))
    log.add(frame('two', 2))
    log.see(said({ reasoning_content: 'Hm' }))
    log.see(said({ content: 'Hé ' }))
    log.see(said({ content: '🙂' }))
    log.add(frame('call', 1))
    log.see(said({ tool_calls: [{ index: 0, function: { arguments: '{"a"' } }] }))
    expect(log.snapshot().frames.map(({ made }) => made)).toEqual([
      [],
      [{ choice: 0, part: 'thinking', from: 0, to: 2 }],
      [{ choice: 0, part: 'text', from: 0, to: 5 }],
      [{ choice: 0, part: 'calls', from: 0, to: 4 }],
    ])
  })

  it('of a sending that failed make nothing of the answer of the next', () => {
    const log = frameLog()
    log.receipt(receipt({ error: {} }, {}))
    log.add(frame('half', 1, 0))
    log.add(frame('whole', 1, 1))
    log.see(said({ content: 'Hello' }))
    expect(log.snapshot().frames.map(({ made }) => made.length)).toEqual([0, 1])
  })

  it('of several choices, each made by a sending of its own, are told apart', () => {
    const log = frameLog()
    log.receipt(receipt({ choice: 0 }, { choice: 1 }))
    log.add(frame('b', 1, 1))
    log.add(frame('a', 1, 0))
    log.see(said({ content: 'first' }, 0))
    log.see(said({ content: 'second' }, 1))
    expect(log.snapshot().frames.map(({ made }) => made[0])).toMatchObject([
      { choice: 1, to: 6 },
      { choice: 0, to: 5 },
    ])
  })

  it('are kept up to a megabyte, and those that are not are counted', () => {
    const log = frameLog()
    for (let count = 0; count < 12; count++) log.add(frame('x'.repeat(100_000)))
    log.receipt(receipt({ frames_left: 3 }))
    expect(log.snapshot()).toMatchObject({ count: 10, left: 5 })
  })

  it('come only where they are asked for, and are never saved', async () => {
    const { state, runs, gateway, services, pass } = await startedPlayground()
    const start = async () => {
      state().run('c1')
      await until(() => gateway.to('/v1/chat/completions').length)
      return gateway.to('/v1/chat/completions').at(-1)!
    }
    expect((await start()).headers['x-refract-receipt']).toBe('early')
    expect(runs.framesOf('c1').getState().log).toBeNull()
    state().inspect('c1', 'frames')
    const before = gateway.to('/v1/chat/completions').length
    state().run('c1')
    await until(() => gateway.to('/v1/chat/completions').length > before)
    const call = gateway.to('/v1/chat/completions').at(-1)!
    expect(call.headers['x-refract-receipt']).toBe('frames')
    const stream = call.stream()
    stream.event(
      { object: 'refract.receipt', chosen: 0, attempts: [{ frames: [{ ms: 1, data: 'secret-frame-1' }] }] },
      'refract.receipt',
    )
    stream.event({ object: 'refract.frame', attempt: 0, ms: 2, data: 'secret-frame-2', chunks: 1 }, 'refract.frame')
    stream.event(chunk({ content: 'Hello' }))
    stream.event('[DONE]')
    await until(() => runs.of('c1').getState().run?.status === 'done')
    const { log } = runs.framesOf('c1').getState()
    expect(log!.frames.map(({ data }) => data)).toEqual(['secret-frame-1', 'secret-frame-2'])
    expect(log!.frames[1]!.made).toEqual([{ choice: 0, part: 'text', from: 0, to: 5 }])
    pass(5000)
    await quiet()
    const saved = JSON.stringify([...services.storage.values])
    expect(saved).toContain('Hello')
    expect(saved).not.toContain('secret-frame')
  })
})

describe('where characters of an answer stand in what is shown', () => {
  const marked = (source: string, shown: string, part: string) => {
    const from = source.indexOf(part)
    const place = locate(source, shown, from, from + part.length)
    return place && shown.slice(place.from, place.to)
  }
  it('is the same place where the text is shown as it is', () => {
    expect(marked('Hé 🙂, world', 'Hé 🙂, world', '🙂, w')).toBe('🙂, w')
  })
  it('is found past markup, and where white space is another', () => {
    const source = '# Title\n\nSome **bold\nwords** and `code`:\n\n- one\n- two'
    const shown = 'TitleSome bold words and code:onetwo'
    expect(marked(source, shown, 'bold\nwords')).toBe('bold words')
    expect(marked(source, shown, ' and `co')).toBe('and co')
    expect(marked(source, shown, 'two')).toBe('two')
  })
  it('is nowhere in another text, and where nothing can be seen of it', () => {
    expect(marked('An answer of one choice', 'Something else', 'choice')).toBeNull()
    expect(marked('a\n\n**b', 'ab', '\n\n**')).toBeNull()
  })
})
