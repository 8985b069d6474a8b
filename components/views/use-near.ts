import { type RefObject, useEffect, useState } from 'react'

/** How far beyond what can be seen. */
const MARGIN = '600px 0px'

/** Which of the chunks in a box (`data-chunk`) are near what can be seen. */
export function useNear(box: RefObject<HTMLElement | null>, count: number): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set())
  const [observer, setObserver] = useState<IntersectionObserver | null>(null)
  useEffect(() => {
    const root = box.current?.closest('.column-body')
    const made = new IntersectionObserver(entries => setNear(before => after(before, entries)), { root, rootMargin: MARGIN })
    setObserver(made)
    return () => made.disconnect()
  }, [box])
  useEffect(() => {
    if (!observer || !box.current || !count) return
    // What is observed already is not observed twice.
    for (const chunk of box.current.querySelectorAll('[data-chunk]')) observer.observe(chunk)
  }, [observer, box, count])
  return near
}

function after(before: ReadonlySet<number>, entries: IntersectionObserverEntry[]): ReadonlySet<number> {
  const next = new Set(before)
  for (const { target, isIntersecting } of entries) {
    const index = Number(target.getAttribute('data-chunk'))
    if (isIntersecting) next.add(index)
    else next.delete(index)
  }
  return next
}
