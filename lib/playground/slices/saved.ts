import type { Slice } from '../store'

export interface SavedSlice {
  /** Whether what is on the page is on this device too. */
  saved: 'restoring' | 'saving' | 'saved' | 'failed'
  /** Sentences for the person: what could not be restored or saved. Empty when all is well. */
  problems: string[]
  addProblem(problem: string): void
  dismissProblems(): void
  /** One sentence about what was just done, shown for a moment. */
  notice: { text: string } | null
}

export const savedSlice: Slice<SavedSlice> = set => ({
  saved: 'restoring',
  problems: [],
  addProblem: problem => set(({ problems }) => (problems.includes(problem) ? {} : { problems: [...problems, problem] })),
  dismissProblems: () => set({ problems: [] }),
  notice: null,
})
