import { useEffect } from 'react'
import { usePlaygroundStore } from '@/lib/playground/context'
import { shortcuts } from './commands'
import { arePressed } from './commands/keys'
import { loadPalette } from './commands/load-palette'

/** The keys of the commands, anywhere on the page. */
export function useShortcuts() {
  const store = usePlaygroundStore()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (event.key === 'Meta' || event.key === 'Control') void loadPalette()
      // With ⌘ or Ctrl a press is meant for the page, whatever has the focus; a button would take Enter for itself. Without,
      // what is open (a menu, a panel) comes first.
      const forPage = event.metaKey || event.ctrlKey
      if (forPage !== (event.eventPhase === Event.CAPTURING_PHASE)) return
      const command = shortcuts.find(({ keys }) => arePressed(keys, event))
      if (!command || (!forPage && isMeantElsewhere(event))) return
      if (command.notWhileWriting && isWriting(event)) return
      const state = store.getState()
      if (state.dialog && state.dialog.name !== 'model') return
      const offered = !command.when || command.when(state)
      // Also where there is nothing to do, or ⌘D would set a bookmark.
      if (!offered && !forPage) return
      event.preventDefault()
      event.stopPropagation()
      if (offered) command.act(state, event)
    }
    document.addEventListener('keydown', press, true)
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press, true)
      document.removeEventListener('keydown', press)
    }
  }, [store])
}

/** Esc closes what is open before it stops anything; a sign is written where one writes. */
function isMeantElsewhere({ key, target }: KeyboardEvent): boolean {
  if (key === 'Escape') return !!document.querySelector('[role="dialog"], [role="menu"]')
  return isWriting({ target })
}

function isWriting({ target }: Pick<KeyboardEvent, 'target'>): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
