import { GatewayError } from '@/lib/chat/errors'
import type { Failure, Guard, Policy, Reply, Send, Target } from '../types'

type Config = NonNullable<Policy['cb_config']>

const COOLDOWN_MS = 30_000
/** Of a share of few requests nothing follows. */
const FEWEST = 5
const WINDOW_MS = 60_000
/** Circuits nobody asked for in a while make room. */
const MOST_CIRCUITS = 10_000

interface Circuit {
  windowAt: number
  requests: number
  failures: number
  /** Milliseconds on the monotonic clock; undefined while closed. */
  openUntil?: number
  /** One request may try whether it works again. */
  probing: boolean
}

export interface Breaker {
  /** Undefined where a request may go, and how it went has to be told; else the milliseconds until it may. */
  wait(key: string): number | undefined
  tell(key: string, config: Config, failed: boolean): void
  /** A request whose end says nothing of the target, as when its caller left. */
  leave(key: string): void
}

/** The circuits of a process, by target and credential: one caller's bad key never closes another's way. */
export function createBreaker(monotonic: () => number): Breaker {
  const circuits = new Map<string, Circuit>()

  function circuitOf(key: string): Circuit {
    const found = circuits.get(key)
    if (found) return found
    if (circuits.size >= MOST_CIRCUITS) circuits.delete(circuits.keys().next().value!)
    const circuit = { windowAt: monotonic(), requests: 0, failures: 0, probing: false }
    circuits.set(key, circuit)
    return circuit
  }

  return {
    wait(key) {
      const circuit = circuits.get(key)
      if (circuit?.openUntil === undefined) return undefined
      const rest = circuit.openUntil - monotonic()
      if (rest > 0) return rest
      if (circuit.probing) return 1
      circuit.probing = true
      return undefined
    },
    tell(key, config, failed) {
      const circuit = circuitOf(key)
      if (circuit.openUntil !== undefined) {
        // Requests that were under way when it opened say nothing new.
        if (!circuit.probing) return
        Object.assign(circuit, fresh(monotonic()))
        if (failed) circuit.openUntil = monotonic() + (config.cooldown_interval ?? COOLDOWN_MS)
        return
      }
      if (monotonic() - circuit.windowAt > WINDOW_MS) Object.assign(circuit, fresh(monotonic()))
      circuit.requests++
      if (failed) circuit.failures++
      if (failed && isTooMany(circuit, config)) circuit.openUntil = monotonic() + (config.cooldown_interval ?? COOLDOWN_MS)
    },
    leave(key) {
      const circuit = circuits.get(key)
      if (circuit) circuit.probing = false
    },
  }
}

const fresh = (windowAt: number): Circuit => ({ windowAt, requests: 0, failures: 0, openUntil: undefined, probing: false })

function isTooMany({ requests, failures }: Circuit, config: Config): boolean {
  const { failure_threshold, failure_threshold_percentage, minimum_requests = FEWEST } = config
  if (failure_threshold !== undefined && failures >= failure_threshold) return true
  if (failure_threshold_percentage === undefined || requests < minimum_requests) return false
  return (failures / requests) * 100 >= failure_threshold_percentage
}

/** Leaves a target alone for a while that keeps failing: 503 at once, for the strategy to ask another. */
export function breaker(circuits: Breaker, fingerprint: (credential: string) => string): Guard {
  return send => (target, call, path, options) => {
    const config = target.cb_config
    return config ? broken(config, send, target, call, path, options) : send(target, call, path, options)
  }

  async function broken(config: Config, send: Send, ...[target, call, path, options]: Parameters<Send>): Promise<Reply> {
    const key = keyOf(target, call.request.model, fingerprint)
    const wait = circuits.wait(key)
    if (wait !== undefined) return open(target, wait)
    try {
      const reply = await send(target, call, path, options)
      if (call.signal.aborted) circuits.leave(key)
      else circuits.tell(key, config, countsAsFailure(reply, config))
      return reply
    } catch (cause) {
      circuits.leave(key)
      throw cause
    }
  }
}

const keyOf = ({ provider, custom_host = '', api_key = '' }: Target, model: string, fingerprint: (text: string) => string) =>
  [provider, custom_host, model, api_key && fingerprint(api_key)].join('\n')

/** What the target is to blame for: no connection, too slow, and 5xx; or the statuses that are listed. */
function countsAsFailure(reply: Reply, { failure_status_codes }: Config): boolean {
  if (reply.ok) return false
  if (failure_status_codes) return failure_status_codes.includes(reply.status)
  return !reply.final && (reply.status >= 500 || reply.status === 408)
}

function open({ provider }: Target, wait: number): Failure {
  const error = new GatewayError(
    'overloaded_error',
    `${provider} failed too often lately and is left alone for ${Math.ceil(wait / 1000)} more seconds.`,
    { code: 'circuit_open', provider, retryAfter: wait },
  )
  return { ok: false, status: error.status, headers: {}, error, again: 'no', elsewhere: true, retryAfter: wait }
}
