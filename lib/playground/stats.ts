import type { Letter, Run } from './types'

/** To be filled in. */
export function announce(letter: Letter, run: Run): string {
  return `${letter} ${run.status}`
}
