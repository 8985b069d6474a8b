import { type RefObject, useEffect, useState } from 'react'

/** The piece that stays open: until Esc, a second press, or a press elsewhere. */
export function usePin(box: RefObject<HTMLElement | null>) {
  const [pinned, setPinned] = useState<number | null>(null)
  const isPinned = pinned !== null
  useEffect(() => {
    if (!isPinned) return
    const release = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || target.closest('.tokens-popover')) return
      if (!(box.current?.contains(target) && target.closest('[data-at]'))) setPinned(null)
    }
    document.addEventListener('pointerdown', release)
    return () => document.removeEventListener('pointerdown', release)
  }, [box, isPinned])
  return { pinned, setPinned }
}
