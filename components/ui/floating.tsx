import * as Radix from 'radix-ui/popover'
import { type ReactNode, type RefObject, useRef } from 'react'

export interface FloatingProps {
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange(open: boolean): void
  className?: string
  /** What it is called; a menu inside has the name instead. */
  label?: string
  role?: 'menu'
  align?: 'start' | 'center' | 'end'
  /** Where it opens when there is room. */
  side?: 'top' | 'bottom'
  onKeyDown?(event: React.KeyboardEvent<HTMLElement>): void
  /** Takes the focus when it closes; without it the focus goes back to the anchor. */
  onClosed?(): boolean
  children: ReactNode
}

/** A panel beside its anchor: Esc and a press elsewhere close it. It hangs inside the main landmark, where readers look for it. */
export default function Floating({
  anchor,
  open,
  onOpenChange,
  label,
  align = 'start',
  side,
  onClosed,
  children,
  ...rest
}: FloatingProps) {
  /** Who pressed elsewhere wants the focus there. */
  const pressedElsewhere = useRef(false)
  const stayOrGo = (event: { target: EventTarget | null; preventDefault(): void }) => {
    // The anchor closes by itself.
    if (event.target instanceof Node && anchor.current?.contains(event.target)) return event.preventDefault()
    pressedElsewhere.current = true
  }
  const giveFocus = (event: Event) => {
    event.preventDefault()
    if (!onClosed?.() && !pressedElsewhere.current) anchor.current?.focus()
    pressedElsewhere.current = false
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal container={document.querySelector('main')}>
        <Radix.Content
          {...rest}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={5}
          collisionPadding={12}
          onPointerDownOutside={stayOrGo}
          onCloseAutoFocus={giveFocus}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
