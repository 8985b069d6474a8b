import { createLibrary, type Entry, type Library } from './library'
import { beginningOf } from './saved-prompts'
import { readRun, type SavedDocument, writeSaved } from './saved-state'
import type { Shelf } from './services'
import { statsOf } from './stats'
import type { Parts, PlaygroundStore } from './store'
import type { Letter, Run } from './types'

/** One Run all, or one column's run. */
export interface HistoryEntry extends Entry {
  title: string
  text: string
  results: HistoryResult[]
}

export interface HistoryResult {
  letter: Letter
  model: string
  status: Run['status']
  /** How the answer, or what went wrong, begins. */
  begins: string
  /** Milliseconds. */
  ms: number
  tokens?: number
  /** US dollars. */
  cost?: number
}

export type History = Library<HistoryEntry>

const MOST = { entries: 200, size: 4_000_000 }
/** Characters of JSON of one run; beyond them its receipt goes, then its log probabilities, then the end of its texts. */
const LARGEST = 100_000

export function runHistory(shelf: Shelf): History {
  return createLibrary(
    shelf,
    'history',
    MOST,
    ({ title, text, results }) => typeof title === 'string' && typeof text === 'string' && Array.isArray(results),
  )
}

/** The prompt as it was asked, its columns, and what they answered. */
export interface Asked extends SavedDocument {
  runs: Run[]
}

export function writeAsked({ prompt, columns, runs }: Asked): unknown {
  return { document: writeSaved({ prompt, columns }), runs: runs.map(run => writeSaved(fitting(run))) }
}

export function readRuns(saved: unknown): Run[] {
  return Array.isArray(saved) ? saved.flatMap(run => readRun(run) ?? []) : []
}

/**
 * Makes an entry of everything that runs: of runs started together one. It is written when they start and whenever one ends,
 * because a page that is left has no time for the list.
 */
export function watchHistory(store: PlaygroundStore, { runs, history, services }: Parts): () => void {
  /** By the time they began together. */
  let opening: Batch | undefined
  const underWay = new Set<Batch>()

  const write = (batch: Batch) => {
    const ran = [...batch.runs.values()]
    void history.put(entryOf(batch, ran), writeAsked({ ...batch.document, runs: ran })).then(
      () => store.getState().history && store.getState().loadHistory(),
      // It is on the page; what cannot be kept is said by what saves the page.
      () => {},
    )
  }
  const begin = (): Batch => {
    const { prompt, columns } = store.getState()
    const batch = {
      id: services.newId(),
      at: services.today(),
      document: { prompt, columns },
      runs: new Map(),
      open: new Set<string>(),
    }
    underWay.add(batch)
    opening = batch
    queueMicrotask(() => {
      opening = undefined
      write(batch)
    })
    return batch
  }
  const stop = runs.subscribe((columnId, run, phase) => {
    if (phase === 'started') {
      const batch = opening ?? begin()
      batch.open.add(run.id)
      batch.runs.set(columnId, run)
    }
    const batch = [...underWay].find(({ open }) => open.has(run.id))
    if (phase !== 'ended' || !batch) return
    batch.runs.set(columnId, run)
    batch.open.delete(run.id)
    if (!batch.open.size) underWay.delete(batch)
    write(batch)
  })
  const flush = () => {
    for (const batch of underWay) {
      for (const columnId of batch.runs.keys()) {
        const run = runs.snapshot(columnId)
        if (run && batch.open.has(run.id)) batch.runs.set(columnId, run)
      }
      write(batch)
    }
  }
  const stopFlush = services.onPage('leave', flush)
  return () => {
    stop()
    stopFlush()
  }
}

interface Batch {
  id: string
  at: number
  document: SavedDocument
  /** By column. */
  runs: Map<string, Run>
  /** Ids of those that have not ended. */
  open: Set<string>
}

function entryOf({ id, at, document }: Batch, ran: Run[]): Omit<HistoryEntry, 'size'> {
  const results = ran.flatMap(run => {
    const column = document.columns.find(({ id }) => id === run.columnId)
    return column ? [resultOf(run, column.letter)] : []
  })
  return { id, at, title: document.prompt.title, text: beginningOf(document), results }
}

function resultOf(run: Run, letter: Letter): HistoryResult {
  const { total, tokensOut, cost } = statsOf(run)
  const message = run.completion?.choices[0]?.message
  const calls = message?.tool_calls?.map(call => (call.type === 'function' ? call.function.name : call.custom.name)) ?? []
  const words =
    run.error?.message ?? (message?.content || message?.refusal || calls.join(', ') || message?.reasoning_content || '')
  return {
    letter,
    model: `${run.provider}/${run.asked.model}`,
    status: run.status,
    begins: words.replace(/\s+/g, ' ').trim().slice(0, 160),
    ms: Math.round(total),
    ...(tokensOut && { tokens: tokensOut.value }),
    ...(cost && { cost: cost.usd }),
  }
}

function fitting(run: Run): Run {
  const size = (value: Run) => JSON.stringify(value).length
  if (size(run) <= LARGEST) return run
  const { receipt: _, ...bare } = run
  if (size(bare) <= LARGEST || !bare.completion) return bare
  const choices = bare.completion.choices.map(choice => ({ ...choice, logprobs: null }))
  const lean = { ...bare, completion: { ...bare.completion, choices } }
  if (size(lean) <= LARGEST) return lean
  const shortened = choices.map(({ message: { role, content, refusal, reasoning_content }, ...choice }) => ({
    ...choice,
    message: {
      role,
      content: cut(content),
      refusal: cut(refusal),
      ...(reasoning_content && { reasoning_content: cut(reasoning_content)! }),
    },
  }))
  return { ...lean, earlier: undefined, completion: { ...lean.completion, choices: shortened } }
}

function cut(text: string | null): string | null {
  return text && text.length > 20_000 ? `${text.slice(0, 20_000)}…` : text
}
