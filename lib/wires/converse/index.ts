import type { ChatRequest } from '@/lib/chat/types'
import { withoutFormat } from '../refused-format'
import { instructionText } from '../structure'
import type { Ask, Wire } from '../wire'
import { errorOf } from './errors'
import { toMessages } from './messages'
import { fromReply } from './reply'
import { settle } from './settle'
import { decoder } from './stream'
import { type Structure, structureOf } from './structure'
import { toTools } from './tools'
import type { ConverseBody, ConverseReply, TextFormat } from './types'

/** Bedrock's Converse: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html. The model is in the address. */
export const converse: Wire<ConverseBody, ConverseReply> = {
  id: 'converse',
  framing: 'event-stream',
  toBody,
  settle,
  tells: (request, ask) => structureOf(request, ask).kind === 'instruction',
  fromReply,
  decoder,
  lessAfter: withoutFormat,
  errorOf,
}

function toBody(request: ChatRequest, ask: Ask) {
  const { notes: shaped, ...structure } = structureOf(request, ask)
  const { system, turns, notes } = toMessages(request.messages, ask)
  const { toolConfig, instruction, notes: told } = toTools(request, turns, ask, structure)
  if (structure.kind === 'instruction') system.push({ text: instructionText(structure.schema) })
  if (instruction) system.push({ text: instruction })
  const body: ConverseBody = {
    ...(system.length && { system }),
    messages: turns,
    ...(toolConfig && { toolConfig }),
    ...(structure.kind === 'format' && { outputConfig: { textFormat: textFormat(structure) } }),
  }
  return { body, notes: [...notes, ...told, ...shaped] }
}

const textFormat = ({ name, description, schema }: Extract<Structure, { kind: 'format' }>): TextFormat => ({
  type: 'json_schema',
  structure: { jsonSchema: { schema: JSON.stringify(schema), name, ...(description && { description }) } },
})
