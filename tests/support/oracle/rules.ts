import type { Wire } from './ask'

/** A difference that is meant. */
export interface Rule {
  wire: Wire
  /** Of the differences' paths: `body.messages[0].content`, or `path`, the address's own. */
  at: RegExp
  /** The names of the cases it is for; all where none are named. */
  in?: RegExp
  reason: string
  source: string
}

const CLAUDE = 'https://platform.claude.com/docs/en'
const GOOGLE = 'https://ai.google.dev/api/generate-content'
const CONVERSE = 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html'
const SCHEMAS = 'https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html'

export const RULES: Rule[] = [
  {
    wire: 'anthropic',
    at: /^body\.max_tokens$/,
    in: /^thinking/,
    reason: 'Anthropic counts thinking in max_tokens: 4000 are enough for 2000 of thinking, so the caller’s number is kept.',
    source: `${CLAUDE}/build-with-claude/extended-thinking`,
  },
  {
    wire: 'anthropic',
    at: /^body\.tools\[\d+\]\.eager_input_streaming$/,
    reason: 'Arguments sent eagerly may end cut off and are not checked; a caller who wants them so has to say it.',
    source: `${CLAUDE}/agents-and-tools/tool-use/fine-grained-tool-streaming`,
  },
  {
    wire: 'gemini',
    at: /^body\.generationConfig$/,
    reason: 'A config of which nothing was asked is left out.',
    source: GOOGLE,
  },
  {
    wire: 'gemini',
    at: /^body\.contents\[\d+\](\.parts\[\d+\])?$/,
    in: /^neighbours of one role$/,
    reason: 'Turns alternate: neighbours of one role are one turn, as on the other wires.',
    source: GOOGLE,
  },
  {
    wire: 'gemini',
    at: /^body\.tools\[\d+\]\.functionDeclarations\[\d+\]\.parametersJsonSchema$/,
    reason: 'Google takes JSON Schema as it is written, so no keyword is lost.',
    source: 'https://ai.google.dev/api/caching#FunctionDeclaration',
  },
  {
    wire: 'gemini',
    at: /^body\.tools\[\d+\]\.functionDeclarations\[\d+\]\.parameters$/,
    reason: 'The older field holds a part of OpenAPI’s schemas; additionalProperties is lost in it.',
    source: 'https://ai.google.dev/api/caching#FunctionDeclaration',
  },
  {
    wire: 'gemini',
    at: /^body\.tools\[\d+\]\.functionDeclarations\[\d+\]\.description$/,
    in: /^a tool without parameters$/,
    reason: 'A description nobody wrote is left out.',
    source: 'https://ai.google.dev/api/caching#FunctionDeclaration',
  },
  {
    wire: 'gemini',
    at: /^body\.contents\[\d+\]\.parts\[\d+\]\.functionResponse\.response\.(celsius|output)$/,
    reason: 'An object is the whole response, and anything else its `output`: Google’s own words for it.',
    source: 'https://ai.google.dev/api/caching#FunctionResponse',
  },
  {
    wire: 'gemini',
    at: /^body\.contents\[\d+\]\.parts\[\d+\]\.functionResponse\.response\.(name|content)$/,
    reason: 'The name stands beside the response already; a result inside another object is not what the function gave.',
    source: 'https://ai.google.dev/api/caching#FunctionResponse',
  },
  {
    wire: 'gemini',
    at: /^body\.generationConfig\.responseJsonSchema$/,
    reason: 'Google takes JSON Schema as it is written, so no keyword is lost.',
    source: 'https://ai.google.dev/gemini-api/docs/structured-output',
  },
  {
    wire: 'gemini',
    at: /^body\.generationConfig\.responseSchema$/,
    reason: 'The older field holds a part of OpenAPI’s schemas, and excludes responseJsonSchema.',
    source: 'https://ai.google.dev/gemini-api/docs/structured-output',
  },
  {
    wire: 'gemini',
    at: /^body\.generationConfig\.thinkingConfig\.thinkingLevel$/,
    reason: 'The values of the enum are written in capitals; small letters are taken, too.',
    source: 'https://ai.google.dev/api/generate-content#ThinkingConfig',
  },
  {
    wire: 'converse',
    at: /^body\.system$/,
    reason: 'An empty list of system texts is left out.',
    source: CONVERSE,
  },
  {
    wire: 'converse',
    at: /^body\.additionalModelResponseFieldPaths$/,
    reason: 'Which stop sequence was met has no place in OpenAI’s answers, so it is not asked for.',
    source: CONVERSE,
  },
  {
    wire: 'converse',
    at: /^body\.inferenceConfig\.topK$/,
    reason: 'Converse’s inferenceConfig has no topK, and unknown members are a 400.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html',
  },
  {
    wire: 'converse',
    at: /^body\.additionalModelRequestFields$/,
    in: /^temperature and top_k$/,
    reason: 'top_k of a Claude is one of its own fields.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html',
  },
  {
    wire: 'converse',
    at: /^body\.inferenceConfig\.topP$/,
    in: /^temperature and top_p$/,
    reason: 'Claude 4.5 refuses temperature and top_p together; top_p is dropped, as on Anthropic’s own wire.',
    source: `${CLAUDE}/about-claude/models/migrating-to-claude-4`,
  },
  {
    wire: 'converse',
    at: /^body\.inferenceConfig\.maxTokens$/,
    in: /^thinking/,
    reason: 'Claude counts thinking in its limit: 4000 are enough for 2000 of thinking, so the caller’s number is kept.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html',
  },
  {
    wire: 'converse',
    at: /^body\.messages\[\d+\]\.content\[\d+\]\.document\.name$/,
    reason: 'AWS asks for neutral names: a document’s name is read by the model as if it were part of the prompt.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html',
  },
  {
    wire: 'converse',
    at: /^body\.toolConfig\.tools\[\d+\](\.toolSpec\.(name|description))?$/,
    in: /^a tool that must be called$/,
    reason: 'The other tools are sent as well: the choice names the one to call.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html',
  },
  {
    wire: 'converse',
    at: /^body\.messages\[\d+\]\.content\[\d+\]\.toolResult\.content\[\d+\]\.(json|text)$/,
    reason: 'A result that is a JSON object has a member of its own.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolResultContentBlock.html',
  },
  {
    wire: 'converse',
    at: /^body\.(outputConfig|additionalModelRequestFields)$/,
    in: /^a schema/,
    reason: 'Converse has a field of its own for an output format; Claude’s own means the same, and never both are sent.',
    source: SCHEMAS,
  },
  {
    wire: 'converse',
    at: /^body\.toolConfig\.(toolChoice\.(tool|any)|tools\[0\]\.toolSpec\.(name|description))$/,
    in: /^a schema$/,
    reason: 'The tool that stands in for a schema has the schema’s own name, and is the one that must be called.',
    source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html',
  },
]
