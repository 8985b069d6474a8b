import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/lib/store/store'

/** A store and how its time passes; a real Redis has a clock of its own. */
export interface StoreKind {
  name: string
  open(): Promise<{ store: Store; pass?(seconds: number): void; close?(): unknown }>
}

/** What every store does. */
export function storeSuite({ name, open }: StoreKind) {
  describe(`a store of the kind ${name}`, () => {
    let opened: Awaited<ReturnType<StoreKind['open']>>
    let store: Store
    beforeAll(async () => {
      opened = await open()
      store = opened.store
      await store.check()
    })
    afterAll(async () => {
      await store.close()
      await opened.close?.()
    })
    const key = () => `test:${crypto.randomUUID()}`

    it('gives back what was put there, whatever is in it', async () => {
      const value = '{"text": "line\\nbreak, ☃ 🧊 \u2028"}\n\n5\n'
      const at = `${key()} / ../../etc/passwd ☃`
      await store.set(at, value, 60)
      expect(await store.get(at)).toBe(value)
      await store.set(at, '', 60)
      expect(await store.get(at)).toBe('')
      expect(await store.get(key())).toBeUndefined()
    })

    it('forgets what it is told to', async () => {
      const at = key()
      await store.set(at, 'x', 60)
      await store.delete(at)
      await store.delete(at)
      expect(await store.get(at)).toBeUndefined()
    })

    it('counts, also when many count together', async () => {
      const at = key()
      const counted = await Promise.all(Array.from({ length: 20 }, () => store.increment(at, 1, 60)))
      expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
      expect(await store.increment(at, -20, 60)).toBe(0)
    })

    it('lets things run out, a counter so long after its beginning', async () => {
      if (!opened.pass) return expect(await store.increment(key(), 1, 0.001)).toBe(1)
      const [value, counter] = [key(), key()]
      await store.set(value, 'x', 10)
      await store.increment(counter, 1, 10)
      opened.pass(6)
      expect(await store.increment(counter, 1, 10)).toBe(2)
      expect(await store.get(value)).toBe('x')
      opened.pass(6)
      expect(await store.increment(counter, 1, 10)).toBe(1)
      expect(await store.get(value)).toBeUndefined()
    })
  })
}
