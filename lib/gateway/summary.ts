import type { Attempt, Reply } from '@/lib/routing/types'
import type { Asked } from './ask'
import { ascii, percent } from './headers'

const LONGEST = 1_000

/** What every caller may know, in headers any client can ignore (GATEWAY: response headers). */
export function summary({ call, parsed }: Asked, reply: Reply): Record<string, string> {
  const { attempts } = call
  const last = reply.attempt ?? attempts.at(-1)
  const retries = attempts.filter(
    ({ path, choice, waited }) => path === last?.path && choice === last.choice && waited !== undefined,
  ).length
  const headers: Record<string, string> = {
    'x-portkey-trace-id': ascii(call.traceId),
    'x-request-id': call.id,
    'x-portkey-cache-status': reply.cache?.status ?? 'DISABLED',
    'x-refract-attempts': String(attempts.reduce((count, { cached }) => (cached ? count : count + 1), 0)),
    'server-timing': timing(parsed, last),
  }
  if (!last) return headers
  headers['x-portkey-provider'] = last.provider
  headers['x-portkey-retry-attempt-count'] = String(!reply.ok && reply.usedUp ? -1 : retries)
  headers['x-portkey-last-used-option-index'] = last.path
  const dropped = names(last, DROPPED)
  const changed = names(last, CHANGED)
  if (dropped) headers['x-refract-dropped'] = dropped
  if (changed) headers['x-refract-changed'] = changed
  return headers
}

const DROPPED: ReadonlySet<string> = new Set(['dropped'])
const CHANGED: ReadonlySet<string> = new Set(['changed', 'added', 'emulated'])

function names({ notes }: Attempt, actions: ReadonlySet<string>): string {
  if (!notes.some(note => actions.has(note.action))) return ''
  const params = [...new Set(notes.filter(note => actions.has(note.action)).map(note => percent(note.param)))]
  let shown = 0
  for (let size = 0; shown < params.length && size + params[shown]!.length + 1 <= LONGEST; shown++)
    size += params[shown]!.length + 1
  const rest = params.length - shown
  return params.slice(0, shown).join(',') + (rest ? `,+${rest}` : '')
}

/** https://www.w3.org/TR/server-timing/: what stands before the sending, what it took to translate, and the provider's first byte. */
function timing(parsed: number, last: Attempt | undefined): string {
  const { start, sent, headers, firstByte = headers } = last?.marks ?? {}
  const translated = since(start, sent)
  const upstream = since(sent, firstByte)
  return `parse;dur=${ms(parsed)}${span('route', since(parsed, start))}${span('translate', translated)}${span('upstream', upstream)}`
}

const span = (name: string, duration: number | undefined) => (duration === undefined ? '' : `, ${name};dur=${ms(duration)}`)

const ms = (duration: number) => Math.round(Math.max(0, duration) * 100) / 100

const since = (from: number | undefined, to: number | undefined) =>
  from === undefined || to === undefined ? undefined : to - from
