import type { Editor } from './editor'
import { maxTokens } from './max-tokens'
import { more } from './more'
import { schema } from './schema'
import { temperature } from './temperature'
import { thinking } from './thinking'
import { tools } from './tools'

export type { ControlsProps, Editor } from './editor'

/** In the order of the chips. */
export const editors: readonly Editor[] = [thinking, temperature, maxTokens, tools, schema, more]
