'use client'

import type { ChatMessage, ContentPart } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { TextArea } from '../ui/text-area'

interface Props {
  id: string
  message: ChatMessage
  name: string
}

/** What a message says: its text, its other parts, the calls it made, the call it answers. */
export function MessageBody({ id, message, name }: Props) {
  const setMessage = usePlayground(state => state.setMessage)
  const set = (change: Partial<ChatMessage>) => setMessage(id, { ...message, ...change } as ChatMessage)
  return (
    <>
      {message.role === 'tool' && (
        <div className="message-call">
          <label className="field-label" htmlFor={`call-${id}`}>
            Answers call
          </label>
          <input
            id={`call-${id}`}
            className="field mono"
            placeholder="call_…"
            value={message.tool_call_id}
            spellCheck={false}
            onChange={event => set({ tool_call_id: event.target.value })}
          />
        </div>
      )}
      {Array.isArray(message.content) ? (
        <Parts
          parts={message.content as ContentPart[]}
          name={name}
          onChange={content => set({ content } as Partial<ChatMessage>)}
        />
      ) : (
        <TextArea
          aria-label={name}
          placeholder={PLACEHOLDERS[message.role]}
          value={message.content ?? ''}
          onChange={event => set({ content: event.target.value })}
        />
      )}
      {message.role === 'assistant' &&
        message.tool_calls?.map(call => (
          <Call key={call.id} name={call.type === 'function' ? call.function.name : call.custom.name} id={call.id} />
        ))}
    </>
  )
}

const PLACEHOLDERS: Record<ChatMessage['role'], string> = {
  system: 'How the model should behave',
  developer: 'How the model should behave',
  user: 'What you ask',
  assistant: 'What the model said, or how its answer begins',
  tool: 'What the tool answered',
  function: 'What the function answered',
}

function Parts({ parts, name, onChange }: { parts: ContentPart[]; name: string; onChange(parts: ContentPart[]): void }) {
  return parts.map((part, index) =>
    part.type === 'text' ? (
      <TextArea
        key={index}
        aria-label={`${name}, part ${index + 1}`}
        value={part.text}
        onChange={event => onChange(parts.with(index, { ...part, text: event.target.value }))}
      />
    ) : (
      <div key={index} className="message-part">
        <Icon name="image" size="small" />
        <span className="grow cut">{partName(part)}</span>
        <IconButton icon="x" name={`Remove ${partName(part)}`} small onClick={() => onChange(parts.toSpliced(index, 1))} />
      </div>
    ),
  )
}

function partName(part: Exclude<ContentPart, { type: 'text' }>): string {
  if (part.type === 'image_url') return part.image_url.url.startsWith('data:') ? 'image' : `image, ${part.image_url.url}`
  if (part.type === 'input_audio') return `audio, ${part.input_audio.format}`
  return part.file.filename ?? 'file'
}

function Call({ name, id }: { name: string; id: string }) {
  return (
    <div className="message-part">
      <Icon name="wrench" size="small" />
      <span className="mono">{name}</span>
      <span className="mono dim cut">{id}</span>
    </div>
  )
}
