import { useEffect, useState } from 'react'

/** How many at once, and how many more with every frame. */
const FIRST = 3
const MORE = 2

/** How many of `count` parts may be drawn by now: a long text opens over several frames, one that grows is never waited for. */
export function useSlices(count: number): number {
  const [shown, setShown] = useState(FIRST)
  useEffect(() => {
    if (shown > count) return
    const frame = requestAnimationFrame(() => setShown(shown + MORE))
    return () => cancelAnimationFrame(frame)
  }, [shown, count])
  return shown
}
