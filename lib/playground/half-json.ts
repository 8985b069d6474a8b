import { type JsonFault, readBeginning } from '@/lib/util/json-beginning'

/** What a text says that may be only the beginning of JSON. */
export interface HalfJson {
  /** So far; `undefined` while there is nothing. What stands before a fault counts. */
  value: unknown
  /** The whole text is one JSON value. */
  complete: boolean
  /** Where it stops being JSON; absent while it may still become some. */
  error?: JsonFault
}

/** The value of JSON that is still arriving. A pure function of the text, linear in its length. */
export function halfJson(text: string): HalfJson {
  const { complete, fault, closed } = readBeginning(text)
  return { value: closed ? JSON.parse(closed) : undefined, complete, ...(fault && { error: fault }) }
}
