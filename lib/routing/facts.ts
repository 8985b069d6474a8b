import { own } from '@/lib/util/own'
import type { Call } from './types'

/** What conditions and sticky load balancing may look at: `metadata.*`, `params.*`, `url.pathname`. */
export type Facts = Readonly<Record<'metadata' | 'params' | 'url', unknown>>

export const factsOf = ({ metadata, request, pathname }: Pick<Call, 'metadata' | 'request' | 'pathname'>): Facts => ({
  metadata,
  params: request,
  url: { pathname },
})

/**
 * The value at `params.messages.0.role`; undefined where there is none. A name with dots in it is found too, as metadata often
 * has some.
 */
export function factAt(facts: Facts, path: string): unknown {
  return valueAt(facts, path.split('.'))
}

function valueAt(value: unknown, names: string[]): unknown {
  if (!names.length) return value
  if (typeof value !== 'object' || value === null) return undefined
  for (let count = 1; count <= names.length; count++) {
    const found = valueAt(own(value as Record<string, unknown>, names.slice(0, count).join('.')), names.slice(count))
    if (found !== undefined) return found
  }
  return undefined
}
