import type { AssistantMessage, AssistantPart, ContentBlock as HistoryBlock, Note, ToolCall } from '@/lib/chat/types'
import { parsedArguments } from '../arguments'
import type { CallIds } from '../call-ids'
import { record, text } from '../read'
import { cachePoint } from './cache'
import { textBlock } from './parts'
import type { ContentBlock } from './types'

/** A turn of the assistant: its thinking where it is signed, its text, and its tool calls, in this order. */
export function toAssistantBlocks(message: AssistantMessage, at: string, ids: CallIds, notes: Note[]): ContentBlock[] {
  const said = saidBlocks(message, at, notes)
  const blocks = message.content_blocks?.length ? withThinking(message.content_blocks, said, at, notes) : said
  if (message.reasoning_content && !blocks.some(isThinking)) {
    notes.push({ param: `${at}.reasoning_content`, action: 'dropped', why: `${UNSIGNED}, which stands in content_blocks.` })
  }
  const calls = (message.tool_calls ?? []).flatMap((call, index) => toolUse(call, `${at}.tool_calls[${index}]`, ids, notes))
  return [...blocks, ...calls]
}

export const isThinking = (block: ContentBlock) => block.reasoningContent !== undefined

const UNSIGNED = 'Bedrock takes thinking back only with its signature'

function saidBlocks({ content, refusal }: AssistantMessage, at: string, notes: Note[]): ContentBlock[] {
  const said =
    typeof content === 'string'
      ? textBlock(content, `${at}.content`, notes)
      : (content ?? []).flatMap((part, index) => partBlock(part, `${at}.content[${index}]`, notes))
  return refusal ? [...said, ...textBlock(refusal, `${at}.refusal`, notes)] : said
}

function partBlock(part: AssistantPart, at: string, notes: Note[]): ContentBlock[] {
  switch (part.type) {
    case 'text': {
      const blocks = textBlock(part.text, at, notes)
      return blocks.length ? [...blocks, ...cachePoint(part.cache_control, at, notes)] : blocks
    }
    case 'refusal':
      return textBlock(part.refusal, at, notes)
    default:
      return historyBlock(part, at, notes)
  }
}

/**
 * `content_blocks` hold the order of thinking and text. A caller who wrote other text beside them has the last word on the text;
 * the signed thinking is kept all the same.
 */
function withThinking(history: HistoryBlock[], said: ContentBlock[], at: string, notes: Note[]): ContentBlock[] {
  const blocks = history.flatMap((block, index) => historyBlock(block, `${at}.content_blocks[${index}]`, notes))
  const text = textIn(said)
  if (text === '' || text === textIn(blocks)) return blocks
  return [...blocks.filter(block => block.text === undefined), ...said.filter(block => !isThinking(block))]
}

const textIn = (blocks: ContentBlock[]) => blocks.map(block => block.text ?? '').join('')

function historyBlock(block: HistoryBlock, at: string, notes: Note[]): ContentBlock[] {
  const { type, signature, thinking, data } = record(block)
  // Calls stand in tool_calls, too.
  if (type === 'tool_use') return []
  if (type === 'text') return textBlock(text(record(block).text) ?? '', at, notes)
  if (type === 'redacted_thinking' && typeof data === 'string') return [{ reasoningContent: { redactedContent: data } }]
  if (type === 'thinking') {
    if (text(signature)) {
      return [{ reasoningContent: { reasoningText: { text: text(thinking) ?? '', signature: text(signature) } } }]
    }
    notes.push({ param: at, action: 'dropped', why: `${UNSIGNED}.` })
    return []
  }
  notes.push({
    param: at,
    action: 'dropped',
    why: `Bedrock takes text and signed thinking back, not blocks of type ${JSON.stringify(type)}.`,
  })
  return []
}

function toolUse(call: ToolCall, at: string, ids: CallIds, notes: Note[]): ContentBlock[] {
  if (call.type === 'custom') {
    const why = 'Bedrock takes function calls only; a custom call has no arguments by name.'
    notes.push({ param: at, action: 'refused', why })
    return []
  }
  const input = parsedArguments(call.function.arguments, `${at}.function.arguments`)
  const name = toolName(call.function.name, `${at}.function.name`, notes)
  return [{ toolUse: { toolUseId: ids.call(call.id, `${at}.id`, notes), name, input } }]
}

/** Models of other providers call tools by names Bedrock answers 400 to, also in the history. */
function toolName(name: string, at: string, notes: Note[]): string {
  const to = name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64)
  if (to !== name) {
    const why = 'Bedrock wants names of at most 64 letters, digits, _ and -, also of tools that were called before.'
    notes.push({ param: at, action: 'changed', from: name, to, why })
  }
  return to
}
