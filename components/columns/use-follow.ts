import { useLayoutEffect, useRef } from 'react'
import type { Run } from '@/lib/playground/types'

/** Pixels from the end that still count as being there. */
const NEAR = 48

/**
 * Keeps a scrolling box at its end while a run under way grows, until the reader scrolls away; back at the end it follows again. An
 * answer that was there already opens at its beginning.
 */
export function useFollow(run: Run | null) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const wasUnderWay = useRef(false)
  /** Where it was put last; a scroll to there is our own. */
  const put = useRef(-1)
  const onScroll = () => {
    const element = box.current
    if (!element || element.scrollTop === put.current) return
    put.current = -1
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR
  }
  useLayoutEffect(() => {
    const isUnderWay = run?.status === 'waiting' || run?.status === 'streaming'
    const element = box.current
    if (element && follows.current && (isUnderWay || wasUnderWay.current)) {
      element.scrollTop = element.scrollHeight
      put.current = element.scrollTop
    }
    wasUnderWay.current = isUnderWay
  }, [run])
  return { box, onScroll }
}
