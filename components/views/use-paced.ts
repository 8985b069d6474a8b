import { useEffect, useMemo, useState } from 'react'

/** Of the time at most a tenth goes into reading what has not ended yet. */
const SHARE = 10

/** What `read` makes of a text that grows: the longer a look takes, the rarer it is taken, and at the end of the text at once. */
export function usePaced<T>(text: string, ended: boolean, read: (text: string) => T): T {
  const [seen, setSeen] = useState(text)
  const shown = ended ? text : seen
  const look = useMemo(() => timed(() => read(shown)), [shown, read])
  useEffect(() => {
    if (ended || text === seen) return
    const wait = look.at + look.took * SHARE - performance.now()
    const timer = setTimeout(setSeen, Math.max(0, wait), text)
    return () => clearTimeout(timer)
  }, [text, seen, ended, look])
  return look.value
}

function timed<T>(read: () => T): { value: T; at: number; took: number } {
  const from = performance.now()
  const value = read()
  const at = performance.now()
  return { value, at, took: at - from }
}
