import type { Parts, PlaygroundStore, Slice } from '../store'

export interface LineSlice {
  /** False while the gateway does not answer: nothing can run. It is looked for until it does. */
  reachable: boolean
  /** Looks for it at once. */
  lookForGateway(): void
}

export const lineSlice: Slice<LineSlice> = (_, __, { line }) => ({
  reachable: true,
  lookForGateway: () => line.look(),
})

/** Follows the line; what could not be loaded meanwhile is loaded once it is back. */
export function watchLine(store: PlaygroundStore, { line }: Parts): () => void {
  return line.watch(reachable => {
    store.setState({ reachable, announcement: reachable ? 'The gateway is back' : 'The gateway cannot be reached' })
    if (reachable && store.getState().modelsState === 'failed') void store.getState().loadModels()
  })
}
