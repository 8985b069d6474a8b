import { persistRuns } from './persist-runs'
import { nameOfShared, readShared, sweepShared, writeShared } from './persist-shared'
import { readDocument, readUi, type SavedDocument, writeSaved } from './saved-state'
import { deskOf, type Shared } from './slices/shared'
import { withDeletion } from './slices/undo'
import type { Parts, PlaygroundState, PlaygroundStore } from './store'

/** Milliseconds after the last change. */
const DELAY = 300
/** Milliseconds a browser's storage may take to answer; some never do until they are started anew. */
const PATIENCE = 10_000

const DAMAGED = 'The saved prompt could not be read, so the page begins anew. What was saved is kept aside in this browser.'
const NO_STORAGE = 'This browser does not let the page save anything: what you write lasts until the page is closed.'
const SILENT =
  'This browser’s storage does not answer, so nothing is saved from here on. What was saved before is not lost: load the page again later.'
const FAILED = 'Saving failed; the browser may have no room left. What you write lasts until the page is closed.'

/**
 * Restores the page, then saves prompt, columns and settings as they are typed, and the runs. Only the named parts of the
 * state are ever written, so a key cannot be among them. Returns how to stop, which saves what is left.
 */
export function watchChanges(store: PlaygroundStore, parts: Parts): () => void {
  const { storage, ...services } = parts.services
  /** What is on this device; compared by identity. */
  let written: Saved = store.getState()
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

  /** Nothing is written any more: it would go over what was never seen. */
  function giveUp() {
    stop()
    fail(SILENT)
    if (services.fragment()) void store.getState().openLink(services.fragment())
  }

  async function restore() {
    try {
      const [document, ui] = await Promise.all([storage.get('document'), storage.get('ui')])
      if (stopped) return
      restoreUi(ui)
      await restoreDocument(document)
      const others = await sweepShared(storage)
      if (stopped) return
      await savedRuns.restore(others)
      stopWaiting()
      if (!stopped) await restoreShared()
      if (!stopped) await save()
    } catch {
      stopWaiting()
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

  /** A link in the address, or the shared prompt this tab showed before it was loaded anew. */
  async function restoreShared() {
    const { fragment, tab } = parts.services
    if (fragment()) return store.getState().openLink(fragment())
    const id = tab.get()
    const saved = id && readShared(await storage.get(nameOfShared(id)))
    if (!saved || stopped) return
    const { prompt, columns, waiting } = saved
    const shared = { id, own: deskOf(store.getState()), waiting }
    written = { ...written, prompt, columns, shared }
    store.setState({ prompt, columns, focused: columns[0]!.id, deletions: [], shared })
  }

  const saveOwn = ({ prompt, columns }: SavedDocument) => storage.set('document', writeSaved({ prompt, columns }))
  const saveShared = (shared: Shared, document: SavedDocument) =>
    storage.set(nameOfShared(shared.id), writeShared(document, shared))

  async function save() {
    cancelSave?.()
    cancelSave = undefined
    const before = written
    const now = store.getState()
    written = now
    const { ui, shared } = now
    const moved = before.shared?.id !== shared?.id
    parts.services.tab.set(shared?.id ?? null)
    try {
      await Promise.all([
        isSameDocument(before, now) || (shared ? saveShared(shared, now) : saveOwn(now)),
        shared && moved && saveOwn(shared.own),
        before.shared && moved && storage.delete(nameOfShared(before.shared.id)),
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

  function stop() {
    stopped = true
    stopWaiting()
    flush()
    savedRuns.stop()
    for (const one of stops) one()
  }

  const stopWaiting = services.after(PATIENCE, giveUp)
  void restore()
  const stops = [
    store.subscribe(onChange),
    services.onPage('leave', flush),
    services.onPage('visibility', () => services.hidden() && flush()),
  ]
  return stop
}

type Saved = Pick<PlaygroundState, 'prompt' | 'columns' | 'ui' | 'shared'>

function isSameDocument(one: Saved, other: Saved): boolean {
  return one.prompt === other.prompt && one.columns === other.columns && one.shared === other.shared
}
