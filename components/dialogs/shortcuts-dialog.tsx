'use client'

import { Fragment } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { shortcuts } from '../commands'
import { GROUPS } from '../commands/command'
import { Dialog } from '../ui/dialog'
import { useKeys } from '../ui/use-platform'

const IN_A_MESSAGE = { group: 'In a message', id: 'move', name: 'Move it up or down', keys: '⌥↑↓' }

export default function ShortcutsDialog() {
  const close = usePlayground(state => state.closeDialog)
  const keys = useKeys()
  const all = [...shortcuts, IN_A_MESSAGE]
  const listed = new Set(all.map(({ group }) => group))
  const groups = [...new Set([...GROUPS, ...listed])].filter(group => listed.has(group))
  return (
    <Dialog title="Shortcuts" onClose={close}>
      {groups.map(group => (
        <section key={group} className="shortcut-group" aria-label={group}>
          <h3>{group}</h3>
          <dl className="shortcut-list">
            {all
              .filter(command => command.group === group)
              .map(command => (
                <Fragment key={command.id}>
                  <dt>{command.name}</dt>
                  <dd>
                    <kbd>{keys(command.keys)}</kbd>
                  </dd>
                </Fragment>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
