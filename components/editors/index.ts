import type { Params } from '@/lib/playground/types'
import type { Editor } from './editor'
import { logprobs } from './logprobs'
import { maxTokens } from './max-tokens'
import { more } from './more'
import { n } from './n'
import { sampling } from './sampling'
import { schema } from './schema'
import { thinking } from './thinking'
import { tools } from './tools'

export type { ControlsProps, Editor } from './editor'

/** In the order of the chips. The last takes every field that no other one has. */
export const editors: readonly Editor[] = [tools, schema, thinking, logprobs, sampling, n, maxTokens, more]

export function editorOf(field: string): Editor {
  return editors.find(({ fields }) => fields.includes(field)) ?? more
}

/** Of these params, those that an editor writes. */
export function paramsOf(editor: Editor, params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => editorOf(name) === editor))
}
