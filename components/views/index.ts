import type { Run } from '@/lib/playground/types'
import { diff } from './diff'
import { json } from './json'
import { markdown } from './markdown'
import { text } from './text'
import { tokens } from './tokens'
import type { View } from './view'

export type { View } from './view'

/** In the order of the tabs; the first is the default. */
export const views: readonly View[] = [markdown, text, json, tokens, diff]

/** The one that was chosen, else JSON where JSON was asked for, else the first. */
export function viewOf(chosen: string | undefined, run: Run | null): View {
  const format = run?.asked.response_format?.type ?? 'text'
  return views.find(({ id }) => id === chosen) ?? (format === 'text' ? views[0]! : json)
}
