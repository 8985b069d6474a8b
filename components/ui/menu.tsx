'use client'

import { type ComponentProps, type KeyboardEvent, type ReactElement, useRef, useState } from 'react'
import { Anchored } from './anchored'
import { Icon, type IconName } from './icon'

export interface MenuItem {
  icon?: IconName
  label: string
  keys?: string
  /** Set: the item is shown, cannot be chosen, and this is the reason. */
  disabled?: string
  onSelect?(): void
  /** Runs when the menu is gone, for an action that puts the focus somewhere; else it goes back to the button. */
  onClosed?(): void
}

interface Props {
  trigger: ReactElement<ComponentProps<'button'>>
  items: (MenuItem | null)[]
  align?: 'start' | 'end'
}

/** A button's list of actions, walked with the arrow keys or by first letters; `null` between items draws a line. */
export function Menu({ trigger, items, align }: Props) {
  const [open, setOpen] = useState(false)
  const after = useRef<() => void>(undefined)
  const choose = ({ disabled, onSelect, onClosed }: MenuItem) => {
    if (disabled) return
    after.current = onClosed
    setOpen(false)
    onSelect?.()
  }
  const runAfter = () => {
    const action = after.current
    after.current = undefined
    action?.()
    return !!action
  }
  return (
    <Anchored
      kind="menu"
      role="menu"
      className="floating menu"
      trigger={trigger}
      align={align}
      open={open}
      onOpenChange={setOpen}
      onKeyDown={event => (event.key === 'Tab' ? setOpen(false) : walk(event))}
      onClosed={runAfter}
    >
      {items.map((item, index) =>
        item ? <Item key={item.label} item={item} onChoose={() => choose(item)} /> : <hr key={index} className="menu-line" />,
      )}
    </Anchored>
  )
}

function Item({ item: { icon, label, keys, disabled }, onChoose }: { item: MenuItem; onChoose(): void }) {
  return (
    <button
      type="button"
      role="menuitem"
      className="menu-item"
      aria-disabled={!!disabled}
      data-tip={disabled}
      onClick={onChoose}
      onPointerMove={event => event.currentTarget.focus({ preventScroll: true })}
    >
      {icon && <Icon name={icon} size="small" />}
      {label}
      {keys && (
        <span className="keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key] ?? byLetter(items, at, event)
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items[(next + items.length) % items.length]?.focus()
}

/** The next item that begins with what was pressed. */
function byLetter(items: HTMLElement[], at: number, { key, metaKey, ctrlKey, altKey }: KeyboardEvent): number | undefined {
  if (key.length !== 1 || key === ' ' || metaKey || ctrlKey || altKey) return
  const order = items.map((_, index) => (at + 1 + index) % items.length)
  return order.find(index => items[index]!.textContent?.toLowerCase().startsWith(key.toLowerCase()))
}
