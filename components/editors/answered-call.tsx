'use client'

import { useMemo } from 'react'
import type { ToolMessage } from '@/lib/chat/types'
import { callsFor } from '@/lib/playground/calls'
import { usePlayground } from '@/lib/playground/context'
import { textOf } from '@/lib/playground/messages'
import { isJson } from '@/lib/playground/tool-results'

/** Which call a tool message answers: one of those before it, by name and id. */
export function AnsweredCall({ id, message, name }: { id: string; message: ToolMessage; name: string }) {
  const messages = usePlayground(state => state.prompt.messages)
  const setMessage = usePlayground(state => state.setMessage)
  const calls = useMemo(
    () =>
      callsFor(
        messages,
        messages.findIndex(entry => entry.id === id),
      ),
    [messages, id],
  )
  const { tool_call_id: callId } = message
  const text = textOf(message)
  const set = (tool_call_id: string) => setMessage(id, { ...message, tool_call_id })
  return (
    <div className="message-call">
      <label className="field-label" htmlFor={`call-${id}`}>
        Answers
      </label>
      {calls.length ? (
        <select
          id={`call-${id}`}
          className="field mono grow"
          aria-label={`Call that ${name} answers`}
          value={callId}
          onChange={event => set(event.target.value)}
        >
          {!calls.some(call => call.id === callId) && (
            <option value={callId}>{callId ? `${callId}, not called` : 'no call yet'}</option>
          )}
          {calls.map(call => (
            <option key={call.id} value={call.id}>
              {call.name} · {call.id}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={`call-${id}`}
          className="field mono grow"
          aria-label={`Call that ${name} answers`}
          placeholder="call_…"
          value={callId}
          spellCheck={false}
          onChange={event => set(event.target.value)}
        />
      )}
      {text.trim() && <span className="part-about">{isJson(text) ? 'JSON' : 'text'}</span>}
    </div>
  )
}
