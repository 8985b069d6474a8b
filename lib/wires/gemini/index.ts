import type { ChatRequest } from '@/lib/chat/types'
import { instructionText } from '../structure'
import type { Ask, Wire } from '../wire'
import { errorOf } from './errors'
import { toContents, withSystem } from './messages'
import { isAtGoogle } from './parts'
import { fromReply } from './reply'
import { settle, whole } from './settle'
import { decoder } from './stream'
import { structureOf } from './structure'
import { toTools } from './tools'
import type { GeminiBody, GeminiReply } from './types'

/** Gemini's generateContent: https://ai.google.dev/api/generate-content, version v1beta. */
export const gemini: Wire<GeminiBody, GeminiReply> = {
  id: 'gemini',
  framing: 'sse',
  toBody,
  settle,
  tells: (request, ask) => structureOf(request, ask).kind === 'instruction',
  whole,
  reads: isAtGoogle,
  fromReply,
  decoder,
  errorOf,
}

function toBody(request: ChatRequest, ask: Ask) {
  const { notes: shaped, ...structure } = structureOf(request, ask)
  const { system, contents, notes } = toContents(request.messages, ask)
  const tools = toTools(request, ask, structure)
  if (structure.kind === 'instruction') system.push({ text: instructionText(structure.schema) })
  const body: GeminiBody = {
    ...withSystem(system, contents, ask),
    ...tools.body,
    ...(structure.kind === 'json' && {
      generationConfig: {
        responseMimeType: 'application/json',
        ...(structure.schema && { responseJsonSchema: structure.schema }),
      },
    }),
  }
  return { body, notes: [...notes, ...tools.notes, ...shaped] }
}
