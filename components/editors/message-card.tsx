'use client'

import { type KeyboardEvent, lazy, memo, type PointerEvent, Suspense } from 'react'
import type { ChatMessage } from '@/lib/chat/types'
import { usePlaygroundStore } from '@/lib/playground/context'
import { canHold, ROLES } from '@/lib/playground/messages'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import { useKeys } from '../ui/use-platform'
import { estimateMessage } from './estimate'
import { MessageBody } from './message-body'
import { roleName } from './role-name'
import { useFileDrop } from './use-file-drop'

/** With it comes all that is known of models. */
const Prefill = lazy(() => import('./prefill'))

interface Props {
  id: string
  message: ChatMessage
  index: number
  last: boolean
  look: string
  onMove(id: string, by: number): void
  onDrag(event: PointerEvent<HTMLElement>, id: string): void
  onInsert(afterId: string): void
  onChooseFiles(id: string): void
}

/** One message: whose it is, what it says, and what can be done with it. */
export const MessageCard = memo(function MessageCard({
  id,
  message,
  index,
  last,
  look,
  onMove,
  onDrag,
  onInsert,
  onChooseFiles,
}: Props) {
  const name = `${roleName(message.role)} message ${index + 1}`
  const tokens = estimateMessage(message)
  const store = usePlaygroundStore()
  const { over, handlers } = useFileDrop(files => void store.getState().attach(files, id))
  const holdsFiles = canHold(message, 'image/png')
  const moveBy = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    onMove(id, by)
  }
  return (
    <section
      className={`message-card ${look} ${over ? 'takes-files' : ''}`}
      data-message={id}
      aria-label={name}
      onKeyDown={event => event.altKey && moveBy(event)}
      {...(holdsFiles && handlers)}
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
        <CardMenu
          id={id}
          role={message.role}
          name={name}
          first={index === 0}
          last={last}
          onMove={onMove}
          onInsert={onInsert}
          onChooseFiles={holdsFiles ? onChooseFiles : undefined}
        />
        <DeleteButton id={id} name={name} />
      </div>
      <MessageBody id={id} message={message} name={name} />
      {last && message.role === 'assistant' && !message.tool_calls && (
        <Suspense>
          <Prefill index={index} />
        </Suspense>
      )}
    </section>
  )
})

function RoleMenu({ id, role, name }: { id: string; role: string; name: string }) {
  const store = usePlaygroundStore()
  const trigger = (
    <button type="button" className="role-button" aria-label={`Role of ${name}`}>
      {roleName(role)}
      <Icon name="chevron" size="tiny" />
    </button>
  )
  const items = ROLES.map(role => ({ label: roleName(role), onSelect: () => store.getState().setRole(id, role) }))
  return <Menu trigger={trigger} items={items} />
}

interface CardMenuProps {
  role: ChatMessage['role']
  name: string
  first: boolean
  /** Absent where the message can hold none. */
  onChooseFiles?(id: string): void
}

function CardMenu({
  id,
  role,
  name,
  first,
  last,
  onMove,
  onInsert,
  onChooseFiles,
}: Pick<Props, 'id' | 'last' | 'onMove' | 'onInsert'> & CardMenuProps) {
  const store = usePlaygroundStore()
  const keys = useKeys()
  const items = [
    { icon: 'plus' as const, label: 'Insert below', onClosed: () => onInsert(id) },
    { icon: 'copy' as const, label: 'Duplicate', onSelect: () => store.getState().duplicateMessage(id) },
    ...(onChooseFiles ? [{ icon: 'image' as const, label: 'Attach files…', onClosed: () => onChooseFiles(id) }] : []),
    ...(role === 'assistant'
      ? [{ icon: 'wrench' as const, label: 'Add a tool call', onSelect: () => store.getState().addCall(id) }]
      : []),
    { icon: 'thinking' as const, label: 'Improve…', onSelect: () => store.getState().openDialog('assist', id) },
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
  const store = usePlaygroundStore()
  return <IconButton icon="x" name={`Delete ${name}`} small onClick={() => store.getState().deleteMessage(id)} />
}
