import { type RefObject, useEffect, useState } from 'react'
import { type ReadTokens, sumBetween } from '@/lib/playground/tokens'

/** Tokens and logprob of what is selected in a box that holds the joined text; `null` where nothing is. */
export function useSelected(box: RefObject<HTMLElement | null>, read: ReadTokens) {
  const [range, setRange] = useState<{ from: number; to: number } | null>(null)
  useEffect(() => {
    const follow = () => setRange(rangeIn(box.current))
    document.addEventListener('selectionchange', follow)
    return () => document.removeEventListener('selectionchange', follow)
  }, [box])
  if (!range) return null
  const sum = sumBetween(read, range.from, range.to)
  return sum.count ? sum : null
}

/** In UTF-16 units of the box's text. */
function rangeIn(box: HTMLElement | null): { from: number; to: number } | null {
  const selection = document.getSelection()
  if (!box || !selection || selection.isCollapsed || !selection.rangeCount) return null
  const range = selection.getRangeAt(0)
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null
  const before = document.createRange()
  before.setStart(box, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const from = before.toString().length
  return { from, to: from + range.toString().length }
}
