import * as Radix from 'radix-ui/dropdown-menu'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export interface MenuItem {
  icon?: IconName
  label: string
  keys?: string
  /** Set: the item is shown, cannot be chosen, and this is the reason. */
  disabled?: string
  onSelect(): void
}

/** A button's list of actions; `null` between items draws a line. */
export function Menu({
  trigger,
  items,
  align = 'start',
}: {
  trigger: ReactNode
  items: (MenuItem | null)[]
  align?: 'start' | 'end'
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="floating menu" align={align} sideOffset={4} collisionPadding={12}>
          {items.map((item, index) =>
            item ? <Item key={item.label} {...item} /> : <Radix.Separator key={index} className="menu-line" />,
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ icon, label, keys, disabled, onSelect }: MenuItem) {
  return (
    <Radix.Item className="menu-item" disabled={!!disabled} data-tip={disabled} onSelect={onSelect}>
      {icon && <Icon name={icon} size="small" />}
      {label}
      {keys && (
        <span className="keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </Radix.Item>
  )
}
