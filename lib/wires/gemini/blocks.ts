import type { Delta } from '@/lib/chat/types'

type Blocks = Pick<Delta, 'content_blocks'>

/** Writes content_blocks, delta by delta; nothing where the caller does not read them. */
export function blockWriter(wanted: boolean) {
  let count = 0
  /** What the last block holds, while more of it may be added. */
  let growing: 'text' | 'thinking' | undefined

  /** What is signed is a block of its own: Gemini wants it back as it was. */
  function add(type: 'text' | 'thinking', words: string, signature?: string): Blocks {
    if (!wanted) return {}
    const goesOn = growing === type && !signature
    growing = signature ? undefined : type
    if (goesOn) return { content_blocks: [{ index: count - 1, delta: { [type]: words } }] }
    return { content_blocks: [{ index: count++, delta: { type, [type]: words, ...signed(signature) } }] }
  }

  function whole(block: Record<string, unknown>): Blocks {
    growing = undefined
    return wanted ? { content_blocks: [{ index: count++, delta: block }] } : {}
  }

  return { add, whole }
}

/** Where Gemini's own OpenAI interface has it, too: https://ai.google.dev/gemini-api/docs/thought-signatures */
export const signed = (signature: string | undefined) =>
  signature && { extra_content: { google: { thought_signature: signature } } }
