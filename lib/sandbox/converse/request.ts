import { own } from '@/lib/util/own'
import { anything, type Check, decimal, fields, flag, integer, isMembers, list, oneOf, record, text } from '../shape'

/** A checked body, as far as it is read. Of a block exactly one member is set. */
export interface ConverseBody {
  messages: { role: 'user' | 'assistant'; content: Block[] }[]
  system?: { text?: string; cachePoint?: object }[]
  inferenceConfig?: { maxTokens?: number; temperature?: number; topP?: number; stopSequences?: string[] }
  toolConfig?: { tools: ToolEntry[]; toolChoice?: { auto?: object; any?: object; tool?: { name: string } } }
  additionalModelRequestFields?: ModelFields
  guardrailConfig?: object
  outputConfig?: {
    effort?: string
    textFormat?: { type: 'json_schema'; structure: { jsonSchema: { schema: string } } }
  }
}

export interface Block {
  text?: string
  image?: Image
  document?: Document
  toolUse?: { toolUseId: string; name: string; input: unknown }
  toolResult?: { toolUseId: string; content: ResultBlock[]; status?: 'success' | 'error' }
  reasoningContent?: { reasoningText?: { text: string; signature?: string }; redactedContent?: string }
  cachePoint?: object
}

export interface ResultBlock {
  text?: string
  json?: unknown
  image?: Image
  document?: Document
}

interface Image {
  format: 'png' | 'jpeg' | 'gif' | 'webp'
  source: { bytes: string }
}

export interface Document {
  format: string
  name: string
  source: { bytes?: string; text?: string }
}

interface ToolEntry {
  toolSpec?: { name: string; description?: string; inputSchema: { json: Record<string, unknown> }; strict?: boolean }
  cachePoint?: object
}

/** What Claude takes through Converse beside Converse's own fields. */
export interface ModelFields {
  top_k?: number
  thinking?: { type: string; budget_tokens?: number; display?: string }
  tool_choice?: { type: 'auto' | 'any' | 'tool'; name?: string; disable_parallel_tool_use?: boolean }
  output_config?: { effort?: string; format?: { schema?: Record<string, unknown> } }
  anthropic_beta?: string[]
}

const object: Check = (value, path) => (isMembers(value) ? undefined : { kind: 'type', path, expected: ['object'], got: value })

/** A union in AWS's form: an object of which exactly one member is set. */
const union =
  (name: string, branches: Record<string, Check>): Check =>
  (value, path) => {
    if (!isMembers(value)) return { kind: 'type', path, expected: ['object'], got: value }
    const [key = '', ...more] = Object.keys(value)
    const branch = own(branches, key)
    if (!branch || more.length) return { kind: 'tag', path, key: name, allowed: Object.keys(branches), got: key }
    return branch(value[key], [...path, key])
  }

const NAME = '^[a-zA-Z0-9_-]+$'
const name = text({ min: 1, max: 64, pattern: NAME })

const bytes = text({ min: 1 })
const s3 = fields({ uri: text({ min: 1 }) }, { bucketOwner: text() })
const cachePoint = fields({ type: oneOf('default') }, { ttl: oneOf('5m', '1h') })
const image = fields({
  format: oneOf('png', 'jpeg', 'gif', 'webp'),
  source: union('ImageSource', { bytes, s3Location: s3 }),
})
const document = fields(
  {
    name: text({ min: 1, max: 200 }),
    source: union('DocumentSource', { bytes, text: text({ min: 1 }), s3Location: s3, content: list(object) }),
  },
  {
    format: oneOf('pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'),
    context: text(),
    citations: fields({ enabled: flag }),
  },
)

const toolUse = fields({ toolUseId: name, name, input: anything }, { type: oneOf('server_tool_use') })
const toolResult = fields(
  {
    toolUseId: name,
    content: list(union('ToolResultContentBlock', { json: anything, text: text(), image, document, searchResult: object })),
  },
  { status: oneOf('success', 'error'), type: text() },
)
const reasoning = union('ReasoningContentBlock', {
  reasoningText: fields({ text: text() }, { signature: text() }),
  redactedContent: bytes,
})

const message = fields({
  role: oneOf('user', 'assistant'),
  content: list(
    union('ContentBlock', {
      text: text(),
      image,
      document,
      toolUse,
      toolResult,
      reasoningContent: reasoning,
      cachePoint,
      guardContent: object,
      searchResult: object,
      citationsContent: object,
    }),
  ),
})

const toolSpec = fields(
  { name, inputSchema: union('ToolInputSchema', { json: object }) },
  { description: text({ min: 1 }), strict: flag },
)
const empty = fields({})

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html. Stricter than AWS, which skips what it does not know. */
export const checkBody: Check = fields(
  {},
  {
    messages: list(message),
    system: list(union('SystemContentBlock', { text: text({ min: 1 }), cachePoint, guardContent: object })),
    inferenceConfig: fields(
      {},
      {
        maxTokens: integer(1),
        temperature: decimal(0, 1),
        topP: decimal(0, 1),
        stopSequences: list(text({ min: 1 }), { max: 2500 }),
      },
    ),
    toolConfig: fields(
      { tools: list(union('Tool', { toolSpec, cachePoint, systemTool: fields({ name }) }), { min: 1 }) },
      { toolChoice: union('ToolChoice', { auto: empty, any: empty, tool: fields({ name }) }) },
    ),
    guardrailConfig: fields(
      { guardrailIdentifier: text(), guardrailVersion: text() },
      { trace: text(), streamProcessingMode: text() },
    ),
    additionalModelRequestFields: object,
    additionalModelResponseFieldPaths: list(text({ min: 1, max: 256 }), { max: 10 }),
    promptVariables: record(union('PromptVariableValues', { text: text() })),
    requestMetadata: record(text({ max: 256, pattern: '^[a-zA-Z0-9\\s:_@$#=/+,.-]*$' }), { max: 16 }),
    performanceConfig: fields({}, { latency: oneOf('standard', 'optimized') }),
    serviceTier: fields({ type: oneOf('priority', 'default', 'flex', 'reserved') }),
    outputConfig: fields(
      {},
      {
        effort: oneOf('low', 'medium', 'high', 'xhigh', 'max'),
        textFormat: fields({
          type: oneOf('json_schema'),
          structure: union('OutputFormatStructure', {
            jsonSchema: fields({ schema: text({ min: 1 }) }, { name: text({ min: 1 }), description: text({ min: 1 }) }),
          }),
        }),
      },
    ),
  },
)

const effort = oneOf('low', 'medium', 'high', 'xhigh', 'max')
const parallel = { disable_parallel_tool_use: flag }
const choiceType = { type: oneOf('auto', 'any', 'tool') }

/** What Claude's own checker says to the fields handed on to it. */
export const checkModelFields: Check = fields(
  {},
  {
    top_k: integer(0),
    thinking: fields(
      { type: oneOf('enabled', 'disabled', 'adaptive', 'between_tools') },
      { budget_tokens: integer(1024), display: oneOf('summarized', 'omitted') },
    ),
    tool_choice: fields(choiceType, { name, ...parallel }),
    output_config: fields({}, { effort, format: fields({ type: oneOf('json_schema'), schema: object }) }),
    anthropic_beta: list(text()),
  },
)
