import type { ChatMessage, ContentPart } from '@/lib/chat/types'
import { toPart } from './attachments'
import type { Parts, PlaygroundState, PlaygroundStore } from './store'

/** Moves files that came inside a prompt, by a link or an import, to where attached ones are. Returns how to stop. */
export function watchEmbedded(store: PlaygroundStore, { files }: Parts): () => void {
  const seen = new WeakSet<ContentPart>()

  function look({ prompt }: PlaygroundState) {
    for (const part of prompt.messages.flatMap(({ message }) => embeddedIn(message))) {
      if (seen.has(part)) continue
      seen.add(part)
      void keep(part).catch(() => {})
    }
  }

  async function keep(part: ContentPart) {
    const { name, base64 } = dataOf(part)!
    const attached = await files.add(new Blob([fromBase64(base64)]), name)
    if (!attached) return
    const kept = part.type === 'image_url' ? withUrl(part, toPart(attached)) : toPart(attached)
    store.setState(({ prompt }) => ({
      prompt: {
        ...prompt,
        messages: prompt.messages.map(entry =>
          embeddedIn(entry.message).includes(part) ? { ...entry, message: replaced(entry.message, part, kept) } : entry,
        ),
      },
    }))
  }

  look(store.getState())
  return store.subscribe((now, before) => now.prompt.messages !== before.prompt.messages && look(now))
}

function embeddedIn({ content }: ChatMessage): ContentPart[] {
  return Array.isArray(content) ? (content as ContentPart[]).filter(dataOf) : []
}

function dataOf(part: ContentPart): { name: string; base64: string } | undefined {
  if (part.type === 'image_url') return ofDataUrl(part.image_url.url, 'image')
  if (part.type === 'file') return ofDataUrl(part.file.file_data ?? '', part.file.filename || 'file')
}

function ofDataUrl(url: string, name: string) {
  const [, base64] = /^data:[\w/.+-]+;base64,(.+)$/.exec(url) ?? []
  return base64 ? { name, base64 } : undefined
}

/** What else the part says of its image stays. */
function withUrl(part: ContentPart & { type: 'image_url' }, kept: ContentPart): ContentPart {
  return kept.type === 'image_url' ? { ...part, image_url: { ...part.image_url, ...kept.image_url } } : kept
}

function replaced(message: ChatMessage, part: ContentPart, kept: ContentPart): ChatMessage {
  const content = (message.content as ContentPart[]).map(other => (other === part ? kept : other))
  return { ...message, content } as ChatMessage
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
}
