import type { FunctionObject, JsonSchema, Tool, ToolChoice } from '@/lib/chat/types'
import { isObject } from './check'
import type { Params, Prompt } from './types'

/** So many tools every dialect takes. */
export const MOST_TOOLS = 128

const NAME = /^[a-zA-Z0-9_-]{1,64}$/

export function toolName(tool: Tool): string {
  return tool.type === 'custom' ? tool.custom.name : tool.function.name
}

/** The tool under another name; everything else stays. */
export function renamed(tool: Tool, name: string): Tool {
  if (tool.type === 'custom') return { ...tool, custom: { ...tool.custom, name } }
  return { ...tool, function: { ...tool.function, name } }
}

/** What is wrong with each tool, as sentences; an empty list where nothing is. */
export function toolProblems(tools: readonly Tool[]): string[][] {
  return tools.map((tool, index) => {
    const name = toolName(tool)
    const problems: string[] = []
    if (!NAME.test(name)) problems.push('A name has 1 to 64 letters, digits, _ or -.')
    if (name && tools.findIndex(other => toolName(other) === name) < index) problems.push(`Another tool is called ${name}, too.`)
    if (index >= MOST_TOOLS) problems.push(`${MOST_TOOLS} tools are the most; this is number ${index + 1}.`)
    return problems
  })
}

/** A name no tool has yet: `new_tool`, `new_tool_2`. */
export function freeName(tools: readonly Tool[], name: string): string {
  const taken = new Set(tools.map(toolName))
  const base = name.replace(/_\d+$/, '').slice(0, 60)
  if (!taken.has(name)) return name
  for (let count = 2; ; count++) if (!taken.has(`${base}_${count}`)) return `${base}_${count}`
}

export function emptyTool(tools: readonly Tool[]): Tool {
  const parameters: JsonSchema = { type: 'object', properties: {}, required: [], additionalProperties: false }
  return { type: 'function', function: { name: freeName(tools, 'new_tool'), description: '', parameters } }
}

/**
 * The choice that goes with a changed list: a choice that names a tool follows its new name, and leaves with it; without tools
 * a choice would be refused.
 */
export function followChoice({ tools, tool_choice: choice }: Params, next: readonly Tool[]): ToolChoice | null | undefined {
  if (!next.length) return undefined
  const name = chosenName(choice)
  if (name === undefined || next.some(tool => toolName(tool) === name)) return choice
  const index = tools?.findIndex(tool => toolName(tool) === name) ?? -1
  return tools?.length === next.length && next[index] ? choiceOf(next[index]) : undefined
}

/** The mocks that go with a changed list: that of a renamed tool follows it, unless the new name has one already. */
export function followMocks({ params, mocks }: Prompt, next: readonly Tool[]): Prompt['mocks'] {
  const before = params.tools ?? []
  const at = before.length === next.length ? next.findIndex((tool, index) => toolName(tool) !== toolName(before[index]!)) : -1
  if (at < 0 || !mocks) return mocks
  const [from, to] = [toolName(before[at]!), toolName(next[at]!)]
  const moved = next.slice(at + 1).every((tool, index) => tool === before[at + 1 + index])
  if (!moved || !Object.hasOwn(mocks, from) || Object.hasOwn(mocks, to)) return mocks
  const { [from]: text, ...others } = mocks
  return { ...others, [to]: text! }
}

/** The choice of one tool by its name. */
export function choiceOf(tool: Tool): ToolChoice {
  const name = toolName(tool)
  return tool.type === 'custom' ? { type: 'custom', custom: { name } } : { type: 'function', function: { name } }
}

/** The name a choice names. */
export function chosenName(choice: ToolChoice | null | undefined): string | undefined {
  if (!isObject(choice) || (choice.type !== 'function' && choice.type !== 'custom')) return
  // From a link it may name none.
  const named: unknown = choice[choice.type as keyof typeof choice]
  return isObject(named) && typeof named.name === 'string' ? named.name : undefined
}

/**
 * Tools out of what people have at hand: OpenAI's `tools` (nested or flat) or legacy `functions`, Anthropic's, Gemini's, Bedrock's
 * or MCP's, one or a list or the body around them. `undefined` where there are none.
 */
export function toTools(value: unknown): Tool[] | undefined {
  if (Array.isArray(value)) {
    const tools = value.map(toTools)
    return tools.length && tools.every(tool => tool !== undefined) ? tools.flat() : undefined
  }
  if (!isObject(value)) return
  const inner = value.tools ?? value.functions ?? value.functionDeclarations ?? value.function_declarations
  if (Array.isArray(inner)) return toTools(inner)
  if (isObject(value.toolConfig)) return toTools(value.toolConfig)
  if (isObject(value.toolSpec)) return toTools(value.toolSpec)
  const tool = toTool(value)
  return tool && [tool]
}

/** One tool as OpenAI writes it, whatever its members beside the name; `undefined` where it is none. */
export function toTool(value: Record<string, unknown>): Tool | undefined {
  if (value.type === 'custom' && isNamed(value.custom)) return value as unknown as Tool
  if (value.type === 'function' && isNamed(value.function))
    return isFunction(value.function) ? (value as unknown as Tool) : undefined
  if (!isNamed(value) || (value.type !== undefined && value.type !== 'function' && value.type !== 'custom')) return
  const { type: _, input_schema, inputSchema, parametersJsonSchema, ...fn } = value
  const schema = input_schema ?? parametersJsonSchema ?? (isObject(inputSchema) && inputSchema.json) ?? inputSchema
  const made = { ...fn, ...(isObject(schema) && { parameters: schema }) }
  return isFunction(made) ? { type: 'function', function: made as unknown as FunctionObject } : undefined
}

function isNamed(value: unknown): value is Record<string, unknown> & { name: string } {
  return isObject(value) && typeof value.name === 'string'
}

function isFunction({ description, parameters }: Record<string, unknown>): boolean {
  return (description == null || typeof description === 'string') && (parameters == null || isObject(parameters))
}
