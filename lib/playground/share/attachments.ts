import type { Portable } from './portable'

/** An image, sound or file inside a message. */
export interface Attachment {
  /** Its place: `2.0` is the first part of the third message. */
  id: string
  name: string
  /** Bytes, about. */
  size: number
}

/** Those that hold their bytes; an address is text like any other. */
export function attachmentsOf({ messages }: Portable): Attachment[] {
  return messages.flatMap(({ content }, message) =>
    Array.isArray(content)
      ? content.flatMap((part, index) => {
          const found = bytesOf(part)
          return found ? [{ id: `${message}.${index}`, name: found.name, size: Math.floor(found.data.length * 0.75) }] : []
        })
      : [],
  )
}

/** The prompt with these attachments only; each other one leaves a line of text that says what is missing. */
export function withAttachments(portable: Portable, kept: ReadonlySet<string>): Portable {
  const missing = new Map(attachmentsOf(portable).flatMap(({ id, ...rest }) => (kept.has(id) ? [] : [[id, rest] as const])))
  if (!missing.size) return portable
  const messages = portable.messages.map((message, at) => {
    if (!Array.isArray(message.content)) return message
    const content = message.content.map((part, index) => {
      const left = missing.get(`${at}.${index}`)
      return left ? { type: 'text', text: `[${left.name}, ${formatBytes(left.size)}, did not travel with the link]` } : part
    })
    return { ...message, content } as typeof message
  })
  return { ...portable, messages }
}

/** `912 B`, `48 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(bytes < 9950 ? 1 : 0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function bytesOf(part: object): { name: string; data: string } | undefined {
  const { image_url, file, input_audio } = part as {
    image_url?: { url?: unknown }
    file?: { filename?: unknown; file_data?: unknown }
    input_audio?: { data?: unknown; format?: unknown }
  }
  if (typeof image_url?.url === 'string' && image_url.url.startsWith('data:'))
    return { name: nameOf(image_url.url), data: image_url.url }
  if (typeof file?.file_data === 'string') return { name: String(file.filename ?? 'file'), data: file.file_data }
  if (typeof input_audio?.data === 'string') return { name: `sound.${input_audio.format}`, data: input_audio.data }
}

/** `image.png`. */
function nameOf(url: string): string {
  return `image.${/^data:image\/([a-z]+)/i.exec(url)?.[1] ?? 'bin'}`
}
