import { useEffect } from 'react'
import { usePlaygroundStore } from '@/lib/playground/context'
import type { PlaygroundState } from '@/lib/playground/store'

interface Shortcut {
  /** As it is written in the list of shortcuts. */
  keys: string
  does: string
  /** True when this press is meant. */
  matches(event: KeyboardEvent): boolean
  act(state: PlaygroundState, event: KeyboardEvent): void
}

const withMod =
  (key: string, shift = false) =>
  (event: KeyboardEvent) =>
    (event.metaKey || event.ctrlKey) && !event.altKey && event.shiftKey === shift && event.key.toLowerCase() === key

/** What works anywhere on the page. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: '⌘↵', does: 'Run all columns', matches: withMod('enter'), act: state => state.runAll() },
  { keys: '⇧⌘↵', does: 'Run the focused column', matches: withMod('enter', true), act: state => state.run(state.focused) },
  {
    keys: 'Esc',
    does: 'Stop all runs',
    matches: event => event.key === 'Escape' && !document.querySelector('[role="dialog"], [role="menu"]'),
    act: state => state.stopAll(),
  },
  { keys: '⌘\\', does: 'Show or hide the prompt', matches: withMod('\\'), act: state => state.togglePrompt() },
  { keys: '⌘J', does: 'Open or close the inspector', matches: withMod('j'), act: state => state.toggleInspector() },
  {
    keys: '⌘1–6',
    does: 'Go to a column',
    matches: event => (event.metaKey || event.ctrlKey) && /^[1-6]$/.test(event.key),
    act: (state, event) => goToColumn(state, Number(event.key) - 1),
  },
  { keys: '⌘D', does: 'Duplicate the focused column', matches: withMod('d'), act: state => state.duplicateColumn(state.focused) },
  {
    keys: '?',
    does: 'List the shortcuts',
    matches: event => event.key === '?' && !isTyping(event.target),
    act: state => state.openDialog('shortcuts'),
  },
]

export function useShortcuts() {
  const store = usePlaygroundStore()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      // With ⌘ or Ctrl a press is meant for the page, whatever has the focus; a button would take Enter for itself. Without,
      // what is open (a menu, a panel) comes first.
      const forPage = event.metaKey || event.ctrlKey
      if (forPage !== (event.eventPhase === Event.CAPTURING_PHASE)) return
      const state = store.getState()
      if (state.dialog && state.dialog.name !== 'model') return
      const shortcut = SHORTCUTS.find(({ matches }) => matches(event))
      if (!shortcut) return
      event.preventDefault()
      event.stopPropagation()
      shortcut.act(state, event)
    }
    document.addEventListener('keydown', press, true)
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press, true)
      document.removeEventListener('keydown', press)
    }
  }, [store])
}

function goToColumn(state: PlaygroundState, index: number) {
  const column = state.columns[index]
  if (!column) return
  state.focus(column.id)
  document.getElementById(`column-${column.id}`)?.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
