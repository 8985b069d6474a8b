import type { EngineTurn } from './types'

const kinds: Record<string, string> = {
  png: 'PNG',
  jpeg: 'JPEG',
  gif: 'GIF',
  webp: 'WebP',
  'svg+xml': 'SVG',
  pdf: 'PDF',
  plain: 'plain text',
  csv: 'CSV',
  wav: 'WAV',
  mpeg: 'MP3',
}

/** What can honestly be told of a turn's images and files; undefined where there are none. */
export function describeAttachments({ images = [], files = [] }: EngineTurn): string | undefined {
  const pictures = images.map(({ mediaType, bytes, width, height }) => {
    const size = width && height ? `${width} × ${height} pixels and ` : ''
    return `a ${kind(mediaType)} image of ${size}${kilobytes(bytes)}`
  })
  const papers = files.map(
    ({ mediaType, bytes, name }) =>
      `a ${kind(mediaType)} file${name ? ` called “${name.replace(/[[\]|]/g, ' ')}”` : ''} of ${kilobytes(bytes)}`,
  )
  const all = [...pictures, ...papers]
  if (all.length === 0) return undefined
  const list = all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  const what = images.length > 0 && files.length === 0 ? 'what it shows' : 'what is in it'
  const those = all.length > 1 ? what.replace('it shows', 'they show').replace('is in it', 'is in them') : what
  return `[You sent|I received|With your message came] ${list}. [That is all I can tell: I am a tiny text model and cannot see ${those}.|I can read its type and size, but I have no eyes, so I do not know ${those}.|To learn ${those} you need a model that takes such input; I only work with text.]`
}

const kind = (mediaType: string) => kinds[mediaType.split('/')[1] ?? ''] ?? mediaType

function kilobytes(bytes: number): string {
  const size = bytes / 1000
  return `${size >= 100 ? Math.round(size) : size >= 1 ? Number(size.toFixed(1)) : Number(size.toFixed(2))} kB`
}
