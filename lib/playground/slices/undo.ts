import { changeBack } from '../change-back'
import type { PlaygroundState, Slice } from '../store'

/** Something that was deleted or replaced and how it comes back, whatever has been edited since. */
export interface Deletion {
  /** As the page says it: `User message`, `Column B`. */
  what: string
  /** What was done to it; `removed` where nothing is said. */
  done?: string
  /** The change that puts it back; `null` when there is no room for it. */
  putBack(state: PlaygroundState): Partial<PlaygroundState> | null
}

export interface UndoSlice {
  /** The newest last; at most 20. Show the last one. */
  deletions: Deletion[]
  /** Puts the newest deletion back; true when it could. */
  undo(): boolean
  /** Does something to prompt or columns that can be undone: what it changed, and nothing else, is put back. */
  replace(what: string, change: () => void): void
  /** Forgets all deletions. */
  forgetDeletions(): void
}

const KEPT = 20

export const undoSlice: Slice<UndoSlice> = (set, get) => ({
  deletions: [],
  undo() {
    const state = get()
    const change = state.deletions.at(-1)?.putBack(state)
    if (!change) return false
    set({ ...change, deletions: state.deletions.slice(0, -1) })
    return true
  },
  replace(what, change) {
    const before = get()
    change()
    const after = get()
    const putBack = changeBack(before, after)
    if (!putBack) return
    set({ deletions: withDeletion(after.deletions, { what, done: 'replaced', putBack }) })
  },
  forgetDeletions: () => set({ deletions: [] }),
})

/** The list with one more deletion. */
export function withDeletion(deletions: Deletion[], deletion: Deletion): Deletion[] {
  return [...deletions, deletion].slice(-KEPT)
}
