import type { CacheControl, Note } from '@/lib/chat/types'
import type { CachePoint } from './types'

/** Where Anthropic marks a block as the last one to be cached, Converse has a block of its own behind it. */
export function cachePoint(cache: CacheControl | undefined, at: string, notes: Note[]): CachePoint[] {
  if (!cache) return []
  const point = { type: 'default', ...(cache.ttl && { ttl: cache.ttl }) } as const
  const why = 'Bedrock has a block of its own for it, behind what is to be cached.'
  notes.push({ param: `${at}.cache_control`, action: 'moved', from: { ...cache }, to: { cachePoint: point }, why, source: PAGE })
  return [{ cachePoint: point }]
}

const PAGE = 'https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html'
