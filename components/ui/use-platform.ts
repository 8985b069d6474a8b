import { useCallback, useSyncExternalStore } from 'react'

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

/** Whether a media query holds, followed. False on the server. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(
    watch,
    () => matchMedia(query).matches,
    () => false,
  )
}
