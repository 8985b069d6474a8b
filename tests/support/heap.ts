import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const ROUNDS = 5

/**
 * What a round of work leaves behind in the heap, in bytes. The least of several rounds: what warms up, or is compiled in between,
 * stays once, and a leak every time.
 */
export async function leftBy(round: () => Promise<void>): Promise<number> {
  const sizes: number[] = []
  for (let time = 0; time <= ROUNDS; time++) {
    await round()
    // What was closed is let go a turn later.
    await new Promise(resolve => setImmediate(resolve))
    collectGarbage()
    sizes.push(process.memoryUsage().heapUsed)
  }
  return Math.min(...sizes.slice(1).map((size, index) => size - sizes[index]!))
}
