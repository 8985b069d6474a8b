import type Anthropic from '@anthropic-ai/sdk'
import type { EngineAsk, EngineTurn } from '../engine/types'
import type { Model } from '../faults'
import { bytesOf, pictureOf } from '../images'
import { shapeInWords } from '../instruction'
import type { MessagesBody } from './request'
import { type Placed, type Turn, toTurns } from './turns'

/** Of a checked body. A last turn of the assistant stays last: the engine continues it. */
export function toAsk(body: MessagesBody, model: Model): EngineAsk {
  const { tool_choice: choice, thinking } = body
  return {
    turns: [...systemTurn(body.system), ...toTurns(body.messages).flatMap(toEngineTurns)],
    sampling: { temperature: body.temperature ?? 1, topP: body.top_p, topK: body.top_k || undefined },
    maxTokens: body.max_tokens,
    stop: body.stop_sequences ?? [],
    tools: (body.tools ?? []).flatMap(tool =>
      'input_schema' in tool ? [{ name: tool.name, description: tool.description, schema: tool.input_schema }] : [],
    ),
    choice: choice?.type === 'tool' ? { name: choice.name } : CHOICE[choice?.type ?? 'auto'],
    parallel: !(choice && 'disable_parallel_tool_use' in choice && choice.disable_parallel_tool_use),
    schema: body.output_config?.format?.schema ?? shapeInWords(systemText(body.system)),
    thinking: thinking?.type === 'enabled' ? { budget: thinking.budget_tokens } : undefined,
    style: model.style,
  }
}

const CHOICE = { auto: 'auto', any: 'required', none: 'none' } as const

const systemText = (system: MessagesBody['system']): string =>
  typeof system === 'string' ? system : (system ?? []).map(block => block.text).join('\n')

function systemTurn(system: MessagesBody['system']): EngineTurn[] {
  const text = systemText(system)
  return text ? [{ role: 'system', text }] : []
}

/** Tool results become turns of their own, before the rest of what the user says with them. */
function toEngineTurns({ role, blocks }: Turn): EngineTurn[] {
  if (role === 'assistant') return [assistantTurn(blocks)]
  const results = blocks.flatMap(({ block }) => (block.type === 'tool_result' ? [resultTurn(block)] : []))
  const rest = blocks.flatMap(({ block }) => (block.type === 'tool_result' ? [] : [block]))
  return rest.length ? [...results, { role: 'user', ...contentOf(rest) }] : results
}

function assistantTurn(blocks: readonly Placed[]): EngineTurn {
  const calls = blocks.flatMap(({ block }) =>
    block.type === 'tool_use' ? [{ id: block.id, name: block.name, arguments: JSON.stringify(block.input) }] : [],
  )
  return { role: 'assistant', text: contentOf(blocks.map(({ block }) => block)).text, calls }
}

function resultTurn({ tool_use_id: callId, content = '' }: Anthropic.ToolResultBlockParam): EngineTurn {
  if (typeof content === 'string') return { role: 'tool', text: content, callId }
  const known = content.flatMap(each => (each.type === 'tool_reference' || each.type === 'browser_state' ? [] : [each]))
  return { role: 'tool', ...contentOf(known), callId }
}

function contentOf(blocks: readonly Anthropic.ContentBlockParam[]): Pick<EngineTurn, 'text' | 'images' | 'files'> {
  const texts: string[] = []
  const images: NonNullable<EngineTurn['images']> = []
  const files: NonNullable<EngineTurn['files']> = []
  for (const block of blocks) {
    if (block.type === 'text') texts.push(block.text)
    if (block.type === 'search_result') texts.push(...block.content.map(each => each.text))
    if (block.type === 'image' && block.source.type === 'base64') {
      const picture = pictureOf(bytesOf(block.source.data) ?? new Uint8Array())
      if (picture) images.push(picture)
    }
    if (block.type === 'document') files.push(fileOf(block))
  }
  return { text: texts.join('\n'), images, files }
}

function fileOf({ source, title }: Anthropic.DocumentBlockParam): NonNullable<EngineTurn['files']>[number] {
  const mediaType = source.type === 'base64' || source.type === 'text' ? source.media_type : 'text/plain'
  const bytes =
    source.type === 'base64'
      ? (bytesOf(source.data)?.length ?? 0)
      : new TextEncoder().encode(source.type === 'text' ? source.data : JSON.stringify(source)).length
  return { mediaType, bytes, name: title ?? undefined }
}
