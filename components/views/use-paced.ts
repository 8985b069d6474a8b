import { useEffect, useLayoutEffect, useMemo, useState } from 'react'

/** Of the time at most a fifth goes into reading and drawing what has not ended yet. */
const SHARE = 5

/** What `read` makes of a text that grows: the longer a look and its drawing take, the rarer it is taken; at the end at once. */
export function usePaced<T>(text: string, ended: boolean, read: (text: string) => T): T {
  const [seen, setSeen] = useState(text)
  const shown = ended ? text : seen
  const look = useMemo(() => ({ from: performance.now(), next: 0, value: read(shown) }), [shown, read])
  useLayoutEffect(() => {
    const now = performance.now()
    look.next = now + (now - look.from) * SHARE
  }, [look])
  useEffect(() => {
    if (ended || text === seen) return
    const timer = setTimeout(setSeen, Math.max(0, look.next - performance.now()), text)
    return () => clearTimeout(timer)
  }, [text, seen, ended, look])
  return look.value
}
