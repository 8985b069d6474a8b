import { markdown } from './markdown'
import { text } from './text'
import { tokens } from './tokens'
import type { View } from './view'

export type { View } from './view'

/** In the order of the tabs; the first is the default. */
export const views: readonly View[] = [markdown, text, tokens]
