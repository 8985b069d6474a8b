import { isRedacted, isSigned } from '../anthropic/seal'
import { bytesOf, pictureOf } from '../images'
import { isMembers } from '../shape'
import type { WireError } from '../wire-error'
import { invalid, refused } from './errors'
import type { Block, ConverseBody, ResultBlock } from './request'

type Message = ConverseBody['messages'][number]

/** What is wrong with the messages taken together. */
export function brokenHistory(body: ConverseBody): WireError | undefined {
  const { messages = [] } = body
  return (
    wrongTurns(messages) ??
    firstOf(messages, ({ role, content }, index) =>
      firstOf(content, (block, place) => wrongBlock(block, role, `messages.${index}.content.${place}`)),
    ) ??
    wrongDocuments(messages) ??
    unofferedTools(body) ??
    firstOf(messages, (_, index) => unpairedTools(messages, index)) ??
    missingThinking(body) ??
    wrongPrefill(body)
  )
}

function wrongTurns(messages: Message[]): WireError | undefined {
  if (messages[0]?.role !== 'user')
    return invalid(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    )
  const empty = messages.findIndex(({ content }) => !content.length)
  if (empty >= 0)
    return invalid(
      `The content field in the Message object at messages.${empty} is empty. Add a ContentBlock object to the content field and try again.`,
    )
  if (messages.some(({ role }, index) => role === messages[index - 1]?.role))
    return invalid(
      'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
    )
}

const ONLY: Record<string, Message['role']> = {
  image: 'user',
  document: 'user',
  toolResult: 'user',
  toolUse: 'assistant',
  reasoningContent: 'assistant',
}

function wrongBlock(block: Block, role: Message['role'], at: string): WireError | undefined {
  const [kind = ''] = Object.keys(block)
  if (ONLY[kind] && ONLY[kind] !== role)
    return invalid(`The ${kind} block at ${at} can only be in a message of the role ${ONLY[kind]}.`)
  if (block.text !== undefined && !block.text.trim())
    return invalid(`The text field in the ContentBlock object at ${at} is blank. Add text to the text field, and try again.`)
  if (block.toolUse && !isMembers(block.toolUse.input)) return notJson(`${at}.toolUse.input`)
  if (block.reasoningContent) return unsigned(block.reasoningContent, at)
  if (!block.toolResult) return unreadable(block, at)
  const { content, status } = block.toolResult
  if (status === 'error' && !content.length)
    return invalid(`The content field at ${at}.toolResult cannot be empty when status value is error.`)
  return firstOf(content, (each, index) => wrongResult(each, `${at}.toolResult.content.${index}`))
}

function wrongResult(block: ResultBlock, at: string): WireError | undefined {
  if (block.json !== undefined && !isMembers(block.json)) return notJson(`${at}.json`)
  if (block.text !== undefined && !block.text.trim())
    return invalid(
      `The text field in the ToolResultContentBlock object at ${at} is blank. Add text to the text field, and try again.`,
    )
  return unreadable(block, at)
}

const notJson = (at: string) =>
  invalid(`The format of the value at ${at} is invalid. Provide a json object for the field and try again.`)

function unsigned({ reasoningText, redactedContent }: NonNullable<Block['reasoningContent']>, at: string): WireError | undefined {
  if (redactedContent !== undefined) {
    const data = bytesOf(redactedContent)
    if (!data || !isRedacted(new TextDecoder().decode(data)))
      return refused(`${at}: Invalid \`data\` in \`redacted_thinking\` block`)
  }
  if (!reasoningText) return
  if (reasoningText.signature === undefined) return refused(`${at}.thinking.signature: Field required`)
  if (!isSigned(reasoningText.text, reasoningText.signature)) return refused(`${at}: Invalid \`signature\` in \`thinking\` block`)
}

function unreadable({ image, document }: ResultBlock, at: string): WireError | undefined {
  const source = image?.source ?? document?.source
  if (source && 's3Location' in source) return invalid(`The S3 object at ${at} could not be read. The sandbox has no network.`)
  if (source?.bytes === undefined) return
  const bytes = bytesOf(source.bytes)
  if (!bytes) return invalid(`The bytes at ${at} are not valid base64.`)
  if (!image) return
  const found = pictureOf(bytes)?.mediaType
  if (!found) return refused(`${at}.image.source.base64.data: Could not process image`)
  if (found !== `image/${image.format}`)
    return refused(
      `${at}.image: The image was specified using the image/${image.format} media type, but the image appears to be a ${found} image`,
    )
}

const DOCUMENT_NAME = /^(?!.*\s\s)[a-zA-Z0-9\s\-()[\]]+$/

function wrongDocuments(messages: Message[]): WireError | undefined {
  const seen = new Set<string>()
  return firstOf(messages, ({ content }, index) => {
    const documents = content.flatMap(({ document }) => document ?? [])
    if (documents.length && !content.some(({ text }) => text !== undefined))
      return invalid(`A text block must be included in the content field at messages.${index} when a document is included.`)
    return firstOf(documents, ({ name }) => {
      if (!DOCUMENT_NAME.test(name))
        return invalid(
          `The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. (messages.${index})`,
        )
      if (seen.has(name))
        return invalid(`The document file name ${name} is used more than once. Give every document a name of its own.`)
      seen.add(name)
    })
  })
}

function unofferedTools({ messages, toolConfig }: ConverseBody): WireError | undefined {
  if (toolConfig || !messages.some(({ content }) => content.some(({ toolUse, toolResult }) => toolUse || toolResult))) return
  return invalid('The toolConfig field must be defined when using toolUse and toolResult content blocks.')
}

/** Every toolUse of a turn is answered in the next one, once, before anything else in it; nothing else is. */
function unpairedTools(messages: Message[], index: number): WireError | undefined {
  const { role, content } = messages[index]!
  if (role === 'user') {
    const calls = callsOf(messages[index - 1]?.content ?? [])
    const results = resultsOf(content)
    if (results.length > new Set(results).size || results.some(id => !calls.includes(id)))
      return invalid(
        `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse blocks of previous turn.`,
      )
    return
  }
  const calls = callsOf(content)
  if (new Set(calls).size < calls.length) return invalid(`The toolUse ids at messages.${index}.content must be unique.`)
  const next = (messages[index + 1]?.content ?? []).filter(({ cachePoint }) => !cachePoint)
  const last = next.findIndex(({ toolResult }) => !toolResult)
  const answered = resultsOf(last < 0 ? next : next.slice(0, last))
  const open = calls.filter(id => !answered.includes(id))
  if (open.length)
    return invalid(`Expected toolResult blocks at messages.${index + 1}.content for the following Ids: ${open.join(', ')}`)
}

const callsOf = (content: Block[]) => content.flatMap(({ toolUse }) => toolUse?.toolUseId ?? [])
const resultsOf = (content: Block[]) => content.flatMap(({ toolResult }) => toolResult?.toolUseId ?? [])

/** While thinking, a turn that called tools comes back with its thinking in front. */
function missingThinking({ additionalModelRequestFields, messages }: ConverseBody): WireError | undefined {
  if (additionalModelRequestFields?.thinking?.type !== 'enabled') return
  const last = messages.length - 1
  const inLoop = messages[last]!.content.some(({ toolResult }) => toolResult)
  const at = inLoop ? last - 1 : messages[last]!.role === 'assistant' ? last : -1
  const [first] = messages[at]?.content ?? []
  if (!first || first.reasoningContent) return
  return refused(
    `messages.${at}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.toolUse ? 'tool_use' : 'text'}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks).`,
  )
}

function wrongPrefill({ messages, outputConfig }: ConverseBody): WireError | undefined {
  const last = messages.at(-1)
  if (last?.role !== 'assistant') return
  if (outputConfig?.textFormat) return refused('output_config.format: incompatible with a prefilled assistant message')
  const end = last.content.at(-1)
  if (end?.text !== undefined && /\s$/.test(end.text))
    return refused('messages: final assistant content cannot end with trailing whitespace')
  if (end?.reasoningContent) return refused('messages: The final block in an assistant message cannot be `thinking`.')
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => WireError | undefined): WireError | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index)
    if (found) return found
  }
}
