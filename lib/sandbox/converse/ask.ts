import type { EngineAsk, EngineTurn } from '../engine/types'
import type { Model } from '../faults'
import { bytesOf, pictureOf } from '../images'
import { shapeInWords } from '../instruction'
import type { Block, ConverseBody, Document, ResultBlock } from './request'
import { MOST_TOKENS } from './rules'

/** Of a checked body. A last turn of the assistant stays last: the engine continues it. */
export function toAsk(body: ConverseBody, model: Model): EngineAsk {
  const { inferenceConfig = {}, additionalModelRequestFields: fields = {}, outputConfig } = body
  const { temperature = 1, topP, maxTokens = MOST_TOKENS, stopSequences = [] } = inferenceConfig
  const system = (body.system ?? []).flatMap(({ text }) => text ?? []).join('\n')
  const format = outputConfig?.textFormat?.structure.jsonSchema.schema
  return {
    turns: [...(system ? [{ role: 'system' as const, text: system }] : []), ...body.messages.flatMap(toTurns)],
    sampling: { temperature, topP, topK: fields.top_k || undefined },
    maxTokens,
    stop: stopSequences,
    tools: (body.toolConfig?.tools ?? []).flatMap(({ toolSpec }) =>
      toolSpec ? [{ name: toolSpec.name, description: toolSpec.description, schema: toolSpec.inputSchema.json }] : [],
    ),
    choice: FORBIDS.test(system) ? 'none' : choiceOf(body),
    parallel: !fields.tool_choice?.disable_parallel_tool_use,
    schema: format === undefined ? (fields.output_config?.format?.schema ?? shapeInWords(system)) : JSON.parse(format),
    thinking: fields.thinking?.type === 'enabled' ? { budget: fields.thinking.budget_tokens ?? 0 } : undefined,
    style: model.style,
  }
}

/** Converse has no choice of none; a capable model does as it is told. */
const FORBIDS = /\b(?:do not|don[’']t|never) (?:call|use) (?:any|a) tools?\b/i

function choiceOf({ toolConfig, additionalModelRequestFields: { tool_choice: own } = {} }: ConverseBody): EngineAsk['choice'] {
  const { any, tool } = toolConfig?.toolChoice ?? {}
  const name = tool?.name ?? own?.name
  if (name !== undefined) return { name }
  return any || own?.type === 'any' ? 'required' : 'auto'
}

/** Tool results become turns of their own, before the rest of what the user says with them. */
function toTurns({ role, content }: ConverseBody['messages'][number]): EngineTurn[] {
  if (role === 'assistant') return [{ role, text: contentOf(content).text, calls: content.flatMap(toCall) }]
  const results = content.flatMap(({ toolResult }): EngineTurn[] =>
    toolResult ? [{ role: 'tool', ...contentOf(toolResult.content), callId: toolResult.toolUseId }] : [],
  )
  const rest = content.filter(({ toolResult, cachePoint }) => !toolResult && !cachePoint)
  return rest.length ? [...results, { role, ...contentOf(rest) }] : results
}

const toCall = ({ toolUse }: Block) =>
  toolUse ? [{ id: toolUse.toolUseId, name: toolUse.name, arguments: JSON.stringify(toolUse.input) }] : []

function contentOf(blocks: readonly (Block | ResultBlock)[]): Pick<EngineTurn, 'text' | 'images' | 'files'> {
  const texts = blocks.flatMap(block => block.text ?? ('json' in block ? JSON.stringify(block.json) : []))
  const images = blocks.flatMap(({ image }) => (image && pictureOf(bytesOf(image.source.bytes) ?? new Uint8Array())) ?? [])
  const files = blocks.flatMap(({ document }) => (document ? [fileOf(document)] : []))
  return { text: texts.join('\n'), images, files }
}

const TYPES: Record<string, string> = { pdf: 'application/pdf', csv: 'text/csv' }

function fileOf({ format, name, source }: Document): NonNullable<EngineTurn['files']>[number] {
  const bytes = source.bytes === undefined ? Buffer.from(source.text ?? '') : bytesOf(source.bytes)
  return { mediaType: TYPES[format] ?? 'text/plain', bytes: bytes?.length ?? 0, name }
}
