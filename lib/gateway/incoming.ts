/** A request as the gateway reads it, whichever server took it. */
export interface Incoming {
  /** Path and query. */
  url: string
  headers: HeaderReader
  /** The whole body, or undefined once it is longer than `limit` bytes. Rejects when it breaks off. */
  read(limit: number): Promise<Uint8Array | undefined>
  /** Calls back when the caller leaves, at once where that has happened. What is returned ends the listening. */
  onLeave(left: (reason: unknown) => void): () => void
}

/** Headers by their name in lower case; null for one that is not there. */
export type HeaderReader = Pick<Headers, 'get'>
