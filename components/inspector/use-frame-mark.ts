import { useEffect, useState } from 'react'
import { usePlayground, useRun } from '@/lib/playground/context'
import type { Frame } from '@/lib/playground/frames'
import { locate } from '@/lib/playground/locate'

const NAME = 'frame'

/** Marks in the column what a frame made, where the view shows it as text. True when something is marked. */
export function useFrameMark(columnId: string, frame: Frame | undefined): boolean {
  const view = usePlayground(state => state.ui.views[columnId])
  const message = useRun(columnId, run => run?.completion?.choices[frame?.made[0]?.choice ?? 0]?.message)
  const [isMarked, setMarked] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view draws the same text anew
  useEffect(() => {
    const made = frame?.made.find(({ part }) => part !== 'calls')
    if (!made || !message || !('highlights' in CSS)) return setMarked(false)
    const source = (made.part === 'text' ? message.content : message.reasoning_content) ?? ''
    const range = rangeOf(boxOf(columnId, made.part), source, made.from, made.to)
    setMarked(!!range)
    if (!range) return
    CSS.highlights.set(NAME, new Highlight(range))
    range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
    return () => void CSS.highlights.delete(NAME)
  }, [frame, message, view, columnId])
  return isMarked
}

function boxOf(columnId: string, part: 'text' | 'thinking' | 'calls'): Element | null {
  const answer = document.getElementById(`answer-${columnId}`)
  const shows = part === 'thinking' ? '.thinking-text' : '.answer-text, .markdown'
  const boxes = [...(answer?.querySelectorAll(shows) ?? [])].filter(box => !box.parentElement?.closest(shows))
  // Earlier steps of a conversation stand above it.
  return boxes.at(-1) ?? null
}

function rangeOf(box: Element | null, source: string, from: number, to: number): Range | null {
  const place = box && locate(source, box.textContent ?? '', from, to)
  if (!place) return null
  const range = document.createRange()
  const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  let at = 0
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const end = at + (node.nodeValue?.length ?? 0)
    if (at <= place.from && place.from < end) range.setStart(node, place.from - at)
    if (at < place.to && place.to <= end) {
      range.setEnd(node, place.to - at)
      return range
    }
    at = end
  }
  return null
}
