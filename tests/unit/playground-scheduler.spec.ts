import { describe, expect, it } from 'vitest'
import { createScheduler } from '@/lib/playground/scheduler'
import { fakeServices } from '../support/playground'

/** So many streams that have something new before every frame; counts publications in one second of frames. */
function publications(streams: number, framesPerSecond = 60): number[] {
  const { services, frame } = fakeServices()
  const scheduler = createScheduler(services)
  const counts = new Array<number>(streams).fill(0)
  for (let index = 0; index < streams; index++) scheduler.add(`c${index}`, () => counts[index]!++)
  for (let count = 0; count < framesPerSecond; count++) {
    for (let index = 0; index < streams; index++) for (let chunk = 0; chunk < 5; chunk++) scheduler.touch(`c${index}`)
    frame(1000 / framesPerSecond)
  }
  return counts
}

describe('the scheduler', () => {
  it('publishes a single stream once per frame', () => {
    expect(publications(1)).toEqual([60])
  })

  it('publishes less often the more columns stream', () => {
    for (const count of publications(3)) expect(count).toBeGreaterThanOrEqual(30)
    for (const streams of [4, 5, 6]) {
      for (const count of publications(streams)) {
        expect(count).toBeGreaterThanOrEqual(14)
        expect(count).toBeLessThanOrEqual(18)
      }
    }
  })

  it('leaves every second frame alone where more than three stream', () => {
    const { services, frame } = fakeServices()
    const scheduler = createScheduler(services)
    const names = ['a', 'b', 'c', 'd']
    let published = 0
    for (const name of names) scheduler.add(name, () => published++)
    const shown = Array.from({ length: 6 }, () => {
      published = 0
      for (const name of names) scheduler.touch(name)
      frame()
      return published > 0
    })
    expect(shown).toEqual([true, false, true, false, true, false])
  })

  it('draws only a few of them in one frame, each in its turn', () => {
    const { services, frame } = fakeServices()
    const scheduler = createScheduler(services)
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    let published: string[] = []
    for (const name of names) scheduler.add(name, () => published.push(name))
    const frames = Array.from({ length: 32 }, () => {
      published = []
      for (const name of names) scheduler.touch(name)
      frame()
      return published
    })
    for (const shown of frames) expect(shown.length).toBeLessThanOrEqual(3)
    for (const name of names) expect(frames.filter(shown => shown.includes(name)).length).toBeGreaterThanOrEqual(8)
  })

  it('shows less often on a page that cannot keep up, so that keys are heard between', () => {
    expect(publications(1, 20)[0]).toBeLessThanOrEqual(10)
    expect(publications(1, 20)[0]).toBeGreaterThanOrEqual(5)
    expect(publications(1, 2)).toEqual([1])
  })

  it('leaves a frame to whoever presses something, and not two in a row', () => {
    const { services, frame } = fakeServices()
    const scheduler = createScheduler(services)
    let published = 0
    scheduler.add('a', () => published++)
    const shown = (pressed: boolean) => {
      published = 0
      scheduler.touch('a')
      if (pressed) scheduler.yield()
      frame()
      return published
    }
    expect([true, false, true, true, true, false].map(shown)).toEqual([0, 1, 0, 1, 0, 1])
  })

  it('takes pauses between tokens for what they are', () => {
    const { services, frame, pass } = fakeServices()
    const scheduler = createScheduler(services)
    let published = 0
    scheduler.add('a', () => published++)
    for (let token = 0; token < 10; token++) {
      scheduler.touch('a')
      frame()
      frame()
      pass(500)
    }
    expect(published).toBe(10)
  })

  it('does nothing while nothing is new', () => {
    const { services, frame } = fakeServices()
    let asked = 0
    const requestFrame = (callback: () => void) => {
      asked++
      return services.requestFrame(callback)
    }
    const scheduler = createScheduler({ ...services, requestFrame })
    scheduler.add('a', () => {})
    frame()
    expect(asked).toBe(0)
    scheduler.touch('a')
    for (let count = 0; count < 5; count++) frame()
    // The second tells how long drawing took.
    expect(asked).toBe(2)
  })

  it('lets a column out of sight wait until it is in sight again', () => {
    const { services, frame } = fakeServices()
    const scheduler = createScheduler(services)
    let published = 0
    scheduler.add('a', () => published++)
    scheduler.setOnScreen('a', false)
    scheduler.touch('a')
    frame()
    expect(published).toBe(0)
    scheduler.setOnScreen('a', true)
    frame()
    expect(published).toBe(1)
  })

  it('publishes nothing of a stream that was removed', () => {
    const { services, frame } = fakeServices()
    const scheduler = createScheduler(services)
    let published = 0
    scheduler.add('a', () => published++)
    scheduler.touch('a')
    scheduler.remove('a')
    frame()
    expect(published).toBe(0)
  })
})
