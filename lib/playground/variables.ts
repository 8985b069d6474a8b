import type { ChatMessage } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { textOf } from './messages'
import type { Prompt } from './types'

/** `{{name}}`, blanks allowed inside. */
const VARIABLE = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu

export interface Piece {
  text: string
  /** Set: the text is a variable's place. */
  variable?: string
}

/** A text cut at its variables; joined, the pieces are the text again. */
export function pieces(text: string): Piece[] {
  const cut: Piece[] = []
  let from = 0
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > from) cut.push({ text: text.slice(from, match.index) })
    cut.push({ text: match[0], variable: match[1] })
    from = match.index + match[0].length
  }
  if (from < text.length) cut.push({ text: text.slice(from) })
  return cut
}

/** In the order they are first written; none while variables are off. */
export function variablesOf({ messages, variables }: Prompt): string[] {
  if (!variables?.on) return []
  return [...new Set(messages.flatMap(({ message }) => pieces(textOf(message)).flatMap(({ variable }) => variable ?? [])))]
}

/** Those without a value: they keep the prompt from running. */
export function unfilled(prompt: Prompt): string[] {
  return variablesOf(prompt).filter(name => !own(prompt.variables!.values, name))
}

/** The message with its variables filled in; what has no value stays as it is written. */
export function filled(message: ChatMessage, values: Record<string, string>): ChatMessage {
  const { content } = message
  const fill = (text: string) => text.replace(VARIABLE, (written, name) => own(values, name) || written)
  if (typeof content === 'string') return { ...message, content: fill(content) } as ChatMessage
  if (!content) return message
  return {
    ...message,
    content: content.map(part => (part.type === 'text' ? { ...part, text: fill(part.text) } : part)),
  } as ChatMessage
}
