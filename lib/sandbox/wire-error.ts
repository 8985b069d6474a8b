/** What a face refuses with. Each face writes it in its own wire's shape. */
export class WireError extends Error {
  override name = 'WireError'
  constructor(
    readonly status: number,
    /** The vendor's own word: `invalid_request_error`, `overloaded_error`. */
    readonly type: string,
    message: string,
    readonly details: { param?: string | null; code?: string | null; headers?: Record<string, string> } = {},
  ) {
    super(message)
  }
}
