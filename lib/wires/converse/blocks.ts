import { list, record, text } from '../read'
import type { Structure } from './structure'

type Members = Record<string, unknown>

/** A call of one of the caller's tools; the tools Bedrock runs itself say `server_tool_use`. */
export function callOf(block: Members): { id: string; name: string; input: unknown } | undefined {
  const { toolUseId, name, type, input } = record(block.toolUse)
  if (block.toolUse === undefined || type !== undefined) return undefined
  return { id: text(toolUseId) ?? '', name: text(name) ?? '', input }
}

/** Whether a call is the one of the tool that stands for the schema. */
export const isAnswer = ({ name }: { name: string }, structure: Structure) => structure.kind === 'tool' && name === structure.name

/** Arguments as JSON text: the wire holds them parsed where they do not come in fragments. */
export const toArguments = (input: unknown) => (typeof input === 'string' ? input : JSON.stringify(input ?? {}))

/** The text of a block with citations comes in pieces of its own. */
export function citedText(block: Members): { said: string; citations: unknown[] } | undefined {
  if (typeof block.text === 'string') return { said: block.text, citations: [] }
  if (block.citationsContent === undefined) return undefined
  const { content, citations } = record(block.citationsContent)
  return {
    said: list(content)
      .map(piece => text(record(piece).text) ?? '')
      .join(''),
    citations: list(citations),
  }
}

/** A block of Converse's own as `content_blocks` show it: the name of its one member is its type. */
export function ownBlock(block: Members): { type: string; [member: string]: unknown } | undefined {
  const [type] = Object.keys(block).filter(name => block[name] != null)
  return type === undefined ? undefined : { type, [type]: block[type] }
}

/** Bytes that came in pieces, each of them base64 by itself. */
export function joinedBase64(pieces: readonly string[]): string {
  const whole = pieces.join('')
  if (!/=[^=]/.test(whole)) return whole
  try {
    return btoa(pieces.map(atob).join(''))
  } catch {
    return whole
  }
}
