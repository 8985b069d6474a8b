import type { Annotation } from '@/lib/chat/types'
import { list, record, text } from '../read'

/**
 * Citations of one text that lead to a page, from `start` to `end` of the whole content in UTF-16 units, as slice takes them.
 * Citations of the caller's own documents have no address; they stay in content_blocks.
 */
export function toAnnotations(citations: unknown, start: number, end: number): Annotation[] {
  return list(citations).flatMap(citation => {
    const { title, source, location } = record(citation)
    const url = text(record(record(location).web).url) ?? (/^https?:/.test(text(source) ?? '') ? text(source) : undefined)
    if (!url) return []
    return [{ type: 'url_citation', url_citation: { start_index: start, end_index: end, url, title: text(title) ?? '' } }]
  })
}
