import { isObject } from '../check'
import type { ImportFormat, Understood } from './format'
import { openaiBody } from './openai-body'

type Loose = Record<string, unknown>

/** Members that are the same in both. */
const SAME = ['model', 'max_tokens', 'temperature', 'top_p', 'top_k', 'thinking', 'stream']

/** https://platform.claude.com/docs/en/api/messages */
export const anthropicBody: ImportFormat = {
  matches: value =>
    openaiBody.matches(value) && !listOf(value.messages).some(({ role }) => role === 'system') && isAnthropic(value),
  read(value, providers) {
    const lost: Understood['lost'] = []
    const { system, messages, tools, tool_choice, stop_sequences, metadata, ...others } = value
    const said = listOf(messages).flatMap((message, index) => messagesOf(message, `messages[${index}]`, lost))
    const body: Loose = {
      ...pick(others, SAME),
      messages: system === undefined ? said : [{ role: 'system', content: textOf(system) }, ...said],
      ...(tools !== undefined && { tools: toolsOf(listOf(tools), lost) }),
      ...(isObject(tool_choice) && choiceOf(tool_choice)),
      ...(stop_sequences !== undefined && { stop: stop_sequences }),
      ...(isObject(metadata) && { user: metadata.user_id }),
    }
    if (typeof value.model === 'string') body.model = `anthropic/${value.model}`
    for (const path of Object.keys(others)) if (!SAME.includes(path)) lost.push({ path, why: NOT_READ })
    const understood = openaiBody.read(body, providers)
    return { ...understood, what: 'An Anthropic request body', lost: [...lost, ...understood.lost] }
  },
}

const NOT_READ = 'It is not read from an Anthropic body.'

function isAnthropic({ system, model, tools, messages }: Loose): boolean {
  const blocks = listOf(messages).flatMap(({ content }) => listOf(content))
  return (
    system !== undefined ||
    listOf(tools).some(tool => isObject(tool.input_schema)) ||
    blocks.some(({ type, source }) => type === 'tool_use' || type === 'tool_result' || isObject(source)) ||
    (typeof model === 'string' && model.startsWith('claude-') && !listOf(tools).some(({ type }) => type === 'function'))
  )
}

/** Results of tools are messages of their own, before what the user says beside them. */
function messagesOf({ role, content }: Loose, path: string, lost: Understood['lost']): Loose[] {
  if (!Array.isArray(content)) return [{ role, content }]
  const blocks = listOf(content)
  const results = blocks
    .filter(({ type }) => type === 'tool_result')
    .map(({ tool_use_id, content }) => ({ role: 'tool', tool_call_id: tool_use_id, content: textOf(content ?? '') }))
  const calls = blocks
    .filter(({ type }) => type === 'tool_use')
    .map(({ id, name, input }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(input ?? {}) } }))
  const parts = blocks.flatMap(block => {
    if (block.type === 'tool_result' || block.type === 'tool_use') return []
    const part = partOf(block)
    if (!part) lost.push({ path: `${path}, ${String(block.type)}`, why: NOT_READ })
    return part ?? []
  })
  if (role === 'assistant') {
    const text = listOf(parts)
      .map(({ text }) => text)
      .join('')
    return [{ role, content: text || null, ...(calls.length && { tool_calls: calls }) }]
  }
  return parts.length || !results.length ? [...results, { role, content: parts }] : results
}

function partOf({ type, text, source, title }: Loose): Loose | undefined {
  if (type === 'text') return { type: 'text', text }
  const url = isObject(source) ? urlOf(source) : undefined
  if (type === 'image' && url) return { type: 'image_url', image_url: { url } }
  if (type === 'document' && url?.startsWith('data:'))
    return { type: 'file', file: { filename: typeof title === 'string' ? title : 'document.pdf', file_data: url } }
}

function urlOf({ type, media_type, data, url }: Loose): string | undefined {
  if (type === 'base64') return `data:${media_type};base64,${data}`
  if (type === 'url' && typeof url === 'string') return url
}

function toolsOf(tools: Loose[], lost: Understood['lost']): Loose[] {
  return tools.flatMap(({ name, description, input_schema }, index) => {
    if (isObject(input_schema))
      return [
        { type: 'function', function: { name, ...(description !== undefined && { description }), parameters: input_schema } },
      ]
    lost.push({ path: `tools[${index}]`, why: 'A tool that runs at the provider is no part of a prompt.' })
    return []
  })
}

function choiceOf({ type, name, disable_parallel_tool_use }: Loose): Loose {
  const named = type === 'tool' ? { type: 'function', function: { name } } : type === 'any' ? 'required' : type
  return { tool_choice: named, ...(disable_parallel_tool_use === true && { parallel_tool_calls: false }) }
}

/** A text, or blocks of text as one. */
function textOf(value: unknown): unknown {
  return Array.isArray(value)
    ? listOf(value)
        .map(({ text }) => text ?? '')
        .join('\n')
    : value
}

function listOf(value: unknown): Loose[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function pick(value: Loose, names: readonly string[]): Loose {
  return Object.fromEntries(names.filter(name => Object.hasOwn(value, name)).map(name => [name, value[name]]))
}
