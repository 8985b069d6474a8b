import type { LinkFault } from '../share/link'
import type { Parts, PlaygroundState, PlaygroundStore, Slice } from '../store'
import { type Deletion, withDeletion } from './undo'

/** What the page shows beside settings: it comes and goes as one. */
export type Desk = Pick<PlaygroundState, 'prompt' | 'columns' | 'focused' | 'deletions'>

/** A prompt that came by a link and was not kept. The person's own stands aside, here and on this device. */
export interface Shared {
  /** Under which it is saved; begins with the time it was opened. */
  id: string
  own: Desk
  /** True until the person runs or edits something: nothing is sent about it, not even to ask for its receipt. */
  waiting: boolean
}

export interface SharedSlice {
  shared: Shared | null
  /** A link that could not be opened. While it is told, nothing is sent. */
  linkProblem: { fault: LinkFault; message: string } | null
  /** Shows the prompt of a fragment; what was on the page is set aside. Runs and sends nothing. */
  openLink(fragment: string): Promise<void>
  dismissLink(): void
  /** The shared prompt becomes the person's own; what was theirs before can be brought back. */
  keepShared(): void
  /** Puts the person's own work back. */
  backToMine(): void
}

export const sharedSlice: Slice<SharedSlice> = (set, get, { services, runs }) => ({
  shared: null,
  linkProblem: null,
  async openLink(fragment) {
    const { readLink, LinkError } = await import('../share/link')
    const { fromPortable } = await import('../share/portable')
    try {
      const { prompt, columns } = fromPortable(await readLink(fragment), services.newId)
      // The page is saved and survives a reload; an address that stayed would undo every later change.
      services.clearFragment()
      const before = get()
      const shared = { id: `${services.today()}-${services.newId()}`, own: before.shared?.own ?? deskOf(before), waiting: true }
      set({ shared, linkProblem: null, prompt, columns, focused: columns[0]!.id, deletions: replacing(before) })
      if (before.modelsState === 'idle') void get().loadModels()
    } catch (error) {
      if (!(error instanceof LinkError)) throw error
      set({ linkProblem: { fault: error.fault, message: error.message } })
    }
  },
  dismissLink() {
    services.clearFragment()
    set({ linkProblem: null })
    if (get().modelsState === 'idle') void get().loadModels()
  },
  keepShared() {
    const { shared, deletions } = get()
    if (!shared) return
    const what = `Prompt “${shared.own.prompt.title}”`
    set({ shared: null, deletions: withDeletion(deletions, { what, done: 'replaced', putBack: () => ({ shared }) }) })
  },
  backToMine() {
    const before = get()
    const { shared } = before
    if (!shared) return
    const { own } = shared
    for (const { id } of before.columns) runs.stop(id)
    const deletion = {
      what: `Shared prompt “${before.prompt.title}”`,
      done: 'left',
      putBack: () => ({ ...deskOf(before), shared }),
    }
    set({ ...own, shared: null, deletions: withDeletion(own.deletions, deletion) })
  },
})

export function deskOf({ prompt, columns, focused, deletions }: Desk): Desk {
  return { prompt, columns, focused, deletions }
}

/** Whether nothing is to be sent about what is on the page. */
export function isQuiet({ saved, shared, linkProblem }: PlaygroundState): boolean {
  return saved === 'restoring' || !!shared?.waiting || !!linkProblem
}

/** An earlier shared prompt that was worked on can be brought back; of the own one nothing is lost. */
function replacing(before: PlaygroundState): Deletion[] {
  const { shared, prompt } = before
  if (!shared || shared.waiting) return []
  return [{ what: `Shared prompt “${prompt.title}”`, done: 'replaced', putBack: () => ({ ...deskOf(before), shared }) }]
}

/** Opens links that come later, and ends the waiting when the person begins to work. */
export function watchShared(store: PlaygroundStore, { services, runs }: Parts): () => void {
  const begin = () => store.setState(({ shared }) => (shared?.waiting ? { shared: { ...shared, waiting: false } } : {}))
  const stops = [
    services.onPage('fragment', () => {
      if (services.fragment()) void store.getState().openLink(services.fragment())
    }),
    store.subscribe((now, before) => {
      if (now.shared === before.shared && (now.prompt !== before.prompt || now.columns !== before.columns)) begin()
    }),
    runs.subscribe((columnId, _, phase) => {
      if (phase === 'started' && store.getState().columns.some(({ id }) => id === columnId)) begin()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
