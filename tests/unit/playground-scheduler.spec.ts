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

  it('publishes less often the more columns stream, by the square root of their number', () => {
    expect(publications(4)).toEqual([30, 30, 30, 30])
    expect(publications(6)[0]).toBeGreaterThanOrEqual(20)
    expect(publications(6)[0]).toBeLessThanOrEqual(30)
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
    frame()
    frame()
    expect(asked).toBe(1)
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
