export interface Data {
  /** Lower case, without parameters: `image/png`; empty where none is given. */
  mediaType: string
  base64: string
}

/** What a `data:` URL holds, as base64; undefined for any other text and for data that is not base64. */
export function parseDataUrl(url: string): Data | undefined {
  if (!/^data:/i.test(url)) return undefined
  const comma = url.indexOf(',')
  if (comma < 0) return undefined
  const [mediaType = '', ...rest] = url.slice(5, comma).toLowerCase().split(';')
  if (!rest.some(parameter => parameter.trim() === 'base64')) return undefined
  return { mediaType: mediaType.trim(), base64: url.slice(comma + 1) }
}

/** UTF-8 text; undefined where it is neither base64 nor UTF-8. */
export function textOf(base64: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(base64), character => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}
