import type { ChatMessage } from '@/lib/chat/types'
import { partName } from '../attachments'
import { defaultPrompt, type Starter } from '../defaults'
import { emptyMessage, partsOf, type Role, withParts, withRole } from '../messages'
import type { PlaygroundState, Slice } from '../store'
import type { Prompt, PromptMessage } from '../types'
import { unfilled } from '../variables'
import { columnsFrom } from './columns'
import { type Deletion, withDeletion } from './undo'

export interface PromptSlice {
  prompt: Prompt
  setTitle(title: string): void
  /** Adds an empty message, at the end unless `at` says where. Returns its id. */
  addMessage(role: Role, at?: number): string
  setMessage(id: string, message: ChatMessage): void
  setRole(id: string, role: Role): void
  /** Adds an empty message after another one, of the role that usually follows. Returns its id. */
  insertMessage(afterId: string): string
  duplicateMessage(id: string): void
  /** That one only. */
  deleteMessage(id: string): void
  /** One part of a message: an image, a file. */
  removePart(id: string, index: number): void
  /** Names of variables without a value, when a run was wanted; a new object each time, so that the page leads there again. */
  unfilledAtRun: { names: string[] } | null
  /** False, and said, while variables have no value. */
  mayRun(): boolean
  setVariable(name: string, value: string): void
  /** Values stay when variables are switched off. */
  switchVariables(on: boolean): void
  /** Up is negative; stops at the ends. */
  moveMessage(id: string, by: number): void
  /** A shared default; `undefined` takes it out. */
  setParam(name: string, value: unknown): void
  /** Replaces prompt and, where the starter has some, columns; can be undone. */
  openStarter(starter: Starter): void
}

export const promptSlice: Slice<PromptSlice> = (set, get, { services }) => {
  const update = (change: Partial<Prompt>) => set(({ prompt }) => ({ prompt: { ...prompt, ...change } }))
  const messages = () => get().prompt.messages
  const insert = (message: ChatMessage, at: number) => {
    const id = services.newId()
    update({ messages: messages().toSpliced(at, 0, { id, message }) })
    return id
  }
  const replace = (id: string, message: ChatMessage) => update({ messages: withMessage(messages(), id, message) })

  return {
    prompt: defaultPrompt(),
    setTitle: title => update({ title }),
    addMessage: (role, at) => insert(emptyMessage(role), at ?? messages().length),
    setMessage: replace,
    setRole(id, role) {
      const before = messages().find(entry => entry.id === id)?.message
      if (!before) return
      const after = withRole(before, role)
      replace(id, after)
      const lost = lostMembers(before, after)
      if (!lost.length) return
      const putBack = ({ prompt }: PlaygroundState) => ({
        prompt: { ...prompt, messages: withMessage(prompt.messages, id, before) },
      })
      set(({ deletions }) => ({
        deletions: withDeletion(deletions, { what: `${lost.join(', ')} of the ${before.role} message`, putBack }),
      }))
    },
    insertMessage(afterId) {
      const index = messages().findIndex(({ id }) => id === afterId)
      const role = messages()[index]?.message.role === 'user' ? 'assistant' : 'user'
      return insert(emptyMessage(role), index < 0 ? messages().length : index + 1)
    },
    duplicateMessage(id) {
      const index = messages().findIndex(entry => entry.id === id)
      const original = messages()[index]
      if (original) insert(structuredClone(original.message), index + 1)
    },
    deleteMessage(id) {
      const index = messages().findIndex(entry => entry.id === id)
      const deleted = messages()[index]
      if (!deleted) return
      set(({ prompt, deletions }) => ({
        prompt: { ...prompt, messages: prompt.messages.toSpliced(index, 1) },
        deletions: withDeletion(deletions, messageDeletion(deleted, index)),
      }))
    },
    removePart(id, index) {
      const message = messages().find(entry => entry.id === id)?.message
      const part = message && partsOf(message)[index]
      if (!part) return
      replace(id, withParts(message, partsOf(message).toSpliced(index, 1)))
      set(({ deletions }) => ({
        deletions: withDeletion(deletions, {
          what: partName(part),
          putBack: ({ prompt }) => {
            const now = prompt.messages.find(entry => entry.id === id)?.message
            if (!now) return null
            const message = withParts(now, partsOf(now).toSpliced(index, 0, part))
            return { prompt: { ...prompt, messages: withMessage(prompt.messages, id, message) } }
          },
        }),
      }))
    },
    unfilledAtRun: null,
    mayRun() {
      const names = unfilled(get().prompt)
      if (!names.length) return true
      set({ unfilledAtRun: { names }, announcement: `Not run. Fill in first: ${names.join(', ')}` })
      get().togglePrompt(true)
      get().setMobileTab('prompt')
      return false
    },
    setVariable: (name, value) =>
      update({ variables: { on: true, values: { ...get().prompt.variables?.values, [name]: value } } }),
    switchVariables: on => update({ variables: { on, values: get().prompt.variables?.values ?? {} } }),
    moveMessage(id, by) {
      const index = messages().findIndex(entry => entry.id === id)
      const moved = messages()[index]
      if (!moved) return
      const to = Math.max(0, Math.min(messages().length - 1, index + by))
      if (to !== index) update({ messages: messages().toSpliced(index, 1).toSpliced(to, 0, moved) })
    },
    setParam: (name, value) => update({ params: withParam(get().prompt.params, name, value) }),
    openStarter(starter) {
      const { prompt, columns, focused, deletions } = get()
      const chosen = starter.columns ? columnsFrom(starter.columns, services.newId) : columns
      set({
        prompt: {
          title: starter.title,
          messages: starter.messages.map(message => ({ id: services.newId(), message })),
          params: starter.params,
          ...(starter.mocks && { mocks: starter.mocks }),
        },
        columns: chosen,
        focused: chosen.some(({ id }) => id === focused) ? focused : chosen[0]!.id,
        deletions: withDeletion(deletions, {
          what: `Prompt “${prompt.title}”`,
          done: 'replaced',
          putBack: () => ({ prompt, columns, focused }),
        }),
      })
    },
  }
}

/** The params with one set, or taken out by `undefined`; `null` stays. */
export function withParam<T extends Record<string, unknown>>(params: T, name: string, value: unknown): T {
  const next = { ...params, [name]: value }
  if (value === undefined) delete next[name]
  return next
}

/** The messages with one in another's place. */
export function withMessage(messages: PromptMessage[], id: string, message: ChatMessage): PromptMessage[] {
  return messages.map(entry => (entry.id === id ? { id, message } : entry))
}

/** What was written and the new role has no place for. */
function lostMembers(before: ChatMessage, after: ChatMessage): string[] {
  return Object.entries(before).flatMap(([name, value]) => (value && !Object.hasOwn(after, name) ? [name] : []))
}

function messageDeletion(deleted: PromptMessage, index: number): Deletion {
  const putBack = ({ prompt }: PlaygroundState) => ({
    prompt: { ...prompt, messages: prompt.messages.toSpliced(index, 0, deleted) },
  })
  const role = deleted.message.role
  return { what: `${role[0]!.toUpperCase()}${role.slice(1)} message`, putBack }
}
