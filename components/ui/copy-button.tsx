'use client'

import { useState } from 'react'
import { Button, IconButton } from './button'
import { Icon } from './icon'

/** Copies a text and says so for a moment. `text` is asked only when it is wanted. */
export function CopyButton({
  name,
  label,
  text,
  disabled,
}: {
  name: string
  label?: string
  text(): string
  disabled?: boolean
}) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text())
    setCopied(true)
    setTimeout(setCopied, 1500, false)
  }
  const shown = copied ? 'Copied' : name
  if (!label) return <IconButton icon={copied ? 'check' : 'copy'} name={shown} small disabled={disabled} onClick={copy} />
  return (
    <Button onClick={copy} disabled={disabled} aria-label={shown}>
      <Icon name={copied ? 'check' : 'copy'} size="small" />
      {copied ? 'Copied' : label}
    </Button>
  )
}
