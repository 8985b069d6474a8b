import { useLayoutEffect, useRef } from 'react'

/** Pixels from the end that still count as being there. */
const NEAR = 48

/** Keeps a scrolling box at its end while `content` grows, until the reader scrolls away; back at the end it follows again. */
export function useFollow(content: unknown) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const onScroll = () => {
    const element = box.current
    if (element) follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what was just drawn
  useLayoutEffect(() => {
    const element = box.current
    if (element && follows.current) element.scrollTop = element.scrollHeight
  }, [content])
  return { box, onScroll }
}
