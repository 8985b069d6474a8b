'use client'

import { usePlayground } from '@/lib/playground/context'
import { partsOf, textOf, withParts } from '@/lib/playground/messages'
import type { PromptMessage } from '@/lib/playground/types'
import { Dialog } from '../ui/dialog'
import Panel from './panel'
import { WORDS } from './words'

/** Improves the message the dialog is about; about none, titles the prompt. */
export default function AssistDialog() {
  const close = usePlayground(state => state.closeDialog)
  const message = usePlayground(state => state.prompt.messages.find(({ id }) => id === state.dialog?.about))
  return (
    <Dialog title={WORDS[message ? 'improve' : 'title'].title} onClose={close}>
      {message ? <Improve entry={message} onDone={close} /> : <Title onDone={close} />}
    </Dialog>
  )
}

/** Its images and files stay behind the new text. */
function Improve({ entry: { id, message }, onDone }: { entry: PromptMessage; onDone(): void }) {
  const setMessage = usePlayground(state => state.setMessage)
  const rest = partsOf(message).filter(({ type }) => type !== 'text')
  return (
    <Panel
      task="improve"
      text={textOf(message)}
      apply={({ text }) => setMessage(id, withParts(message, [{ type: 'text', text }, ...rest]))}
      onDone={onDone}
    />
  )
}

function Title({ onDone }: { onDone(): void }) {
  const messages = usePlayground(state => state.prompt.messages)
  const setTitle = usePlayground(state => state.setTitle)
  const text = messages.map(({ message }) => `${message.role}: ${textOf(message)}`).join('\n\n')
  return <Panel task="title" text={text.slice(0, MOST)} apply={({ text }) => setTitle(text)} onDone={onDone} />
}

/** Characters: a title is found without reading everything. */
const MOST = 8_000
