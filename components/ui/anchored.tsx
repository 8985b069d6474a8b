'use client'

import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, Suspense, useRef, useState } from 'react'
import { later } from './early'
import type { FloatingProps } from './floating'

/** What floats, and the arithmetic of where, loads when a button that opens something is first pointed at or focused. */
const load = () => import('./floating')
const Floating = later(load)

export interface AnchoredProps extends Omit<FloatingProps, 'anchor'> {
  /** The button it belongs to. */
  trigger: ReactElement<ComponentProps<'button'>>
  kind: 'dialog' | 'menu'
  children: ReactNode
}

/** A button and the panel it opens. The button is always there; the panel only once it was wanted. */
export function Anchored({ trigger, kind, open, onOpenChange, ...rest }: AnchoredProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [wanted, setWanted] = useState(false)
  if (open && !wanted) setWanted(true)
  const button = {
    ref: anchor,
    'aria-haspopup': kind,
    'aria-expanded': open,
    'data-state': open ? 'open' : 'closed',
    onClick: () => onOpenChange(!open),
    onPointerEnter: load,
    onFocus: load,
  }
  return (
    <>
      {cloneElement(trigger, button)}
      {wanted && (
        <Suspense>
          <Floating anchor={anchor} open={open} onOpenChange={onOpenChange} {...rest} />
        </Suspense>
      )}
    </>
  )
}
