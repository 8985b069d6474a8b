import { type PointerEvent, useCallback, useState } from 'react'

interface Drop {
  id: string
  edge: 'before' | 'after'
}

/** Reordering with a mouse, a pen or a finger: the card under the pointer says where it would go. `drag` stays the same as long as both do. */
export function useDragOrder(ids: () => readonly string[], onMove: (id: string, by: number) => void) {
  const [dragged, setDragged] = useState<string | null>(null)
  const [drop, setDrop] = useState<Drop | null>(null)

  const drag = useCallback(
    (event: PointerEvent<HTMLElement>, id: string) => {
      if (event.button !== 0) return
      const grip = event.currentTarget
      grip.setPointerCapture(event.pointerId)
      let place: Drop | null = null
      const move = (event: globalThis.PointerEvent) => {
        scrollNearEdge(grip.closest('.pane-scroll'), event.clientY)
        place = placeAt(ids(), event.clientY)
        setDragged(id)
        setDrop(place)
      }
      const end = (event: Event) => {
        grip.removeEventListener('pointermove', move)
        setDragged(null)
        setDrop(null)
        if (event.type === 'pointercancel' || !place) return
        const now = ids()
        const from = now.indexOf(id)
        const at = now.indexOf(place.id) + (place.edge === 'after' ? 1 : 0)
        const by = at > from ? at - from - 1 : at - from
        if (by) onMove(id, by)
      }
      grip.addEventListener('pointermove', move)
      grip.addEventListener('pointerup', end, { once: true })
      grip.addEventListener('pointercancel', end, { once: true })
    },
    [ids, onMove],
  )
  return { drag, dragged, drop }
}

/** Pixels from the edge of the list where it begins to scroll, and at each move. */
const EDGE = 48
const STEP = 16

function scrollNearEdge(list: Element | null, y: number) {
  if (!list) return
  const { top, bottom } = list.getBoundingClientRect()
  if (y < top + EDGE) list.scrollBy(0, -STEP)
  else if (y > bottom - EDGE) list.scrollBy(0, STEP)
}

function placeAt(ids: readonly string[], y: number): Drop | null {
  for (const id of ids) {
    const box = document.querySelector(`[data-message="${id}"]`)?.getBoundingClientRect()
    if (!box || y > box.bottom) continue
    return { id, edge: y < box.top + box.height / 2 ? 'before' : 'after' }
  }
  const last = ids.at(-1)
  return last ? { id: last, edge: 'after' } : null
}
