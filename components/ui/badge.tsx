import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon'

export type BadgeLook = 'plain' | 'dropped' | 'refused' | 'bad' | 'good' | 'accent'

/** Icon, number, word. As a button it opens what it counts. */
export function Badge({ icon, look = 'plain', children }: { icon?: IconName; look?: BadgeLook; children: React.ReactNode }) {
  return (
    <span className={`badge ${look}`}>
      {icon && <Icon name={icon} size="tiny" />}
      {children}
    </span>
  )
}

export function BadgeButton({
  icon,
  look = 'plain',
  children,
  ...rest
}: ComponentProps<'button'> & { icon: IconName; look?: BadgeLook }) {
  return (
    <button type="button" {...rest} className={`badge ${look}`}>
      <Icon name={icon} size="tiny" />
      {children}
    </button>
  )
}
