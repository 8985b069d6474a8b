'use client'

import { useState } from 'react'
import { Button, IconButton } from './button'
import { Icon, type IconName } from './icon'

/** Copies a text and says so for a moment. `text` is asked only when it is wanted. */
export function CopyButton({
  name,
  label,
  icon = 'copy',
  text,
  disabled,
}: {
  name: string
  label?: string
  icon?: IconName
  text(): string | Promise<string>
  disabled?: boolean
}) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(await text())
    setCopied(true)
    setTimeout(setCopied, 1500, false)
  }
  const shown = copied ? 'Copied' : name
  if (!label) return <IconButton icon={copied ? 'check' : icon} name={shown} small disabled={disabled} onClick={copy} />
  return (
    <Button onClick={copy} disabled={disabled} aria-label={shown}>
      <Icon name={copied ? 'check' : icon} size="small" />
      {copied ? 'Copied' : label}
    </Button>
  )
}
