import { type UIEvent, useLayoutEffect, useRef, useState } from 'react'

/** Rows drawn beyond what can be seen, above and below. */
const BEYOND = 12

/** Of many rows of one height, those near what can be seen in a scrolling box. */
export function useWindow(count: number, rowHeight: number) {
  const box = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 400 })
  const look = (element: HTMLElement) => setSeen({ top: element.scrollTop, height: element.clientHeight })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => look(element))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const from = Math.max(0, Math.floor(seen.top / rowHeight) - BEYOND)
  const to = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + BEYOND)
  const show = (row: number) => {
    const element = box.current
    if (!element) return
    const top = row * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight
  }
  return { box, from, to, show, onScroll: (event: UIEvent<HTMLElement>) => look(event.currentTarget) }
}
