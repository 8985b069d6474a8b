/** A link a model may make: http, https or mailto, with the host (or the address) it leads to. Anything else is text. */
export function safeLink(href: string): { href: string; host: string } | undefined {
  if (!URL.canParse(href)) return
  const url = new URL(href)
  if (url.protocol === 'mailto:') return { href: url.href, host: url.pathname }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return
  return { href: url.href, host: url.host }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&nbsp;', '\u00a0'],
])

/** The entities models do write. The result is text for React, which is never read as HTML. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, entity => ENTITIES.get(entity)!) : text
}
