import type { ContentBlockParam, ThinkingBlockParam } from '@anthropic-ai/sdk/resources/messages/messages'
import type { AssistantMessage, AssistantPart, ContentBlock, Note, ToolCall } from '@/lib/chat/types'
import { parsedArguments } from '../arguments'
import type { CallIds } from '../call-ids'
import { record, text } from '../read'
import { textBlock } from './parts'

/** A turn of the assistant: its thinking where it is signed, its text, and its tool calls, in this order. */
export function toAssistantBlocks(message: AssistantMessage, at: string, ids: CallIds, notes: Note[]): ContentBlockParam[] {
  const said = saidBlocks(message, at, notes)
  const blocks = message.content_blocks?.length ? withThinking(message.content_blocks, said, at, notes) : said
  if (message.reasoning_content && !blocks.some(isThinking)) {
    const why = 'Anthropic takes thinking back only with its signature, which stands in content_blocks.'
    notes.push({ param: `${at}.reasoning_content`, action: 'dropped', why })
  }
  const calls = (message.tool_calls ?? []).flatMap((call, index) => toolUse(call, `${at}.tool_calls[${index}]`, ids, notes))
  return [...blocks, ...calls]
}

function saidBlocks({ content, refusal }: AssistantMessage, at: string, notes: Note[]): ContentBlockParam[] {
  const said =
    typeof content === 'string'
      ? textBlock(content, undefined, `${at}.content`, notes)
      : (content ?? []).flatMap((part, index) => partBlock(part, `${at}.content[${index}]`, notes))
  return refusal ? [...said, ...textBlock(refusal, undefined, `${at}.refusal`, notes)] : said
}

function partBlock(part: AssistantPart, at: string, notes: Note[]): ContentBlockParam[] {
  switch (part.type) {
    case 'text':
      return textBlock(part.text, part.cache_control, at, notes)
    case 'refusal':
      return textBlock(part.refusal, undefined, at, notes)
    default:
      return historyBlock(part, at, notes)
  }
}

/**
 * `content_blocks` hold the order of thinking and text. A caller who wrote other text beside them has the last word on the text;
 * the signed thinking is kept all the same.
 */
function withThinking(history: ContentBlock[], said: ContentBlockParam[], at: string, notes: Note[]): ContentBlockParam[] {
  const blocks = history.flatMap((block, index) => historyBlock(block, `${at}.content_blocks[${index}]`, notes))
  const text = textIn(said)
  if (text === '' || text === textIn(blocks)) return blocks
  return [...blocks.filter(block => block.type !== 'text'), ...said.filter(block => !isThinking(block))]
}

const textIn = (blocks: ContentBlockParam[]) => blocks.map(block => (block.type === 'text' ? block.text : '')).join('')

/** Blocks of Anthropic's own tools, which go back as they came. */
const SERVER_BLOCKS = /^(server_tool_use|mcp_tool_use|container_upload|(\w+_)?tool_result)$/

function historyBlock(block: ContentBlock, at: string, notes: Note[]): ContentBlockParam[] {
  const { type, signature, thinking, data } = record(block)
  if (type === 'text') return textBlock(text(record(block).text) ?? '', undefined, at, notes)
  if (type === 'redacted_thinking' && typeof data === 'string') return [{ type, data }]
  // Calls stand in tool_calls, too.
  if (type === 'tool_use') return []
  if (type === 'thinking') {
    if (text(signature)) return [{ type, thinking: text(thinking) ?? '', signature: text(signature)! }]
    notes.push({ param: at, action: 'dropped', why: 'Anthropic takes thinking back only with its signature.' })
    return []
  }
  if (typeof type === 'string' && SERVER_BLOCKS.test(type)) return [structuredClone(block) as unknown as ContentBlockParam]
  notes.push({ param: at, action: 'dropped', why: `Anthropic knows no blocks of type ${JSON.stringify(type)}.` })
  return []
}

export function isThinking(block: ContentBlockParam): block is ThinkingBlockParam {
  return block.type === 'thinking' || block.type === 'redacted_thinking'
}

function toolUse(call: ToolCall, at: string, ids: CallIds, notes: Note[]): ContentBlockParam[] {
  if (call.type === 'custom') {
    notes.push({
      param: at,
      action: 'refused',
      why: 'Anthropic takes function calls only; a custom call has no arguments by name.',
    })
    return []
  }
  const { name, arguments: written } = call.function
  const input = parsedArguments(written, `${at}.function.arguments`)
  return [{ type: 'tool_use', id: ids.call(call.id, `${at}.id`, notes), name, input }]
}
