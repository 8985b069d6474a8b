import type Anthropic from '@anthropic-ai/sdk'
import { bytesOf, pictureOf } from '../images'
import type { WireError } from '../wire-error'
import { invalid } from './errors'
import type { MessagesBody } from './request'
import { isRedacted, isSigned } from './seal'
import { type Placed, type Turn, toTurns } from './turns'

/** What is wrong with the messages taken together. */
export function brokenHistory(body: MessagesBody): WireError | undefined {
  const turns = toTurns(body.messages)
  return (
    emptyContent(body) ??
    firstOf(turns, ({ role, blocks }) => firstOf(blocks, placed => misplaced(placed, role) ?? unreadable(placed))) ??
    firstOf(turns, (_, index) => unpairedTools(turns, index)) ??
    missingThinking(body, turns) ??
    wrongPrefill(body, turns)
  )
}

function emptyContent({ messages, system }: MessagesBody): WireError | undefined {
  if (!messages.length) return invalid('messages: at least one message is required')
  if (messages[0]!.role !== 'user') return invalid('messages: first message must use the "user" role')
  for (const [index, { role, content }] of messages.entries()) {
    const mayBeEmpty = role === 'assistant' && index === messages.length - 1
    if (!content.length && !mayBeEmpty)
      return invalid(
        `messages.${index}: all messages must have non-empty content except for the optional final assistant message`,
      )
    const problem = emptyText(content)
    if (problem && content.length) return invalid(`messages: ${problem}`)
  }
  const problem = system ? emptyText(system) : undefined
  if (problem) return invalid(`system: ${problem}`)
}

function emptyText(content: string | readonly Anthropic.ContentBlockParam[]): string | undefined {
  if (typeof content === 'string') return content.trim() ? undefined : 'text content blocks must contain non-whitespace text'
  for (const block of content) {
    if (block.type === 'text' && !block.text) return 'text content blocks must be non-empty'
    if (block.type === 'text' && !block.text.trim()) return 'text content blocks must contain non-whitespace text'
    const inner = block.type === 'tool_result' && Array.isArray(block.content) ? block.content : []
    if (inner.some(each => each.type === 'text' && !each.text)) return 'text content blocks must be non-empty'
  }
}

const ONLY: Record<string, 'user' | 'assistant'> = {
  image: 'user',
  document: 'user',
  search_result: 'user',
  tool_result: 'user',
  thinking: 'assistant',
  redacted_thinking: 'assistant',
  tool_use: 'assistant',
}

function misplaced({ block, message }: Placed, role: Turn['role']): WireError | undefined {
  const only = ONLY[block.type]
  if (only && only !== role) return invalid(`messages.${message}: \`${block.type}\` blocks can only be in \`${only}\` messages`)
}

function unreadable({ block, at }: Placed): WireError | undefined {
  if (block.type === 'thinking' && !isSigned(block.thinking, block.signature))
    return invalid(`${at}: Invalid \`signature\` in \`thinking\` block`)
  if (block.type === 'redacted_thinking' && !isRedacted(block.data))
    return invalid(`${at}: Invalid \`data\` in \`redacted_thinking\` block`)
  if (block.type === 'image' || block.type === 'document') return unreadableSource(block, `${at}.${block.type}.source`)
  if (block.type !== 'tool_result' || !Array.isArray(block.content)) return
  return firstOf(block.content, (each, index) =>
    each.type === 'image' || each.type === 'document'
      ? unreadableSource(each, `${at}.tool_result.content.${index}.${each.type}.source`)
      : undefined,
  )
}

function unreadableSource(
  { type, source }: Anthropic.ImageBlockParam | Anthropic.DocumentBlockParam,
  at: string,
): WireError | undefined {
  if (source.type === 'url')
    return invalid(`${at}.url.url: Unable to download the file. The sandbox has no network: send it as base64.`)
  if (source.type === 'file')
    return invalid(`${at}.file.file_id: File not found: ${source.file_id}. The sandbox stores no files.`)
  if (source.type !== 'base64') return
  const bytes = bytesOf(source.data)
  if (!bytes) return invalid(`${at}.base64: invalid base64 data`)
  if (type === 'document') return
  const found = pictureOf(bytes)?.mediaType
  if (!found) return invalid(`${at}.base64.data: Could not process image`)
  if (found !== source.media_type)
    return invalid(
      `${at}.base64.data: The image was specified using the ${source.media_type} media type, but the image appears to be a ${found} image`,
    )
}

/** Every tool_use of a turn is answered at the beginning of the next one, once, and nothing else is. */
function unpairedTools(turns: readonly Turn[], index: number): WireError | undefined {
  const turn = turns[index]!
  const calls = turn.blocks.flatMap(({ block }) => (block.type === 'tool_use' ? [block.id] : []))
  if (new Set(calls).size < calls.length) return invalid('messages: `tool_use` ids must be unique')
  if (turn.role === 'user') return strayResult(turn, turns[index - 1])
  const next = turns[index + 1]?.blocks ?? []
  const afterResults = next.findIndex(({ block }) => block.type !== 'tool_result')
  const answered = (afterResults < 0 ? next : next.slice(0, afterResults)).map(({ block }) => resultId(block))
  const open = calls.filter(id => !answered.includes(id))
  if (!open.length) return
  return invalid(
    `messages.${turn.blocks.at(-1)!.message}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  )
}

const resultId = (block: Anthropic.ContentBlockParam) => (block.type === 'tool_result' ? block.tool_use_id : undefined)

function strayResult(turn: Turn, before: Turn | undefined): WireError | undefined {
  const calls = new Set(before?.blocks.flatMap(({ block }) => (block.type === 'tool_use' ? [block.id] : [])))
  const seen = new Set<string>()
  return firstOf(turn.blocks, ({ block, at }) => {
    const id = resultId(block)
    if (id === undefined) return
    if (!calls.has(id))
      return invalid(
        `${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      )
    if (seen.has(id))
      return invalid(`${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`)
    seen.add(id)
  })
}

/** While thinking, a turn that called tools comes back with its thinking in front. */
function missingThinking({ thinking }: MessagesBody, turns: readonly Turn[]): WireError | undefined {
  if (thinking?.type !== 'enabled') return
  const last = turns.at(-1)
  const caller = last?.blocks.some(({ block }) => block.type === 'tool_result')
    ? turns.at(-2)
    : last?.role === 'assistant'
      ? last
      : undefined
  const first = caller?.blocks[0]
  if (!first || first.block.type === 'thinking' || first.block.type === 'redacted_thinking') return
  return invalid(
    `${first.at}.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.block.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
  )
}

function wrongPrefill({ output_config }: MessagesBody, turns: readonly Turn[]): WireError | undefined {
  const last = turns.at(-1)
  if (last?.role !== 'assistant') return
  if (output_config?.format) return invalid('output_config.format: incompatible with a prefilled assistant message')
  const end = last.blocks.at(-1)?.block
  if (end?.type === 'text' && /\s$/.test(end.text))
    return invalid('messages: final assistant content cannot end with trailing whitespace')
  if (end?.type === 'thinking' || end?.type === 'redacted_thinking')
    return invalid(`${last.blocks.at(-1)!.at}: The final block in an assistant message cannot be \`${end.type}\`.`)
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => WireError | undefined): WireError | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index)
    if (found) return found
  }
}
