import type { AssistTask } from '@/lib/chat/assist'

interface Words {
  /** As a dialog's title and a button's word. */
  title: string
  /** What is replaced, as the offer to undo says it. */
  what: string
  /** Of the field; absent where the task asks nothing. */
  label?: string
  placeholder?: string
  /** Without it there is nothing to ask. */
  required?: boolean
}

export const WORDS: Record<AssistTask, Words> = {
  schema: {
    title: 'Draft a schema',
    what: 'Schema',
    label: 'What should the answer hold?',
    placeholder: 'An invoice: number, date, currency and its lines',
    required: true,
  },
  tool: {
    title: 'Draft a tool',
    what: 'Tools',
    label: 'What should the tool do?',
    placeholder: 'Look up an order by its number',
    required: true,
  },
  improve: {
    title: 'Improve the prompt',
    what: 'Message',
    label: 'What should be better? It may stay empty.',
    placeholder: 'Shorter answers, always with a source',
  },
  title: { title: 'Title the prompt', what: 'Title' },
}
