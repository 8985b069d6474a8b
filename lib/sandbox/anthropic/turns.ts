import type Anthropic from '@anthropic-ai/sdk'

/** A block and where it stands. */
export interface Placed {
  block: Anthropic.ContentBlockParam
  /** Of its message, in the caller's list. */
  message: number
  /** `messages.2.content.0` */
  at: string
}

/** Neighbouring messages of one role count as one turn. */
export interface Turn {
  role: 'user' | 'assistant'
  blocks: Placed[]
}

export function toTurns(messages: readonly Anthropic.MessageParam[]): Turn[] {
  const turns: Turn[] = []
  for (const [message, { role, content }] of messages.entries()) {
    const list: Anthropic.ContentBlockParam[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content
    const blocks = list.map((block, index) => ({ block, message, at: `messages.${message}.content.${index}` }))
    const last = turns.at(-1)
    if (last?.role === role) last.blocks.push(...blocks)
    else turns.push({ role: role === 'assistant' ? 'assistant' : 'user', blocks })
  }
  return turns
}
