import { isObject } from '../check'
import { defaultColumns, defaultPrompt } from '../defaults'
import { type HistoryEntry, readRuns } from '../history'
import { putPrompt, type SavedPrompt } from '../saved-prompts'
import { readDocument, type SavedDocument } from '../saved-state'
import type { Parts, PlaygroundState, PlaygroundStore, Slice } from '../store'
import type { Run } from '../types'
import { type Deletion, withDeletion } from './undo'

export interface LibrarySlice {
  /** The newest first; `null` until they were asked for. */
  savedPrompts: SavedPrompt[] | null
  history: HistoryEntry[] | null
  loadPrompts(): Promise<void>
  loadHistory(): Promise<void>
  /** An empty prompt for the same columns. */
  newPrompt(): void
  /** Keeps the prompt under its title; one of the same name is replaced. */
  savePrompt(): Promise<void>
  /** Keeps the prompt and goes on with a copy of it. */
  copyPrompt(): Promise<void>
  openPrompt(id: string): Promise<void>
  renamePrompt(id: string, name: string): Promise<void>
  duplicatePrompt(id: string): Promise<void>
  deletePrompt(id: string): Promise<void>
  /** The prompt as it was asked, its columns and their answers. */
  openRun(id: string): Promise<void>
  deleteRun(id: string): Promise<void>
  clearHistory(): Promise<void>
  /** Shows another prompt in place of the one on the page, with its answers; can be undone. */
  replaceDocument(document: SavedDocument, runs?: readonly Run[]): void
}

const UNTITLED = 'Untitled prompt'
const NOT_KEPT = 'This browser could not keep it; there may be no room left.'
const NOT_READ = 'It could not be read; it may be damaged.'

export const librarySlice: Slice<LibrarySlice> = (set, get, parts) => {
  const { services, prompts, history } = parts
  const about = (name: string, id = services.newId()) => ({ id, name, at: services.today() })

  /** What fails is told; the list on the page is read anew. */
  async function keep(job: () => Promise<unknown>, problem = NOT_KEPT): Promise<void> {
    try {
      await job()
      await Promise.all([get().savedPrompts && get().loadPrompts(), get().history && get().loadHistory()])
    } catch {
      get().addProblem(problem)
    }
  }

  /** How something that was taken away or written over comes back. */
  const undoable = (words: Omit<Deletion, 'putBack'>, bringBack: () => Promise<unknown>) => {
    const putBack = () => {
      void keep(bringBack)
      return {}
    }
    set(({ deletions }) => ({ deletions: withDeletion(deletions, { ...words, putBack }) }))
  }

  async function save(document: SavedDocument, name: string) {
    const old = (await prompts.list()).find(entry => entry.name === name)
    const before = old && (await prompts.read(old.id))
    await putPrompt(prompts, document, about(name, old?.id))
    if (old && before) undoable({ what: `Saved prompt “${name}”`, done: 'replaced' }, () => prompts.put(old, before))
    else set({ notice: { text: `“${name}” is among the saved prompts` } })
  }

  return {
    savedPrompts: null,
    history: null,
    loadPrompts: async () => set({ savedPrompts: await prompts.list().catch(() => []) }),
    loadHistory: async () => set({ history: await history.list().catch(() => []) }),
    newPrompt() {
      const message = { id: services.newId(), message: { role: 'user' as const, content: '' } }
      get().replaceDocument({ prompt: { title: UNTITLED, messages: [message], params: {} }, columns: get().columns })
    },
    savePrompt: () => keep(() => save(get(), nameOf(get()))),
    copyPrompt: () =>
      keep(async () => {
        const name = nameOf(get())
        await save(get(), name)
        get().setTitle(copyName(name, await prompts.list()))
      }),
    openPrompt: id =>
      keep(async () => {
        const document = readDocument(await prompts.read(id))
        if (!document) throw new Error()
        get().replaceDocument(document)
      }, NOT_READ),
    renamePrompt: (id, name) =>
      keep(async () => {
        const value = readDocument(await prompts.read(id))
        const entry = (await prompts.list()).find(entry => entry.id === id)
        if (value && entry) await putPrompt(prompts, value, { ...entry, name: name.trim() || UNTITLED })
      }),
    duplicatePrompt: id =>
      keep(async () => {
        const all = await prompts.list()
        const document = readDocument(await prompts.read(id))
        const name = all.find(entry => entry.id === id)?.name ?? UNTITLED
        if (document) await putPrompt(prompts, document, about(copyName(name, all)))
      }),
    deletePrompt: id =>
      keep(async () => {
        const entry = (await prompts.list()).find(entry => entry.id === id)
        const value = await prompts.read(id)
        await prompts.remove([id])
        if (entry) undoable({ what: `“${entry.name}”` }, () => prompts.put(entry, value))
      }),
    openRun: id =>
      keep(async () => {
        const saved = await history.read(id)
        const document = isObject(saved) ? readDocument(saved.document) : undefined
        if (!document || !isObject(saved)) throw new Error()
        get().replaceDocument(document, readRuns(saved.runs))
      }, NOT_READ),
    deleteRun: id =>
      keep(async () => {
        const entry = (await history.list()).find(entry => entry.id === id)
        const value = await history.read(id)
        await history.remove([id])
        if (entry) undoable({ what: 'One run' }, () => history.put(entry, value))
      }),
    clearHistory: () =>
      keep(async () => {
        const all = await history.list()
        const values = await Promise.all(all.map(({ id }) => history.read(id)))
        await history.remove(all.map(({ id }) => id))
        undoable({ what: `${all.length} runs` }, async () => {
          for (const [index, entry] of all.entries()) await history.put(entry, values[index])
        })
      }),
    replaceDocument({ prompt, columns }, runs = []) {
      const before = get()
      const fresh = columns.map(column => ({ ...column, id: services.newId() }))
      for (const [index, { id }] of columns.entries()) {
        const run = runs.find(({ columnId }) => columnId === id)
        if (run) parts.runs.restore({ ...run, columnId: fresh[index]!.id })
      }
      const kept = columns === before.columns ? columns : fresh
      const { prompt: oldPrompt, columns: oldColumns, focused } = before
      const putBack = () => ({ prompt: oldPrompt, columns: oldColumns, focused })
      set({
        prompt,
        columns: kept,
        focused: kept.some(({ id }) => id === focused) ? focused : kept[0]!.id,
        deletions: withDeletion(before.deletions, { what: `Prompt “${oldPrompt.title}”`, done: 'replaced', putBack }),
      })
    },
  }
}

/** When a shared prompt takes the place of one's own, that one is kept among the saved prompts. */
export function watchKept(store: PlaygroundStore, { prompts, services }: Parts): () => void {
  return store.subscribe((now, before) => {
    const own = before.shared && !now.shared && now.prompt === before.prompt ? before.shared.own : undefined
    if (!own || isUntouched(own)) return
    void prompts
      .list()
      .then(async all =>
        putPrompt(prompts, own, { id: services.newId(), at: services.today(), name: freeName(nameOf(own), all) }),
      )
      .then(() => now.savedPrompts && store.getState().loadPrompts())
      .catch(() => store.getState().addProblem(NOT_KEPT))
  })
}

function isUntouched({ prompt, columns }: Pick<PlaygroundState, 'prompt' | 'columns'>): boolean {
  return JSON.stringify([prompt, columns]) === JSON.stringify([defaultPrompt(), defaultColumns()])
}

function nameOf({ prompt }: Pick<PlaygroundState, 'prompt'>): string {
  return prompt.title.trim() || UNTITLED
}

function copyName(name: string, all: readonly SavedPrompt[]): string {
  return freeName(`${name.replace(/ copy( \d+)?$/, '')} copy`, all)
}

function freeName(name: string, all: readonly SavedPrompt[]): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`
    if (!all.some(entry => entry.name === candidate)) return candidate
  }
}
