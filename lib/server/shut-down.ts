import type { Server } from 'node:http'
import { core } from './routes'

/** Between two looks for connections that have nothing more to say, in milliseconds. */
const LOOK = 50
/** For the last words of answers that were ended, in milliseconds. */
const LAST_WORDS = 2_000

/**
 * Takes no new connections, and lets the answers under way go on for `grace` milliseconds; those that take longer are told inside
 * them. Resolves once everything is said and written down.
 */
export async function shutDown(server: Server, grace: number): Promise<void> {
  const timers = [
    setTimeout(core.shutDown, grace),
    setTimeout(() => server.closeAllConnections(), grace + LAST_WORDS),
    setInterval(() => server.closeIdleConnections(), LOOK),
  ]
  await new Promise(resolve => server.close(resolve))
  for (const timer of timers) clearTimeout(timer)
  await core.settled()
}
