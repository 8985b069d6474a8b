import type { WireError } from '../wire-error'
import { invalid } from './errors'
import { brokenHistory } from './history'
import type { MessagesBody } from './request'
import { schemaProblem } from './schema'

/** What no single field can say. Returns the first rule that is broken. */
export function brokenRule(body: MessagesBody): WireError | undefined {
  for (const rule of [limits, sampling, thinking, tools, choice, output, caching, brokenHistory]) {
    const broken = rule(body)
    if (broken) return broken
  }
}

type Rule = (body: MessagesBody) => WireError | undefined

/** Tokens of the longest answer, thinking included: room for the least budget of thinking, and more. */
const MOST_TOKENS = 4000
const DOCS = 'https://docs.claude.com/en/docs/build-with-claude/extended-thinking'

const limits: Rule = ({ model, max_tokens, stop_sequences, container, speed }) => {
  if (max_tokens > MOST_TOKENS)
    return invalid(
      `max_tokens: ${max_tokens} > ${MOST_TOKENS}, which is the maximum allowed number of output tokens for ${model}`,
    )
  if (stop_sequences?.some(each => !each.trim())) return invalid('stop_sequences: each stop sequence must contain non-whitespace')
  if (container != null) return invalid('container: the sandbox has no containers')
  if (speed === 'fast') return invalid(`speed: ${model} does not support fast mode`)
}

const sampling: Rule = ({ temperature, top_p }) => {
  if (temperature === undefined || top_p === undefined) return
  return invalid('`temperature` and `top_p` cannot both be specified for this model. Please use only one.')
}

const thinking: Rule = ({ thinking, max_tokens, temperature, top_p, top_k, tool_choice, model }) => {
  if (thinking?.type === 'adaptive') return invalid(`adaptive thinking is not supported on this model: ${model}`)
  if (thinking?.type === 'between_tools') return invalid(`thinking.type.between_tools is not supported on this model: ${model}`)
  if (thinking?.type !== 'enabled') return
  if (max_tokens <= thinking.budget_tokens)
    return invalid(
      `\`max_tokens\` must be greater than \`thinking.budget_tokens\`. Please consult our documentation at ${DOCS}#max-tokens-and-context-window-size`,
    )
  if (temperature !== undefined && temperature !== 1)
    return invalid(
      `\`temperature\` may only be set to 1 when thinking is enabled. Please consult our documentation at ${DOCS}#important-considerations-when-using-extended-thinking`,
    )
  if (top_p !== undefined && top_p < 0.95)
    return invalid(
      `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled. Please consult our documentation at ${DOCS}`,
    )
  if (top_k !== undefined)
    return invalid(`\`top_k\` must be unset when thinking is enabled. Please consult our documentation at ${DOCS}`)
  if (tool_choice?.type === 'any' || tool_choice?.type === 'tool')
    return invalid('Thinking may not be enabled when tool_choice forces tool use.')
}

const tools: Rule = ({ tools }) => {
  const seen = new Set<string>()
  for (const [index, tool] of (tools ?? []).entries()) {
    if (!('input_schema' in tool)) continue
    if (seen.has(tool.name)) return invalid('tools: Tool names must be unique.')
    seen.add(tool.name)
    const { input_schema: schema } = tool
    const at = `tools.${index}.custom`
    if (schema.oneOf || schema.allOf || schema.anyOf)
      return invalid(`${at}.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`)
    if (Object.keys(schema.properties ?? {}).some(key => !/^[a-zA-Z0-9_.-]{1,64}$/.test(key)))
      return invalid(`${at}.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'`)
    const problem = tool.strict ? schemaProblem(schema) : undefined
    if (problem) return invalid(`${at}: ${problem}`)
  }
}

const choice: Rule = ({ tools, tool_choice }) => {
  if (!tool_choice) return
  if (!tools?.length) return invalid('tool_choice: may only be specified while providing tools')
  if (tool_choice.type === 'tool' && !tools.some(tool => 'name' in tool && tool.name === tool_choice.name))
    return invalid(`tool_choice.tool: Tool '${tool_choice.name}' not found in provided tools`)
}

const output: Rule = ({ output_config, model }) => {
  if (output_config?.effort) return invalid(`This model does not support the effort parameter: ${model}`)
  const problem = output_config?.format ? schemaProblem(output_config.format.schema) : undefined
  if (problem) return invalid(`output_config.format.schema: ${problem}`)
}

const MOST_CACHED = 4

const caching: Rule = ({ cache_control, tools, system, messages }) => {
  const found = countCached([cache_control && { cache_control }, tools, system, messages.map(message => message.content)])
  if (found <= MOST_CACHED) return
  return invalid(`A maximum of ${MOST_CACHED} blocks with cache_control may be provided. Found ${found}.`)
}

function countCached(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + countCached(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  const own = 'cache_control' in value && value.cache_control ? 1 : 0
  return own + ('content' in value ? countCached(value.content) : 0)
}
