import type { ModelInfo } from '@/lib/chat/receipt'
import type { RunError } from '../client'
import type { Slice } from '../store'

export interface ModelsSlice {
  /** What GET /v1/models lists; empty until it has answered. */
  models: ModelInfo[]
  modelsState: 'idle' | 'loading' | 'ready' | 'failed'
  modelsError: RunError | null
  loadModels(): Promise<void>
}

export const modelsSlice: Slice<ModelsSlice> = (set, get, { client }) => ({
  models: [],
  modelsState: 'idle',
  modelsError: null,
  async loadModels() {
    if (get().modelsState === 'loading') return
    set({ modelsState: 'loading', modelsError: null })
    const answer = await client.models(get().keys)
    if (answer.error) return set({ modelsState: 'failed', modelsError: answer.error })
    set({ modelsState: 'ready', models: answer.value })
  },
})
