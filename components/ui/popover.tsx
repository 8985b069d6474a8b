import * as Radix from 'radix-ui/popover'
import { type ReactNode, Suspense } from 'react'

interface Props {
  /** What the floating panel is called. */
  label: string
  trigger: ReactNode
  children: ReactNode
  className?: string
  align?: 'start' | 'center' | 'end'
  /** Where it opens when there is room. */
  side?: 'top' | 'bottom'
  open?: boolean
  onOpenChange?(open: boolean): void
}

/** A small panel beside its button. What stands in it may arrive late. */
export function Popover({ label, trigger, children, className = '', align = 'start', side, open, onOpenChange }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={`floating popover ${className}`}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={12}
        >
          <Suspense fallback={<p className="dim">Loading…</p>}>{children}</Suspense>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
