import { list, record, text } from '../read'
import type { Split } from './think'

/** Content as a list of parts (Mistral): text, and thinking apart. Parts of other kinds, such as references, have no text. */
export function splitParts(content: unknown[]): Split {
  const split: Split = { content: '', reasoning: '' }
  for (const part of content) {
    const { type, text: said, thinking } = record(part)
    if (typeof part === 'string') split.content += part
    else if (type === 'thinking') split.reasoning += thinkingText(thinking)
    else split.content += text(said) ?? ''
  }
  return split
}

function thinkingText(thinking: unknown): string {
  if (typeof thinking === 'string') return thinking
  return list(thinking)
    .map(part => text(record(part).text) ?? '')
    .join('')
}
