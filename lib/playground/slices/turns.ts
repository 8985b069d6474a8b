import type { ChatMessage, Tool, ToolCall } from '@/lib/chat/types'
import { answersCall, callName, resultsOf, withCalls } from '../calls'
import { emptyMessage } from '../messages'
import type { Fix } from '../mistakes'
import type { PlaygroundState, Slice } from '../store'
import { resultMessages } from '../tool-results'
import { turnsOf } from '../turns'
import type { PromptMessage } from '../types'
import { withMessage } from './prompt'
import { withDeletion } from './undo'

/** How a conversation goes on: answers as turns, calls and what answers them. */
export interface TurnsSlice {
  /** An answer and what led to it become turns of the prompt, for every column, with a place to go on. Returns that one's id. */
  addToMessages(columnId: string, choice: number): string | undefined
  /** Adds an empty call to a turn of the assistant's. */
  addCall(id: string): void
  /** A call under a new id keeps its answer. */
  setCall(id: string, index: number, call: ToolCall): void
  removeCall(id: string, index: number): void
  /** Puts right what {@link mistakesOf} found. Returns the id of the message it made or changed. */
  fix(id: string, fix: Fix): string
}

export const turnsSlice: Slice<TurnsSlice> = (set, get, { services, runs }) => {
  const messages = () => get().prompt.messages
  const setMessages = (messages: PromptMessage[]) => set(({ prompt }) => ({ prompt: { ...prompt, messages } }))
  const replace = (id: string, message: ChatMessage) => setMessages(withMessage(messages(), id, message))
  const assistantAt = (id: string) => {
    const message = messages().find(entry => entry.id === id)?.message
    return message?.role === 'assistant' ? message : undefined
  }

  return {
    addToMessages(columnId, choice) {
      const { columns, prompt, deletions } = get()
      const run = runs.snapshot(columnId)
      const turns = run ? turnsOf(run, choice) : []
      if (!turns.length) return
      // A place to write that nobody has used moves behind the answer.
      const places = prompt.messages.slice(-1).filter(({ message }) => isUnwritten(message))
      const results = resultMessages(run!, prompt.mocks, choice)
      const next = results.length || places.length ? results : [emptyMessage('user')]
      const added = [...turns, ...next].map(message => ({ id: services.newId(), message: structuredClone(message) }))
      const ids = new Set(added.map(({ id }) => id))
      const messages = [...prompt.messages.slice(0, prompt.messages.length - places.length), ...added, ...places]
      const letter = columns.find(({ id }) => id === columnId)?.letter
      const putBack = ({ prompt: now }: PlaygroundState) => ({
        prompt: { ...now, messages: now.messages.filter(({ id, message }) => !ids.has(id) || isEdited(added, id, message)) },
      })
      set({
        prompt: { ...prompt, messages },
        deletions: withDeletion(deletions, { what: `Answer of ${letter}`, done: 'added to the messages', putBack }),
      })
      return (added[turns.length] ?? places[0])!.id
    },
    addCall(id) {
      const turn = assistantAt(id)
      if (!turn) return
      const name = toolNames(get().prompt.params.tools)[0] ?? ''
      const call: ToolCall = { id: `call_${services.newId().slice(0, 8)}`, type: 'function', function: { name, arguments: '{}' } }
      replace(id, withCalls(turn, [...(turn.tool_calls ?? []), call]))
    },
    setCall(id, index, call) {
      const turn = assistantAt(id)
      const before = turn?.tool_calls?.[index]
      if (!turn || !before) return
      const answers = new Set(
        resultsOf(
          messages(),
          messages().findIndex(entry => entry.id === id),
        ).map(({ id }) => id),
      )
      const follow = (entry: PromptMessage) =>
        before.id && answers.has(entry.id) && answersCall(entry.message) === before.id
          ? { ...entry, message: { ...entry.message, tool_call_id: call.id } as ChatMessage }
          : entry
      setMessages(withMessage(messages(), id, withCalls(turn, turn.tool_calls!.with(index, call))).map(follow))
    },
    removeCall(id, index) {
      const turn = assistantAt(id)
      const call = turn?.tool_calls?.[index]
      if (!turn || !call) return
      replace(id, withCalls(turn, turn.tool_calls!.toSpliced(index, 1)))
      set(({ deletions }) => ({
        deletions: withDeletion(deletions, {
          what: `Call of ${callName(call) || 'a tool'}`,
          putBack: ({ prompt }) => {
            const now = prompt.messages.find(entry => entry.id === id)?.message
            if (now?.role !== 'assistant') return null
            const message = withCalls(now, (now.tool_calls ?? []).toSpliced(index, 0, call))
            return { prompt: { ...prompt, messages: withMessage(prompt.messages, id, message) } }
          },
        }),
      }))
    },
    fix(id, fix) {
      const at = messages().findIndex(entry => entry.id === id)
      if (fix.does === 'role') get().setRole(id, 'user')
      if (fix.does === 'bind') replace(id, { ...messages()[at]!.message, tool_call_id: fix.callId } as ChatMessage)
      if (fix.does !== 'answer') return id
      const answer: ChatMessage = { role: 'tool', tool_call_id: fix.callId, content: '' }
      const answerId = services.newId()
      setMessages(messages().toSpliced(at + 1 + resultsOf(messages(), at).length, 0, { id: answerId, message: answer }))
      return answerId
    },
  }
}

function isUnwritten({ role, content }: ChatMessage): boolean {
  return role === 'user' && content === ''
}

/** The place to go on has been written in since. */
function isEdited(added: readonly PromptMessage[], id: string, message: ChatMessage): boolean {
  return message.role === 'user' && !isUnwritten(message) && added.at(-1)!.id === id
}

function toolNames(tools: Tool[] | null | undefined): string[] {
  return (tools ?? []).map(tool => (tool.type === 'function' ? tool.function.name : tool.custom.name))
}
