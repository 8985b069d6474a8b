'use client'

import { useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { RefusedFile } from '@/lib/playground/slices/files'
import { Button, IconButton } from '../ui/button'
import { Icon } from '../ui/icon'

/** Files that could not be attached to a message, and what can be done. */
export function RefusedFiles({ messageId }: { messageId: string }) {
  const refused = usePlayground(state => state.refusedFiles)
  return refused.filter(file => file.messageId === messageId).map((file, index) => <Refused key={index} refused={file} />)
}

function Refused({ refused }: { refused: RefusedFile }) {
  const scaleDown = usePlayground(state => state.scaleDown)
  const dismiss = usePlayground(state => state.dismissRefused)
  const [busy, setBusy] = useState(false)
  const scale = async () => {
    setBusy(true)
    await scaleDown(refused)
  }
  return (
    <div className="message-mistake" role="alert">
      <Icon name="alert" size="small" />
      <span className="grow">
        {refused.why}{' '}
        {refused.scalable && (
          <Button look="link" disabled={busy} onClick={scale}>
            {busy ? 'Scaling down…' : 'Attach a smaller copy'}
          </Button>
        )}
      </span>
      <IconButton icon="x" name={`Dismiss ${refused.file.name}`} small onClick={() => dismiss(refused)} />
    </div>
  )
}
