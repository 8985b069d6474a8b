import type { Blob, Content, FunctionDeclaration, Part } from '@google/genai'
import type { EngineAsk, EngineTool, EngineTurn } from '../engine/types'
import type { Model } from '../faults'
import { bytesOf, pictureOf } from '../images'
import { shapeInWords } from '../instruction'
import { isMembers } from '../shape'
import type { GenerateBody } from './request'
import { declarationsOf, MOST_TOKENS } from './rules'
import { toJsonSchema } from './schema'

/** One ask per candidate of a checked body; a seed moves on by one from candidate to candidate. */
export function toAsks(body: GenerateBody, model: Model): EngineAsk[] {
  const config = body.generationConfig ?? {}
  const ask: EngineAsk = {
    turns: [...systemTurn(body.systemInstruction), ...toTurns(body.contents ?? [])],
    sampling: {
      temperature: config.temperature ?? 1,
      topP: config.topP,
      topK: config.topK,
      presencePenalty: config.presencePenalty,
      frequencyPenalty: config.frequencyPenalty,
      seed: config.seed,
    },
    logprobs: config.responseLogprobs ? (config.logprobs ?? 0) : undefined,
    maxTokens: config.maxOutputTokens ?? MOST_TOKENS,
    stop: config.stopSequences ?? [],
    ...toTools(body),
    schema: schemaOf(body),
    thinking: thinkingOf(config.thinkingConfig?.thinkingBudget ?? 0),
    style: model.style,
  }
  const { seed } = ask.sampling
  return Array.from({ length: config.candidateCount ?? 1 }, (_, candidate) =>
    seed === undefined ? ask : { ...ask, sampling: { ...ask.sampling, seed: seed + candidate } },
  )
}

/** Tokens, where the model decides. */
const DYNAMIC_BUDGET = 512

/** Unlike a real Gemini 2.5, which thinks unless it is told not to, this one does not. */
function thinkingOf(budget: number): EngineAsk['thinking'] {
  if (budget === 0) return undefined
  return { budget: budget < 0 ? DYNAMIC_BUDGET : Math.min(budget, MOST_TOKENS) }
}

function toTools(body: GenerateBody): Pick<EngineAsk, 'tools' | 'choice' | 'parallel'> {
  const tools = declarationsOf(body).map(toTool)
  const { mode, allowedFunctionNames: allowed } = body.toolConfig?.functionCallingConfig ?? {}
  if (mode === 'NONE') return { tools, choice: 'none', parallel: true }
  if (mode !== 'ANY') return { tools, choice: 'auto', parallel: true }
  if (allowed?.length === 1) return { tools, choice: { name: allowed[0]! }, parallel: true }
  const offered = allowed?.length ? tools.filter(({ name }) => allowed.includes(name)) : tools
  return { tools: offered, choice: 'required', parallel: true }
}

const toTool = ({ name = '', description, parameters, parametersJsonSchema }: FunctionDeclaration): EngineTool => ({
  name,
  description,
  schema: isMembers(parametersJsonSchema)
    ? parametersJsonSchema
    : parameters
      ? toJsonSchema(parameters)
      : { type: 'object', properties: {} },
})

function schemaOf({ generationConfig, systemInstruction }: GenerateBody): EngineAsk['schema'] {
  const { responseMimeType, responseSchema, responseJsonSchema } = generationConfig ?? {}
  if (responseMimeType !== 'application/json') return shapeInWords(textOf(systemInstruction?.parts))
  if (isMembers(responseJsonSchema)) return responseJsonSchema
  return responseSchema ? toJsonSchema(responseSchema) : 'object'
}

function systemTurn(system: Content | undefined): EngineTurn[] {
  const text = textOf(system?.parts)
  return text ? [{ role: 'system', text }] : []
}

/** What the model said, its thoughts apart. */
const textOf = (parts: readonly Part[] = []) => parts.map(part => (part.thought ? '' : (part.text ?? ''))).join('')

/** Results become turns of their own, before the rest of what the user says with them. */
function toTurns(contents: readonly Content[]): EngineTurn[] {
  return contents.flatMap(({ role, parts = [] }, index) => {
    if (role === 'model') return [{ role: 'assistant' as const, text: textOf(parts), calls: callsIn(parts, index) }]
    const called = callsIn(contents[index - 1]?.parts ?? [], index - 1)
    const results = parts
      .flatMap(part => part.functionResponse ?? [])
      .map((result, place): EngineTurn => {
        const images = result.parts?.flatMap(inner => inner.inlineData ?? []) ?? []
        const callId = result.id ?? called[place]?.id
        return { role: 'tool', text: JSON.stringify(result.response), ...attached(images), callId }
      })
    const said = parts.filter(part => !part.functionResponse)
    const blobs = said.flatMap(part => part.inlineData ?? [])
    return said.length ? [...results, { role: 'user' as const, text: textOf(said), ...attached(blobs) }] : results
  })
}

/** Calls without an id are known by their place. */
const callsIn = (parts: readonly Part[], turn: number) =>
  parts
    .flatMap(part => part.functionCall ?? [])
    .map(({ id, name = '', args = {} }, place) => ({ id: id ?? `${turn}-${place}`, name, arguments: JSON.stringify(args) }))

function attached(blobs: readonly Blob[]): Pick<EngineTurn, 'images' | 'files'> {
  const images: NonNullable<EngineTurn['images']> = []
  const files: NonNullable<EngineTurn['files']> = []
  for (const { mimeType = '', data = '' } of blobs) {
    const bytes = bytesOf(data) ?? new Uint8Array()
    const picture = mimeType.startsWith('image/') ? pictureOf(bytes) : undefined
    if (picture) images.push(picture)
    else files.push({ mediaType: mimeType, bytes: bytes.length })
  }
  return { images, files }
}
