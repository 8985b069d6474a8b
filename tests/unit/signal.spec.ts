import { expect, test } from 'vitest'
import { abortSignalOf, Controller } from '@/lib/util/signal'

test('tells every listener of an abort once, with its reason', () => {
  const { signal, controller } = fresh()
  const told: unknown[] = []
  signal.addEventListener('abort', () => told.push(['one', signal.reason]))
  signal.addEventListener('abort', () => told.push(['two', signal.reason]))
  controller.abort('left')
  controller.abort('late')
  expect(told).toEqual([
    ['one', 'left'],
    ['two', 'left'],
  ])
  expect(signal.aborted).toBe(true)
  expect(() => signal.throwIfAborted()).toThrow('left')
})

test('a listener that was taken away is not told, not even by another one in the middle', () => {
  const { signal, controller } = fresh()
  const told: string[] = []
  const second = () => told.push('second')
  const gone = () => told.push('gone')
  signal.addEventListener('abort', gone)
  signal.addEventListener('abort', () => {
    told.push('first')
    signal.removeEventListener('abort', second)
  })
  signal.addEventListener('abort', second)
  signal.removeEventListener('abort', gone)
  signal.removeEventListener('abort', () => {})
  controller.abort('left')
  expect(told).toEqual(['first'])
})

test('what has been aborted tells nobody any more, as an AbortSignal', () => {
  const { signal, controller } = fresh()
  controller.abort('left')
  let told = false
  signal.addEventListener('abort', () => (told = true))
  controller.abort('again')
  expect([told, signal.reason]).toEqual([false, 'left'])
})

test('follows into an AbortSignal, from then on or at once', () => {
  const { signal, controller } = fresh()
  const before = abortSignalOf(signal)
  expect(before.aborted).toBe(false)
  controller.abort('left')
  expect([before.aborted, before.reason]).toEqual([true, 'left'])
  expect(abortSignalOf(signal).reason).toBe('left')
  const real = new AbortController().signal
  expect(abortSignalOf(real)).toBe(real)
})

function fresh() {
  const controller = new Controller()
  return { controller, signal: controller.signal }
}
