import type { Parts, PlaygroundStore } from './store'

/** To be filled in. */
export function watchForecasts(_store: PlaygroundStore, _parts: Parts): () => void {
  return () => {}
}
