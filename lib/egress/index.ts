import { createDoor, type Door } from './door'
import type { EgressAsk, EgressReply } from './types'

export { allowListFrom } from './allow-list'
export { EgressError, type EgressErrorKind } from './errors'
export { MOST_ANSWER, MOST_ERROR, readAll, readBytes } from './read-all'
export type { AllowList, Clocks, EgressAsk, EgressBody, EgressMarks, EgressReply, ReceivedHeaders } from './types'

const KEY = Symbol.for('refract.egress')
const world = globalThis as typeof globalThis & { [KEY]?: Door }

/**
 * The one door out: sends a request to a provider and returns as soon as its headers are there. https to public addresses only, or
 * what `allow` names; redirects are not followed. Connections are kept per origin, and shared by every copy of this module.
 * Throws EgressError; one that comes later ends the body's loop. A body that is not read must be cancelled.
 */
export const send = (ask: EgressAsk): Promise<EgressReply> => {
  world[KEY] ??= createDoor()
  return world[KEY].send(ask)
}
