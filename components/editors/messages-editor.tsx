'use client'

import { Fragment, useState } from 'react'
import { flushSync } from 'react-dom'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { ROLES } from '@/lib/playground/messages'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import { focusMessage } from './focus-message'
import { MessageCard } from './message-card'
import { roleName } from './role-name'
import { useDragOrder } from './use-drag-order'
import { useFileChooser } from './use-file-chooser'
import { Variables, VariablesButton } from './variables'

/** The conversation as cards. */
export function MessagesEditor() {
  const messages = usePlayground(state => state.prompt.messages)
  const store = usePlaygroundStore()
  const [said, setSaid] = useState('')
  const ids = messages.map(({ id }) => id)

  /** Moving a card takes the focus from what is in it, so it is given back. */
  const move = (id: string, by: number) => {
    const focused = document.activeElement
    flushSync(() => store.getState().moveMessage(id, by))
    if (focused instanceof HTMLElement) focused.focus()
    const now = store.getState().prompt.messages
    setSaid(`Message moved to ${now.findIndex(entry => entry.id === id) + 1} of ${now.length}`)
  }
  const { drag, dragged, drop } = useDragOrder(ids, move)
  const chooser = useFileChooser((files, messageId) => void store.getState().attach(files, messageId))
  const insert = (afterId: string) => {
    let id = ''
    flushSync(() => {
      id = store.getState().insertMessage(afterId)
    })
    focusMessage(id)
  }

  return (
    <>
      <div className="message-list">
        {messages.map((entry, index) => (
          <Fragment key={entry.id}>
            <MessageCard
              id={entry.id}
              message={entry.message}
              index={index}
              last={index === messages.length - 1}
              look={entry.id === dragged ? 'dragged' : drop?.id === entry.id ? `drop-${drop.edge}` : ''}
              onMove={move}
              onDrag={drag}
              onInsert={insert}
              onChooseFiles={chooser.open}
            />
            {index < messages.length - 1 && (
              <button type="button" className="insert-here" tabIndex={-1} aria-hidden="true" onClick={() => insert(entry.id)}>
                <Icon name="plus" size="small" />
              </button>
            )}
          </Fragment>
        ))}
      </div>
      <AddRow onChooseFiles={() => chooser.open()} />
      {chooser.input}
      <Variables />
      <p className="unseen" aria-live="polite">
        {said}
      </p>
    </>
  )
}

function AddRow({ onChooseFiles }: { onChooseFiles(): void }) {
  const store = usePlaygroundStore()
  const items = ROLES.map(role => ({
    label: roleName(role),
    onClosed: () => {
      let id = ''
      flushSync(() => {
        id = store.getState().addMessage(role)
      })
      focusMessage(id)
    },
  }))
  const trigger = (
    <Button>
      <Icon name="plus" size="small" />
      Message
      <Icon name="chevron" size="tiny" />
    </Button>
  )
  return (
    <div className="add-row">
      <Menu trigger={trigger} items={items} />
      <AddImage onChooseFiles={onChooseFiles} />
      <VariablesButton />
    </div>
  )
}

function AddImage({ onChooseFiles }: { onChooseFiles(): void }) {
  const store = usePlaygroundStore()
  const byAddress = () => {
    let id = ''
    flushSync(() => {
      id = store.getState().addImageAddress()
    })
    const fields = document.querySelectorAll<HTMLElement>(`[data-message="${id}"] input[type="url"]`)
    fields[fields.length - 1]?.focus()
  }
  const items = [
    { icon: 'image' as const, label: 'Images, PDFs, sounds…', onClosed: onChooseFiles },
    { icon: 'right' as const, label: 'Image by its address', onClosed: byAddress },
  ]
  const trigger = (
    <Button>
      <Icon name="image" size="small" />
      Image
    </Button>
  )
  return <Menu trigger={trigger} items={items} />
}
