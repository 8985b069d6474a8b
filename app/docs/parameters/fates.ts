import type { Note } from '@/lib/chat/types'
import { providers } from '@/lib/providers'
import { groupBy } from '@/lib/util/group'
import { type Fate, places } from './table'

/** Places where a parameter fares alike. */
export interface SameFate {
  action: Note['action']
  at?: string
  why: string
  source?: string
  /** `models` is left out where it holds for all that are known. */
  who: { name: string; models?: string[] }[]
}

const ORDER: Note['action'][] = ['kept', 'moved', 'changed', 'added', 'emulated', 'dropped', 'refused']

/** The same sentence about several models and providers is said once. */
export function together(fates: readonly Fate[]): SameFate[] {
  const groups = groupBy(fates, fate => [fate.action, fate.at, sentenceOf(fate)].join('\n'))
  return [...groups.values()]
    .map(alike => ({ ...pick(alike[0]!), why: sentenceOf(alike[0]!), who: whoOf(alike) }))
    .sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || b.who.length - a.who.length)
}

const pick = ({ action, at, source }: Fate) => ({ action, ...(at && { at }), ...(source && { source }) })

/** Without the names of the model and the provider, which stand beside it. */
function sentenceOf({ why, provider, model, name }: Fate): string {
  const can = providers.get(provider)!.can(model)
  return why
    .replaceAll(can.name, 'the model')
    .replaceAll(model, 'the model')
    .replaceAll(can.vendor, 'the provider')
    .replaceAll(name, 'the provider')
    .replace(/^the/, 'The')
}

function whoOf(fates: Fate[]): SameFate['who'] {
  return [...groupBy(fates, ({ provider }) => provider)].map(([provider, some]) => {
    const all = places.filter(place => place.provider === provider)
    return { name: some[0]!.name, ...(some.length < all.length && { models: some.map(({ model }) => model) }) }
  })
}

/** What happens at a provider, each action once: models of one differ. */
export const actionsAt = (fates: readonly Fate[], provider: string): Note['action'][] =>
  ORDER.filter(action => fates.some(fate => fate.provider === provider && fate.action === action))
