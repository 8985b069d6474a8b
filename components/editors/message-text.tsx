'use client'

import type { ClipboardEvent } from 'react'
import type { ChatMessage } from '@/lib/chat/types'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { pieces } from '@/lib/playground/variables'
import { TextArea } from '../ui/text-area'

interface Props {
  id: string
  role: ChatMessage['role']
  name: string
  text: string
  onChange(text: string): void
}

/** The words of a message. Files pasted into it are attached; its variables are marked. */
export function MessageText({ id, role, name, text, onChange }: Props) {
  const store = usePlaygroundStore()
  const paste = (event: ClipboardEvent) => {
    const files = pastedFiles(event.clipboardData)
    if (!files.length) return
    event.preventDefault()
    void store.getState().attach(files, id)
  }
  return (
    <div className="message-text">
      <TextArea
        aria-label={name}
        placeholder={PLACEHOLDERS[role]}
        value={text}
        onChange={event => onChange(event.target.value)}
        onPaste={paste}
      />
      <Marks text={text} />
    </div>
  )
}

/** Lies over the text, letter on letter: only the variables are painted. */
function Marks({ text }: { text: string }) {
  const on = usePlayground(state => state.prompt.variables?.on)
  if (!on || !text.includes('{{')) return null
  return (
    <div className="text-area marks" aria-hidden="true">
      {pieces(text).map(({ text, variable }, index) => (variable ? <mark key={index}>{text}</mark> : text))}
    </div>
  )
}

/** Spreadsheets and word processors put a picture of the text beside it; there the text is meant. */
function pastedFiles({ files, types }: DataTransfer): File[] {
  return types.includes('text/html') && types.includes('text/plain') ? [] : [...files]
}

const PLACEHOLDERS: Record<ChatMessage['role'], string> = {
  system: 'How the model should behave',
  developer: 'How the model should behave',
  user: 'What you ask',
  assistant: 'What the model said, or how its answer begins',
  tool: 'What the tool answered, JSON or text',
  function: 'What the function answered',
}
