import type { Annotation } from '@/lib/chat/types'
import { count, list, record, text } from '../read'

/**
 * What a candidate says about the pages its text comes from: those it was grounded in, and those it quotes. Gemini counts in
 * UTF-8 bytes of `content`, annotations in UTF-16 units, as slice takes them.
 */
export function toAnnotations(candidate: Record<string, unknown>, content: string): Annotation[] {
  const { groundingMetadata, citationMetadata } = candidate
  const { citations, citationSources } = record(citationMetadata)
  const found = [...grounded(groundingMetadata), ...list(citations ?? citationSources).map(record)]
  if (!found.length) return []
  const index = indexIn(content)
  return found.flatMap(({ uri, title, startIndex, endIndex }) => {
    const url = text(uri)
    if (!url) return []
    const start_index = index(count(startIndex) ?? 0)
    const end_index = index(count(endIndex) ?? Infinity)
    return [{ type: 'url_citation', url_citation: { start_index, end_index, url, title: text(title) ?? '' } }]
  })
}

/** `groundingSupports` say which pieces of text rest on which of the `groundingChunks`. */
function grounded(metadata: unknown): Record<string, unknown>[] {
  const { groundingChunks, groundingSupports } = record(metadata)
  const chunks = list(groundingChunks).map(chunk => {
    const { web, retrievedContext, maps } = record(chunk)
    return record(web ?? retrievedContext ?? maps)
  })
  return list(groundingSupports).flatMap(support => {
    const { segment, groundingChunkIndices } = record(support)
    const { startIndex, endIndex } = record(segment)
    return list(groundingChunkIndices).flatMap(number => {
      const chunk = chunks[count(number) ?? -1]
      return chunk ? [{ ...chunk, startIndex, endIndex }] : []
    })
  })
}

function indexIn(content: string): (bytes: number) => number {
  const encoded = new TextEncoder().encode(content)
  const decoder = new TextDecoder()
  return bytes => (bytes >= encoded.length ? content.length : decoder.decode(encoded.subarray(0, Math.max(0, bytes))).length)
}
