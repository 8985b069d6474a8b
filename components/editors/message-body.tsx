'use client'

import type { ChatMessage, ContentPart } from '@/lib/chat/types'
import { usePlaygroundStore } from '@/lib/playground/context'
import { partsOf, withParts } from '@/lib/playground/messages'
import { AnsweredCall } from './answered-call'
import { Attachment } from './attachment'
import { MessageCalls } from './message-calls'
import { MessageText } from './message-text'
import { Mistakes } from './mistakes'
import { RefusedFiles } from './refused-files'

interface Props {
  id: string
  message: ChatMessage
  name: string
}

/** What a message says: the call it answers, its text, its other parts, the calls it makes, and what is wrong with it. */
export function MessageBody({ id, message, name }: Props) {
  const store = usePlaygroundStore()
  const parts = partsOf(message)
  const setPart = (index: number, part: ContentPart) =>
    store.getState().setMessage(id, withParts(message, parts.with(index, part)))
  const severalTexts = parts.filter(({ type }) => type === 'text').length > 1
  return (
    <>
      {message.role === 'tool' && <AnsweredCall id={id} message={message} name={name} />}
      {parts.map((part, index) =>
        part.type === 'text' ? (
          <MessageText
            key={index}
            id={id}
            role={message.role}
            name={severalTexts ? `${name}, part ${index + 1}` : name}
            text={part.text}
            onChange={text => setPart(index, { ...part, text })}
          />
        ) : (
          <Attachment key={index} id={id} index={index} part={part} of={name} onChange={part => setPart(index, part)} />
        ),
      )}
      {message.role === 'assistant' && <MessageCalls id={id} message={message} name={name} />}
      <RefusedFiles messageId={id} />
      {(message.role === 'tool' || message.role === 'assistant' || Array.isArray(message.content)) && <Mistakes id={id} />}
    </>
  )
}
