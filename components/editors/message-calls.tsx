'use client'

import type { AssistantMessage, ToolCall } from '@/lib/chat/types'
import { callInput, callName, withCallInput, withCallName } from '@/lib/playground/calls'
import { usePlayground } from '@/lib/playground/context'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { TextArea } from '../ui/text-area'

/** What a turn of the assistant's holds beside its words: thinking that goes back with it, and calls. */
export function MessageCalls({ id, message, name }: { id: string; message: AssistantMessage; name: string }) {
  return (
    <>
      <Thinking message={message} />
      {message.tool_calls?.map((call, index) => (
        <Call key={index} id={id} index={index} call={call} of={name} />
      ))}
    </>
  )
}

function Thinking({ message: { content_blocks, reasoning_content } }: { message: AssistantMessage }) {
  const signed = content_blocks?.filter(({ type }) => type === 'thinking' || type === 'redacted_thinking').length ?? 0
  if (!signed && !reasoning_content) return null
  const what = signed ? 'Thinking with its signature' : 'Thinking'
  return (
    <p className="message-note" title={reasoning_content ?? undefined}>
      <Icon name="thinking" size="small" />
      {what} goes back to where it came from.
    </p>
  )
}

function Call({ id, index, call, of }: { id: string; index: number; call: ToolCall; of: string }) {
  const setCall = usePlayground(state => state.setCall)
  const removeCall = usePlayground(state => state.removeCall)
  const input = callInput(call)
  const what = `call ${index + 1} of ${of}`
  return (
    <section className="message-part call-editor" aria-label={`Call ${index + 1} of ${of}`}>
      <div className="call-editor-head">
        <Icon name="wrench" size="small" />
        <input
          className="field mono grow"
          aria-label={`Tool of ${what}`}
          placeholder="tool"
          spellCheck={false}
          value={callName(call)}
          onChange={event => setCall(id, index, withCallName(call, event.target.value.trim()))}
        />
        <input
          className="field mono call-id"
          aria-label={`Id of ${what}`}
          placeholder="call_…"
          spellCheck={false}
          value={call.id}
          onChange={event => setCall(id, index, { ...call, id: event.target.value.trim() })}
        />
        <IconButton icon="x" name={`Remove ${what}`} small onClick={() => removeCall(id, index)} />
      </div>
      <TextArea
        className="mono"
        aria-label={`Arguments of ${what}`}
        placeholder={'{ "name": "value" }'}
        spellCheck={false}
        value={input}
        onChange={event => setCall(id, index, withCallInput(call, event.target.value))}
      />
    </section>
  )
}
