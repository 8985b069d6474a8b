import { flushSync } from 'react-dom'
import type { PlaygroundStore } from '@/lib/playground/store'
import { focusMessage } from './focus-message'

/** An answer becomes a message for every column, and the caret stands where the conversation goes on. */
export function goOnFrom(store: PlaygroundStore, columnId: string, choice: number) {
  let next: string | undefined
  flushSync(() => {
    next = store.getState().addToMessages(columnId, choice)
    if (!next) return
    store.getState().togglePrompt(true)
    store.getState().setMobileTab('prompt')
  })
  if (next) focusMessage(next)
}
