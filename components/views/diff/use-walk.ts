import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/** Marks one of the differences in a box (`data-change`) and brings it into view; `n` and `p` do while the answer has the focus. */
export function useWalk(box: RefObject<HTMLElement | null>, diff: unknown, way: string) {
  const [count, setCount] = useState(0)
  const [at, setAt] = useState<number | null>(null)
  const changes = () => reachable(box.current)

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows from these
  useEffect(() => {
    const look = () => setCount(changes().length)
    look()
    // A long one opens over several frames.
    const observer = new MutationObserver(look)
    if (box.current) observer.observe(box.current, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [diff, way])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another way has other differences
  useLayoutEffect(() => setAt(null), [way])

  function go(step: 1 | -1) {
    const all = changes()
    if (!all.length) return
    const next = at === null ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length
    for (const [index, change] of all.entries()) change.toggleAttribute('data-current', index === next)
    all[next]!.scrollIntoView({ block: 'center' })
    setAt(next)
  }

  useEffect(() => {
    const body = box.current?.closest<HTMLElement>('.column-body')
    const press = (event: KeyboardEvent) => {
      const step = { n: 1, p: -1 }[event.key] as 1 | -1 | undefined
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      go(step)
    }
    body?.addEventListener('keydown', press)
    return () => body?.removeEventListener('keydown', press)
  })
  return { count, at: at !== null && at < count ? at : null, go }
}

/** All but those folded away. */
function reachable(box: HTMLElement | null): HTMLElement[] {
  const all = [...(box?.querySelectorAll<HTMLElement>('[data-change]') ?? [])]
  return box?.querySelector('details:not([open])') ? all.filter(element => !element.closest('details:not([open])')) : all
}
