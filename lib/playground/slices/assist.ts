import type { AssistQuestion } from '@/lib/chat/assist'
import type { AssistEvent } from '../client'
import { headersOf } from '../request'
import type { Slice } from '../store'

export interface AssistSlice {
  /** Asks the model of a column for a draft, with its key, host and settings. Changes nothing by itself. */
  assist(columnId: string, question: Omit<AssistQuestion, 'model'>, signal: AbortSignal): AsyncGenerator<AssistEvent>
}

export const assistSlice: Slice<AssistSlice> = (_, get, { client }) => ({
  assist(columnId, question, signal) {
    const { columns, keys } = get()
    const column = columns.find(({ id }) => id === columnId) ?? columns[0]!
    return client.assist({ ...question, model: column.model }, headersOf(column, keys), signal)
  },
})
