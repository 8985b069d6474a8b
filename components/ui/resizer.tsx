import type { KeyboardEvent, PointerEvent } from 'react'

interface Props {
  name: string
  /** The edge of its positioned parent it sits on. */
  side: 'right' | 'top'
  /** Pixels. */
  value: number
  min: number
  max: number
  onChange(value: number): void
}

const STEP = 16

/** An edge that can be dragged, or moved with the arrow keys. */
export function Resizer({ name, side, value, min, max, onChange }: Props) {
  const vertical = side === 'right'
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const from = vertical ? event.clientX : -event.clientY
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const move = (event: globalThis.PointerEvent) => onChange(value + (vertical ? event.clientX : -event.clientY) - from)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true })
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP }[event.key]
    if (!step) return
    event.preventDefault()
    onChange(value + step)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is not an <hr>
    <div
      className="resizer"
      role="separator"
      aria-label={name}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      style={vertical ? { left: '100%' } : undefined}
      onPointerDown={drag}
      onKeyDown={press}
    />
  )
}
