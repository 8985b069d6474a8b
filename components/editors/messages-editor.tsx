'use client'

import { Fragment, memo, useMemo, useState } from 'react'
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
  const [said, setSaid] = useState('')
  const { ids, move, insert, attach } = useActions(setSaid)
  const { drag, dragged, drop } = useDragOrder(ids, move)
  const chooser = useFileChooser(attach)

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
            {index < messages.length - 1 && <InsertHere after={entry.id} onInsert={insert} />}
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

const InsertHere = memo(function InsertHere({ after, onInsert }: { after: string; onInsert(afterId: string): void }) {
  return (
    <button type="button" className="insert-here" tabIndex={-1} aria-hidden="true" onClick={() => onInsert(after)}>
      <Icon name="plus" size="small" />
    </button>
  )
})

/** The same ones at every rendering: a key pressed in one message must not draw all the others. */
function useActions(say: (words: string) => void) {
  const store = usePlaygroundStore()
  return useMemo(() => {
    const messages = () => store.getState().prompt.messages
    return {
      ids: () => messages().map(({ id }) => id),
      /** Moving a card takes the focus from what is in it, so it is given back. */
      move(id: string, by: number) {
        const focused = document.activeElement
        flushSync(() => store.getState().moveMessage(id, by))
        if (focused instanceof HTMLElement) focused.focus()
        say(`Message moved to ${messages().findIndex(entry => entry.id === id) + 1} of ${messages().length}`)
      },
      insert(afterId: string) {
        let id = ''
        flushSync(() => {
          id = store.getState().insertMessage(afterId)
        })
        focusMessage(id)
      },
      attach: (files: File[], messageId?: string) => void store.getState().attach(files, messageId),
    }
  }, [store, say])
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
