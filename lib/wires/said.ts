import type { ChatChunk, Decoded } from '@/lib/chat/types'

/** A chunk like one before, with other words: it is made when somebody looks at it, which for most nobody does. */
export class Said implements Decoded {
  constructor(
    private readonly like: ChatChunk,
    readonly words: string,
    readonly text?: string,
  ) {}

  get chunk(): ChatChunk {
    return { ...this.like, choices: [{ ...this.like.choices[0]!, delta: { content: this.words } }] }
  }
}
