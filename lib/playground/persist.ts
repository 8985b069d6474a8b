import { persistRuns } from './persist-runs'
import { readDocument, readUi, type SavedDocument, writeSaved } from './saved-state'
import { withDeletion } from './slices/undo'
import type { Parts, PlaygroundState, PlaygroundStore } from './store'

/** Milliseconds after the last change. */
const DELAY = 300

const DAMAGED = 'The saved prompt could not be read, so the page begins anew. What was saved is kept aside in this browser.'
const NO_STORAGE = 'This browser does not let the page save anything: what you write lasts until the page is closed.'
const FAILED = 'Saving failed; the browser may have no room left. What you write lasts until the page is closed.'

/**
 * Restores the page, then saves prompt, columns and settings as they are typed, and the runs. Only the named parts of the
 * state are ever written, so a key cannot be among them. Returns how to stop, which saves what is left.
 */
export function watchChanges(store: PlaygroundStore, parts: Parts): () => void {
  const { storage, ...services } = parts.services
  /** What is on this device; compared by identity. */
  let written: Pick<PlaygroundState, 'prompt' | 'columns' | 'ui'> = store.getState()
  let cancelSave: (() => void) | undefined
  let failing = false
  let stopped = false

  const savedRuns = persistRuns(store, parts, () => fail(FAILED))

  /** Said once until saving works again, so that a dismissed problem stays dismissed. */
  function fail(problem: string) {
    store.setState({ saved: 'failed' })
    if (!failing) store.getState().addProblem(problem)
    failing = true
  }

  async function restore() {
    try {
      const [document, ui] = await Promise.all([storage.get('document'), storage.get('ui')])
      if (stopped) return
      restoreUi(ui)
      await restoreDocument(document)
      await savedRuns.restore()
      if (!stopped) await save()
    } catch {
      if (!stopped) fail(NO_STORAGE)
    }
  }

  function restoreUi(saved: unknown) {
    if (saved === undefined || store.getState().ui !== written.ui) return
    const ui = readUi(saved)
    written = { ...written, ui }
    store.setState({ ui })
  }

  async function restoreDocument(saved: unknown) {
    const read = readDocument(saved)
    if (!read) {
      if (saved === undefined) return
      store.getState().addProblem(DAMAGED)
      return storage.set('document.damaged', saved)
    }
    const change = { ...read, focused: read.columns[0]!.id }
    const { deletions, ...now } = store.getState()
    if (isSameDocument(now, written)) {
      written = { ...written, ...read }
      return store.setState(change)
    }
    // Whoever was faster than the storage keeps their words; the saved ones are one undo away.
    store.setState({
      deletions: withDeletion(deletions, {
        what: `Saved prompt “${read.prompt.title}”`,
        done: 'replaced',
        putBack: () => change,
      }),
    })
  }

  async function save() {
    cancelSave?.()
    cancelSave = undefined
    const before = written
    const now = store.getState()
    written = now
    const { prompt, columns, ui } = now
    try {
      await Promise.all([
        isSameDocument(before, now) || storage.set('document', writeSaved({ prompt, columns })),
        before.ui === ui || storage.set('ui', writeSaved(ui)),
      ])
      failing = false
      if (!cancelSave) store.setState({ saved: 'saved' })
    } catch {
      written = before
      fail(FAILED)
    }
  }

  function onChange(now: PlaygroundState, before: PlaygroundState) {
    if (now.saved === 'restoring' || (isSameDocument(now, before) && now.ui === before.ui)) return
    cancelSave?.()
    cancelSave = services.after(DELAY, () => void save())
    if (now.saved !== 'saving') store.setState({ saved: 'saving' })
  }

  const flush = () => {
    if (cancelSave) void save()
    savedRuns.flush()
  }

  void restore()
  const stops = [
    store.subscribe(onChange),
    services.onPage('leave', flush),
    services.onPage('visibility', () => services.hidden() && flush()),
  ]
  return () => {
    stopped = true
    flush()
    savedRuns.stop()
    for (const stop of stops) stop()
  }
}

function isSameDocument(one: SavedDocument, other: SavedDocument): boolean {
  return one.prompt === other.prompt && one.columns === other.columns
}
