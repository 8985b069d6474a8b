import type { Attempt, Reply } from '@/lib/routing/types'
import type { Asked } from './ask'

const LONGEST = 1_000

/** What every caller may know, in headers any client can ignore (GATEWAY: response headers). */
export function summary({ call, parsed }: Asked, reply: Reply): Record<string, string> {
  const { attempts } = call
  const last = reply.attempt ?? attempts.at(-1)
  const retries = attempts.filter(({ path, waited }) => path === last?.path && waited !== undefined).length
  return {
    'x-portkey-trace-id': ascii(call.traceId),
    'x-request-id': call.id,
    'x-portkey-cache-status': 'DISABLED',
    'x-refract-attempts': String(attempts.length),
    ...(last && {
      'x-portkey-provider': last.provider,
      'x-portkey-retry-attempt-count': String(!reply.ok && retries ? -1 : retries),
      'x-portkey-last-used-option-index': last.path,
      ...names('x-refract-dropped', last, ['dropped']),
      ...names('x-refract-changed', last, ['changed', 'added', 'emulated']),
    }),
    'server-timing': timing(parsed, last),
  }
}

function names(header: string, { notes }: Attempt, actions: string[]): Record<string, string> {
  const params = [...new Set(notes.filter(note => actions.includes(note.action)).map(note => encodeURIComponent(note.param)))]
  if (!params.length) return {}
  let shown = 0
  for (let size = 0; shown < params.length && size + params[shown]!.length + 1 <= LONGEST; shown++)
    size += params[shown]!.length + 1
  const rest = params.length - shown
  return { [header]: params.slice(0, shown).join(',') + (rest ? `,+${rest}` : '') }
}

function timing(parsed: number, last: Attempt | undefined): string {
  const { start, headers, firstByte } = last?.marks ?? {}
  return [
    `parse;dur=${parsed.toFixed(2)}`,
    ...(start !== undefined ? [`route;dur=${Math.max(0, start - parsed).toFixed(2)}`] : []),
    ...(start !== undefined && headers !== undefined ? [`upstream;dur=${((firstByte ?? headers) - start).toFixed(2)}`] : []),
  ].join(', ')
}

/** Header values are ASCII; what a caller sent otherwise comes back percent-encoded. */
const ascii = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text))
