import type { ChatMessage, ContentPart } from '@/lib/chat/types'
import { toPart } from '../attachments'
import type { Files } from '../files'
import type { Portable } from '../share/portable'

/** The prompt with the bytes in it put into the shelf, as if each file had been attached here. What is none stays as it is. */
export async function adopt<P extends Pick<Portable, 'messages'>>(portable: P, files: Pick<Files, 'add'>): Promise<P> {
  const messages = await Promise.all(
    portable.messages.map(async message => {
      if (!Array.isArray(message.content)) return message
      const content = await Promise.all((message.content as ContentPart[]).map(part => adoptPart(part, files)))
      return { ...message, content } as ChatMessage
    }),
  )
  return { ...portable, messages }
}

async function adoptPart(part: ContentPart, files: Pick<Files, 'add'>): Promise<ContentPart> {
  const url = part.type === 'image_url' ? part.image_url.url : part.type === 'file' ? part.file.file_data : undefined
  const bytes = url && bytesOf(url)
  if (!bytes) return part
  const attached = await files.add(new Blob([bytes]), part.type === 'file' ? part.file.filename || 'file' : 'image')
  if (!attached) return part
  const kept = toPart(attached)
  if (part.type === 'image_url' && kept.type === 'image_url')
    return { ...part, image_url: { ...part.image_url, url: kept.image_url.url } }
  return kept.type === part.type ? kept : part
}

function bytesOf(url: string): Uint8Array<ArrayBuffer> | undefined {
  const base64 = /^data:[^,;]{0,100};base64,([A-Za-z0-9+/]+={0,2})$/.exec(url)?.[1]
  try {
    return base64 ? Uint8Array.from(atob(base64), character => character.charCodeAt(0)) : undefined
  } catch {
    return
  }
}
