import type { Content, FunctionDeclaration, GenerationConfig, SafetySetting, Schema, ToolConfig } from '@google/genai'
import { anything, byKind, type Check, decimal, fields, flag, integer, isMembers, list, oneOf, record, text } from '../shape'

/** A checked body, in Google's own types. */
export interface GenerateBody {
  contents?: Content[]
  systemInstruction?: Content
  tools?: { functionDeclarations?: FunctionDeclaration[] }[]
  toolConfig?: ToolConfig
  safetySettings?: SafetySetting[]
  generationConfig?: GenerationConfig
  serviceTier?: string
  store?: boolean
}

const object: Check = (value, path) => (isMembers(value) ? undefined : { kind: 'type', path, expected: ['object'], got: value })

/** Proto's JSON writes 64-bit integers as strings. */
const long = byKind({ integer: integer(0), string: text({ pattern: '^\\d+$' }) })

const blob = fields({ mimeType: text(), data: text() })
const fileData = fields({ fileUri: text() }, { mimeType: text() })

/** Every member is optional to the parser; that exactly one of them is there is a rule. */
const part = fields(
  {},
  {
    text: text(),
    thought: flag,
    thoughtSignature: text(),
    inlineData: blob,
    fileData,
    functionCall: fields({}, { id: text(), name: text(), args: object }),
    functionResponse: fields(
      {},
      { id: text(), name: text(), response: object, parts: list(fields({}, { inlineData: blob, fileData })), willContinue: flag },
    ),
    executableCode: fields({}, { id: text(), language: text(), code: text() }),
    codeExecutionResult: fields({}, { id: text(), outcome: text(), output: text() }),
    toolCall: object,
    toolResponse: object,
    videoMetadata: object,
    mediaResolution: object,
    partMetadata: object,
  },
)

const content = fields({}, { role: text(), parts: list(part) })

const TYPES = ['TYPE_UNSPECIFIED', 'STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL']

/** OpenAPI's schema as far as Google has it; other keywords of JSON Schema are unknown names here. */
const schema: Check = (value, path) => schemaFields(value, path)
const schemaFields = fields({}, {
  type: oneOf(...TYPES, ...TYPES.map(type => type.toLowerCase())),
  format: text(),
  title: text(),
  description: text(),
  nullable: flag,
  enum: list(text()),
  items: schema,
  minItems: long,
  maxItems: long,
  properties: record(schema),
  required: list(text()),
  minProperties: long,
  maxProperties: long,
  minLength: long,
  maxLength: long,
  pattern: text(),
  minimum: decimal(),
  maximum: decimal(),
  anyOf: list(schema),
  propertyOrdering: list(text()),
  default: anything,
  example: anything,
} satisfies Record<keyof Schema, Check>)

const tool = fields(
  {},
  {
    functionDeclarations: list(
      fields({}, {
        name: text(),
        description: text(),
        parameters: schema,
        parametersJsonSchema: anything,
        response: schema,
        responseJsonSchema: anything,
        behavior: oneOf('UNSPECIFIED', 'BLOCKING', 'NON_BLOCKING'),
      } satisfies Record<keyof FunctionDeclaration, Check>),
      { max: 512 },
    ),
    googleSearch: object,
    googleSearchRetrieval: object,
    codeExecution: object,
    urlContext: object,
    googleMaps: object,
    computerUse: object,
    fileSearch: object,
  },
)

const toolConfig = fields(
  {},
  {
    functionCallingConfig: fields(
      {},
      { mode: oneOf('MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'), allowedFunctionNames: list(text()) },
    ),
    retrievalConfig: object,
    includeServerSideToolInvocations: flag,
  },
)

const int32 = integer(-(2 ** 31), 2 ** 31 - 1)

const generationConfig = fields(
  {},
  {
    temperature: decimal(0, 2),
    topP: decimal(0, 1),
    topK: integer(1),
    candidateCount: integer(1, 8),
    maxOutputTokens: integer(1),
    stopSequences: list(text({ min: 1 }), { max: 5 }),
    responseLogprobs: flag,
    logprobs: integer(1, 20),
    presencePenalty: decimal(-2, 2),
    frequencyPenalty: decimal(-2, 2),
    seed: int32,
    responseMimeType: text(),
    responseSchema: schema,
    responseJsonSchema: anything,
    responseModalities: list(oneOf('MODALITY_UNSPECIFIED', 'TEXT', 'IMAGE', 'AUDIO')),
    mediaResolution: text(),
    speechConfig: object,
    imageConfig: object,
    thinkingConfig: fields(
      {},
      { includeThoughts: flag, thinkingBudget: int32, thinkingLevel: oneOf('MINIMAL', 'LOW', 'MEDIUM', 'HIGH') },
    ),
  },
)

const HARMS = ['HARASSMENT', 'HATE_SPEECH', 'SEXUALLY_EXPLICIT', 'DANGEROUS_CONTENT', 'CIVIC_INTEGRITY']

/** Names of the fields are taken in camel case, as Google's packages write them; its API takes snake case, too. */
export const checkBody: Check = fields(
  {},
  {
    model: text(),
    contents: list(content),
    systemInstruction: content,
    tools: list(tool),
    toolConfig,
    safetySettings: list(
      fields(
        { category: oneOf(...HARMS.map(harm => `HARM_CATEGORY_${harm}`)) },
        { threshold: oneOf('BLOCK_LOW_AND_ABOVE', 'BLOCK_MEDIUM_AND_ABOVE', 'BLOCK_ONLY_HIGH', 'BLOCK_NONE', 'OFF') },
      ),
    ),
    cachedContent: text(),
    generationConfig,
    serviceTier: oneOf('unspecified', 'standard', 'flex', 'priority'),
    store: flag,
    continuationToken: text(),
  },
)
