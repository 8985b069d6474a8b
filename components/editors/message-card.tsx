'use client'

import { type KeyboardEvent, memo, type PointerEvent } from 'react'
import type { ChatMessage } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import { ROLES, textOf } from '@/lib/playground/messages'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import { useKeys } from '../ui/use-platform'
import { estimateTokens } from './estimate'
import { MessageBody } from './message-body'
import { roleName } from './role-name'

interface Props {
  id: string
  message: ChatMessage
  index: number
  last: boolean
  look: string
  onMove(id: string, by: number): void
  onDrag(event: PointerEvent<HTMLElement>, id: string): void
  onInsert(afterId: string): void
}

/** One message: whose it is, what it says, and what can be done with it. */
export const MessageCard = memo(function MessageCard({ id, message, index, last, look, onMove, onDrag, onInsert }: Props) {
  const name = `${roleName(message.role)} message ${index + 1}`
  const tokens = estimateTokens(textOf(message))
  const moveBy = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    onMove(id, by)
  }
  return (
    <section
      className={`message-card ${look}`}
      data-message={id}
      aria-label={name}
      onKeyDown={event => event.altKey && moveBy(event)}
    >
      <div className="message-head">
        <RoleMenu id={id} role={message.role} name={name} />
        <span className="grow" />
        {tokens > 0 && <span className="message-tokens">~{tokens}</span>}
        <IconButton
          icon="grip"
          name={`Move ${name}`}
          small
          className="grip"
          onPointerDown={event => onDrag(event, id)}
          onKeyDown={moveBy}
        />
        <CardMenu id={id} name={name} first={index === 0} last={last} onMove={onMove} onInsert={onInsert} />
        <DeleteButton id={id} name={name} />
      </div>
      <MessageBody id={id} message={message} name={name} />
    </section>
  )
})

function RoleMenu({ id, role, name }: { id: string; role: string; name: string }) {
  const setRole = usePlayground(state => state.setRole)
  const trigger = (
    <button type="button" className="role-button" aria-label={`Role of ${name}`}>
      {roleName(role)}
      <Icon name="chevron" size="tiny" />
    </button>
  )
  const items = ROLES.map(role => ({ label: roleName(role), onSelect: () => setRole(id, role) }))
  return <Menu trigger={trigger} items={items} />
}

function CardMenu({
  id,
  name,
  first,
  last,
  onMove,
  onInsert,
}: Pick<Props, 'id' | 'last' | 'onMove' | 'onInsert'> & { name: string; first: boolean }) {
  const duplicate = usePlayground(state => state.duplicateMessage)
  const openDialog = usePlayground(state => state.openDialog)
  const keys = useKeys()
  const items = [
    { icon: 'plus' as const, label: 'Insert below', onClosed: () => onInsert(id) },
    { icon: 'copy' as const, label: 'Duplicate', onSelect: () => duplicate(id) },
    { icon: 'thinking' as const, label: 'Improve…', onSelect: () => openDialog('assist', id) },
    null,
    {
      icon: 'up' as const,
      label: 'Move up',
      keys: keys('⌥↑'),
      disabled: first ? 'It is the first.' : undefined,
      onSelect: () => onMove(id, -1),
    },
    {
      icon: 'down' as const,
      label: 'Move down',
      keys: keys('⌥↓'),
      disabled: last ? 'It is the last.' : undefined,
      onSelect: () => onMove(id, 1),
    },
  ]
  return <Menu align="end" trigger={<IconButton icon="more" name={`More for ${name}`} small />} items={items} />
}

function DeleteButton({ id, name }: { id: string; name: string }) {
  const remove = usePlayground(state => state.deleteMessage)
  return <IconButton icon="x" name={`Delete ${name}`} small onClick={() => remove(id)} />
}
