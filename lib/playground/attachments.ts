import type { ChatMessage, ChatRequest, ContentPart } from '@/lib/chat/types'

/** A file kept on this device, as a message refers to it: the bytes are in the shelf `files`, under the hash. */
export interface Attached {
  hash: string
  /** `image/png` and the like. */
  type: string
  /** Bytes. */
  size: number
  name: string
}

/** Stands where the data will be; it becomes a data URL only when a request is made. */
export function toReference({ hash, ...about }: Attached): string {
  return `refract:${hash}?${new URLSearchParams({ ...about, size: String(about.size) })}`
}

export function fromReference(text: string | undefined): Attached | undefined {
  const [, hash, query] = /^refract:([\w-]+)\?(.*)$/.exec(text ?? '') ?? []
  if (!hash) return
  const about = new URLSearchParams(query)
  const said = (name: string) => about.get(name) ?? ''
  return { hash, type: said('type'), size: Number(said('size')), name: said('name') }
}

export function toPart(file: Attached): ContentPart {
  const reference = toReference(file)
  if (file.type.startsWith('image/')) return { type: 'image_url', image_url: { url: reference } }
  if (file.type.startsWith('audio/'))
    return { type: 'input_audio', input_audio: { data: reference, format: file.type === 'audio/wav' ? 'wav' : 'mp3' } }
  return { type: 'file', file: { filename: file.name, file_data: reference } }
}

/** The file a part refers to; undefined for text, for addresses and for data that came with the prompt. */
export function attachedTo(part: ContentPart): Attached | undefined {
  if (part.type === 'image_url') return fromReference(part.image_url.url)
  if (part.type === 'input_audio') return fromReference(part.input_audio.data)
  if (part.type === 'file') return fromReference(part.file.file_data)
}

export function attachedIn(messages: readonly ChatMessage[]): Attached[] {
  return messages.flatMap(({ content }) =>
    Array.isArray(content) ? (content as ContentPart[]).flatMap(part => attachedTo(part) ?? []) : [],
  )
}

export function partName(part: ContentPart): string {
  const file = attachedTo(part)
  if (file) return file.name
  if (part.type === 'text') return 'Text'
  if (part.type === 'image_url')
    return part.image_url.url.startsWith('data:') ? 'Image' : part.image_url.url || 'Image by address'
  if (part.type === 'input_audio') return 'Sound'
  return part.type === 'file' ? part.file.filename || 'File' : String((part as { type: unknown }).type)
}

/** The request with every reference replaced by what `dataOf` says of its file, as base64. */
export function withData(request: ChatRequest, dataOf: (file: Attached) => string): ChatRequest {
  if (!attachedIn(request.messages).length) return request
  const messages = request.messages.map(message => {
    if (!Array.isArray(message.content)) return message
    return { ...message, content: (message.content as ContentPart[]).map(part => partWithData(part, dataOf)) } as ChatMessage
  })
  return { ...request, messages }
}

function partWithData(part: ContentPart, dataOf: (file: Attached) => string): ContentPart {
  const file = attachedTo(part)
  if (!file) return part
  const data = dataOf(file)
  const url = `data:${file.type};base64,${data}`
  if (part.type === 'image_url') return { ...part, image_url: { ...part.image_url, url } }
  if (part.type === 'input_audio') return { ...part, input_audio: { ...part.input_audio, data } }
  if (part.type === 'file') return { ...part, file: { ...part.file, file_data: url } }
  return part
}

/** In place of the bytes, for whatever only looks at a request: no wire reads what is inside an image or a file. */
export function standIn({ name, size }: Attached): string {
  return `…${name}, ${formatBytes(size)}`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
