'use client'

import { Fragment } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { Dialog } from '../ui/dialog'
import { useKeys } from '../ui/use-platform'
import { SHORTCUTS } from '../use-shortcuts'

const IN_A_MESSAGE = [{ keys: '⌥↑↓', does: 'Move the message' }]

export default function ShortcutsDialog() {
  const close = usePlayground(state => state.closeDialog)
  const keys = useKeys()
  return (
    <Dialog title="Shortcuts" onClose={close}>
      <dl className="shortcut-list">
        {[...SHORTCUTS, ...IN_A_MESSAGE].map(shortcut => (
          <Fragment key={shortcut.keys}>
            <dt>{shortcut.does}</dt>
            <dd>
              <kbd>{keys(shortcut.keys)}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}
