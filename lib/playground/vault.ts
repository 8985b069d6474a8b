import type { Parts, PlaygroundStore } from './store'

/** To be filled in. */
export function watchKeys(_store: PlaygroundStore, _parts: Parts): () => void {
  return () => {}
}
