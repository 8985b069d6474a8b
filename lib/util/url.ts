const MOST = 500
const LONGEST = 500
const known = new Map<string, Readonly<URL>>()

/** The URL a text is, or nothing where it is none. The same few are asked for with every request, so they are parsed once. */
export function urlOf(text: string): Readonly<URL> | undefined {
  const found = known.get(text)
  if (found) return found
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (known.size === MOST) known.delete(known.keys().next().value!)
  if (text.length <= LONGEST) known.set(text, url)
  return url
}
