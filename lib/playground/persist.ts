import type { Parts, PlaygroundStore } from './store'

/** To be filled in. */
export function watchChanges(store: PlaygroundStore, _parts: Parts): () => void {
  store.setState({ saved: 'saved' })
  return () => {}
}
