'use client'

import { type ComponentProps, type ReactElement, type ReactNode, Suspense, useState } from 'react'
import { Anchored } from './anchored'

interface Props {
  /** What the floating panel is called. */
  label: string
  trigger: ReactElement<ComponentProps<'button'>>
  children: ReactNode
  className?: string
  side?: 'top' | 'bottom'
  /** Given both, whoever gives them decides; else it opens and closes by itself. */
  open?: boolean
  onOpenChange?(open: boolean): void
}

/** A small panel beside its button. What stands in it may arrive late. */
export function Popover({ label, trigger, children, className = '', side, open, onOpenChange }: Props) {
  const [own, setOwn] = useState(false)
  return (
    <Anchored
      kind="dialog"
      label={label}
      className={`floating popover ${className}`}
      trigger={trigger}
      side={side}
      open={open ?? own}
      onOpenChange={onOpenChange ?? setOwn}
    >
      <Suspense fallback={<p className="dim">Loading…</p>}>{children}</Suspense>
    </Anchored>
  )
}
