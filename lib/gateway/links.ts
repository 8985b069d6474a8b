import type { ChatMessage, ChatRequest, ContentPart, Note } from '@/lib/chat/types'
import type { Ask, Wire } from '@/lib/wires/wire'

/** An image or a file that a message names by its address. */
export interface Link {
  /** `messages[0].content[1].image_url.url` */
  param: string
  url: string
  kind: 'image' | 'file'
}

/** What was fetched, as `data:` URLs by address. */
export type Files = ReadonlyMap<string, string>

interface Inlined {
  request: ChatRequest
  links: Link[]
  notes: Note[]
}

/**
 * The request with the content of images and files in place of their addresses, wherever the target would not read those itself;
 * the very same request where there are none. What is not among `files` is shown by a stand-in.
 */
export function withFiles(request: ChatRequest, wire: Wire, ask: Ask, files: Files): Inlined {
  const links: Link[] = []
  const notes: Note[] = []

  const inline = (link: Link) => {
    links.push(link)
    const file = files.get(link.url)
    const why = `${ask.can.vendor} does not fetch ${link.kind}s: this one is fetched here and sent inside the request.`
    notes.push({ param: link.param, action: 'changed', from: link.url, ...(file && { to: kindOf(file) }), why })
    return file ?? standInFor(link)
  }
  const messages = request.messages.map((message, index): ChatMessage => {
    if (!Array.isArray(message.content) || (message.role !== 'user' && message.role !== 'tool')) return message
    const content = (message.content as ContentPart[]).map((part, at) =>
      partWith(part, `messages[${index}].content[${at}]`, wire, ask, inline),
    )
    return content.every((part, at) => part === message.content![at]) ? message : ({ ...message, content } as ChatMessage)
  })
  return { request: links.length ? { ...request, messages } : request, links, notes }
}

function partWith(part: ContentPart, at: string, wire: Wire, ask: Ask, inline: (link: Link) => string): ContentPart {
  const wanted = (url: unknown, taken: boolean) =>
    typeof url === 'string' && !taken && /^https?:\/\//i.test(url) && !wire.reads?.(url, ask)
  if (part.type === 'image_url' && ask.can.images && wanted(part.image_url.url, ask.can.imageUrls)) {
    const url = inline({ param: `${at}.image_url.url`, url: part.image_url.url, kind: 'image' })
    return { ...part, image_url: { ...part.image_url, url } }
  }
  if (part.type === 'file' && ask.can.files && wanted(part.file.file_data, takesFileUrls(wire, ask))) {
    const file_data = inline({ param: `${at}.file.file_data`, url: part.file.file_data!, kind: 'file' })
    return { ...part, file: { ...part.file, file_data } }
  }
  return part
}

/** OpenAI takes no addresses of files; others of its wire may. */
const takesFileUrls = ({ id }: Wire, { can, passUnknown }: Ask) =>
  id === 'openai' ? passUnknown : id === 'anthropic' && can.imageUrls

/** In Base64's own letters, so that every wire takes it for what it stands for. */
const STAND_IN = 'fetchedWhenTheRequestIsSent+'
const TYPES = ['png', 'jpeg', 'gif', 'webp']

function standInFor({ url, kind }: Link): string {
  if (kind === 'file') return `data:application/pdf;base64,${STAND_IN}`
  const ending = /\.(\w+)$/.exec(url.replace(/[?#].*$/, ''))?.[1]?.toLowerCase()
  return `data:image/${TYPES.find(type => type === ending) ?? 'jpeg'};base64,${STAND_IN}`
}

/** `image/png, 70 bytes` */
function kindOf(dataUrl: string): string {
  const [head = '', base64 = ''] = dataUrl.split(';base64,')
  return `${head.slice('data:'.length)}, ${Buffer.byteLength(base64, 'base64')} bytes`
}
