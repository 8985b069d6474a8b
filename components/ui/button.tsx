import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon'

type ButtonProps = ComponentProps<'button'> & { look?: 'line' | 'primary' | 'link'; tall?: boolean }

export function Button({ look, tall, className = '', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={`button ${look ?? ''} ${tall ? 'tall' : ''} ${className}`} />
}

type IconButtonProps = ComponentProps<'button'> & { icon: IconName; name: string; small?: boolean; keys?: string }

/** A button without a word still has a name, and shows it on hover and focus. */
export function IconButton({ icon, name, small, keys, className = '', ...rest }: IconButtonProps) {
  const look = `button icon-only ${small ? 'small' : ''} ${className}`
  return (
    <button type="button" aria-label={name} data-tip={keys ? `${name}  ${keys}` : name} {...rest} className={look}>
      <Icon name={icon} />
    </button>
  )
}
