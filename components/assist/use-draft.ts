import { useEffect, useRef, useState } from 'react'
import type { AssistExamples, AssistTask, Drafts } from '@/lib/chat/assist'
import type { Receipt } from '@/lib/chat/receipt'
import type { RunError } from '@/lib/playground/client'
import { usePlayground } from '@/lib/playground/context'

/** Where a draft stands. What was written so far stays to be seen, however it ends. */
export interface Drafting<Task extends AssistTask> {
  state: 'idle' | 'asking' | 'drafted' | 'examples' | 'failed' | 'stopped'
  text: string
  draft?: Drafts[Task]
  examples?: AssistExamples<Task>
  error?: RunError
  receipt?: Receipt
}

export function useDraft<Task extends AssistTask>(task: Task) {
  const assist = usePlayground(state => state.assist)
  const [drafting, setDrafting] = useState<Drafting<Task>>({ state: 'idle', text: '' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  async function ask(columnId: string, question: { wish?: string; text?: string }) {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    let text = ''
    setDrafting({ state: 'asking', text })
    const add = (change: Partial<Drafting<Task>>) =>
      running.current === controller && setDrafting(before => ({ ...before, ...change }))
    for await (const event of assist(columnId, { task, ...question }, controller.signal)) {
      if (event.kind === 'delta') {
        text += event.text
        add({ text })
      }
      if (event.kind === 'receipt') add({ receipt: event.receipt })
      if (event.kind === 'draft') add({ state: 'drafted', draft: event.draft as Drafts[Task] })
      if (event.kind === 'examples') add({ state: 'examples', examples: event.examples as AssistExamples<Task> })
      if (event.kind === 'error') add({ state: 'failed', error: event.error })
    }
  }

  /** The connection closes, and the provider's with it. */
  function stop() {
    running.current?.abort()
    setDrafting(before => ({ ...before, state: 'stopped' }))
  }

  return { drafting, ask, stop }
}
