import type { Note, ToolMessage } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import type { CallIds } from '../call-ids'
import { record } from '../read'
import type { Ask } from '../wire'
import { cachePoint } from './cache'
import { imageBlock, textBlock } from './parts'
import type { ContentBlock, ResultBlock } from './types'

/** The result of a call, and the cache points that stood inside it, which Converse has behind it. */
export function toResult(
  { tool_call_id, content }: ToolMessage,
  at: string,
  ids: CallIds,
  ask: Ask,
  notes: Note[],
): ContentBlock[] {
  const parts = typeof content === 'string' ? [] : content
  const blocks: ResultBlock[] =
    typeof content === 'string'
      ? resultText(content, at, notes)
      : content.flatMap((part, index): ResultBlock[] => {
          const place = `${at}.content[${index}]`
          if (part.type === 'text') return resultText(part.text, place, notes)
          return imageBlock(part, place, ask, notes).map(image => ({ image }))
        })
  const last = parts.findLastIndex(part => part.cache_control)
  return [
    { toolResult: { toolUseId: ids.result(tool_call_id), content: blocks } },
    ...cachePoint(parts[last]?.cache_control, `${at}.content[${last}]`, notes),
  ]
}

/** A number too large or too exact for JSON.parse. */
const INEXACT = /\d{16}|\d\.\d{15}|[eE][+-]?\d{3}/

/** JSON text stays JSON where it is an object, as Converse wants it, and comes out as it went in; other text stays text. */
function resultText(text: string, at: string, notes: Note[]): ResultBlock[] {
  const parsed = /^\s*\{/.test(text) && !INEXACT.test(text) ? parseJson(text) : undefined
  return parsed?.ok ? [{ json: record(parsed.value) }] : textBlock(text, at, notes)
}
