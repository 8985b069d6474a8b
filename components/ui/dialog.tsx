import * as Radix from 'radix-ui/dialog'
import { type ReactNode, useState } from 'react'
import { IconButton } from './button'

interface Props {
  title: string
  /** One sentence under the title; screen readers hear it first. */
  about?: ReactNode
  onClose(): void
  children: ReactNode
  foot?: ReactNode
  /** For one that needs another size. */
  className?: string
}

/** A modal dialog: it keeps the focus, Esc closes it, and the focus goes back to where it was. */
export function Dialog({ title, about, onClose, children, foot, className = '' }: Props) {
  // Radix knows only of a trigger of its own, and a dialog has none here.
  const [before] = useState(() => document.activeElement)
  const giveFocusBack = (event: Event) => {
    event.preventDefault()
    if (before instanceof HTMLElement) before.focus()
  }
  return (
    <Radix.Root open onOpenChange={open => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          className={`dialog ${className}`}
          onOpenAutoFocus={focusDialog}
          onCloseAutoFocus={giveFocusBack}
          {...(!about && { 'aria-describedby': undefined })}
        >
          <div className="dialog-head">
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon="x" name="Close" />
            </Radix.Close>
          </div>
          <div className="dialog-body">
            {about && <Radix.Description className="field-hint">{about}</Radix.Description>}
            {children}
          </div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The dialog itself and not its first button, whose tooltip would come up. A field that asks for the focus has it already. */
function focusDialog(event: Event) {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}
