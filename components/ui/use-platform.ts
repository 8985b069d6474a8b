import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** How a shortcut is written here: `⌘↵` on Apple's machines, `Ctrl ↵` elsewhere. On the server, Apple's. */
export function useKeys(): (keys: string) => string {
  const apple = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => true,
  )
  return keys => (apple ? keys : spellOut(keys))
}

function spellOut(keys: string): string {
  return keys.replace('⇧', 'Shift ').replace('⌘', 'Ctrl ').replace('⌥', 'Alt ')
}

/** True where the page is narrow enough for its three tabs. False on the server. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    watchNarrow,
    () => narrow().matches,
    () => false,
  )
}

const narrow = () => matchMedia('(max-width: 767px)')

function watchNarrow(changed: () => void) {
  const query = narrow()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
