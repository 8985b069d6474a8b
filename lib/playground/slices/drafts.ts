import type { Slice } from '../store'

/** What is being typed and is not a value yet, or one laid out otherwise. */
export interface Draft {
  text: string
  /** The value it was typed over, as text: over another one it means nothing. */
  over: string
}

export interface DraftsSlice {
  /** By where they are typed. In memory only: a value is saved, what is on its way to one is not. */
  drafts: Record<string, Draft>
  setDraft(where: string, draft: Draft | null): void
}

export const draftsSlice: Slice<DraftsSlice> = set => ({
  drafts: {},
  setDraft: (where, draft) =>
    set(({ drafts: { [where]: _, ...others } }) => ({ drafts: draft ? { ...others, [where]: draft } : others })),
})
