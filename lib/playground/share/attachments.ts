import type { ChatMessage, ContentPart } from '@/lib/chat/types'
import { attachedTo, formatBytes } from '../attachments'
import type { Portable } from './portable'

/** An image, sound or file inside a message. */
export interface Attachment {
  /** Its place: `2.0` is the first part of the third message. */
  id: string
  name: string
  /** Bytes, about. */
  size: number
}

/** Those whose bytes are in the message, or in this browser; an address is text like any other. */
export function attachmentsOf({ messages }: Portable): Attachment[] {
  return messages.flatMap(({ content }, message) =>
    Array.isArray(content)
      ? content.flatMap((part, index) => {
          const found = attachmentOf(part as ContentPart)
          return found ? [{ id: `${message}.${index}`, ...found }] : []
        })
      : [],
  )
}

/**
 * The prompt with the bytes of these attachments, `dataOf` giving a data URL for a hash; each other one, and each that is not
 * on this device, leaves a line of text that says what is missing.
 */
export async function withAttachments(
  portable: Portable,
  kept: ReadonlySet<string>,
  dataOf: (hash: string) => Promise<string | undefined>,
): Promise<Portable> {
  const messages = await Promise.all(
    portable.messages.map(async (message, at) => {
      if (!Array.isArray(message.content)) return message
      const content = (message.content as ContentPart[]).map(async (part, index) => {
        const found = attachmentOf(part)
        if (!found) return part
        return (kept.has(`${at}.${index}`) && (await withBytes(part, dataOf))) || placeholder(found)
      })
      return { ...message, content: await Promise.all(content) } as ChatMessage
    }),
  )
  return { ...portable, messages }
}

function placeholder({ name, size }: Omit<Attachment, 'id'>): ContentPart {
  return { type: 'text', text: `[${name}, ${formatBytes(size)}, was not included]` }
}

function attachmentOf(part: ContentPart): Omit<Attachment, 'id'> | undefined {
  const kept = attachedTo(part)
  if (kept) return { name: kept.name, size: kept.size }
  const size = (base64: string) => Math.floor(base64.length * 0.75)
  if (part.type === 'image_url' && part.image_url.url.startsWith('data:'))
    return { name: `image.${/^data:image\/([a-z]+)/i.exec(part.image_url.url)?.[1] ?? 'bin'}`, size: size(part.image_url.url) }
  if (part.type === 'file' && part.file.file_data) return { name: part.file.filename || 'file', size: size(part.file.file_data) }
  if (part.type === 'input_audio' && part.input_audio.data)
    return { name: `sound.${part.input_audio.format}`, size: size(part.input_audio.data) }
}

/** The part with its bytes in place of a reference; undefined when they are not on this device. */
async function withBytes(
  part: ContentPart,
  dataOf: (hash: string) => Promise<string | undefined>,
): Promise<ContentPart | undefined> {
  const kept = attachedTo(part)
  if (!kept) return part
  const url = await dataOf(kept.hash)
  if (!url) return
  if (part.type === 'image_url') return { ...part, image_url: { ...part.image_url, url } }
  if (part.type === 'file') return { ...part, file: { ...part.file, file_data: url } }
  if (part.type === 'input_audio') return { ...part, input_audio: { ...part.input_audio, data: url.slice(url.indexOf(',') + 1) } }
}
