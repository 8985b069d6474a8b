import { schemaProblem } from '../anthropic/schema'
import { isMembers } from '../shape'
import type { WireError } from '../wire-error'
import { invalid, pathOf, refused } from './errors'
import { brokenHistory } from './history'
import { type ConverseBody, checkModelFields } from './request'

/** What no single field can say. Returns the first rule that is broken. */
export function brokenRule(body: ConverseBody): WireError | undefined {
  for (const rule of [modelFields, limits, sampling, thinking, tools, choice, output, caching, brokenHistory]) {
    const broken = rule(body)
    if (broken) return broken
  }
}

type Rule = (body: ConverseBody) => WireError | undefined

/** Tokens of the longest answer, thinking included: room for the least budget of thinking, and more. */
export const MOST_TOKENS = 4000

const modelFields: Rule = ({ additionalModelRequestFields: fields = {}, inferenceConfig = {}, toolConfig, outputConfig }) => {
  const problem = checkModelFields(fields, [])
  if (problem) {
    const at = pathOf(problem.path)
    return refused(problem.kind === 'unknown' ? `${at}: Extra inputs are not permitted` : `${at}: Input should be valid`)
  }
  const twice =
    (fields.tool_choice && toolConfig?.toolChoice && 'tool_choice') ||
    (fields.output_config?.effort && outputConfig?.effort && 'output_config.effort') ||
    (fields.output_config?.format && outputConfig?.textFormat && 'output_config.format')
  if (twice)
    return invalid(`The additional field ${twice} conflicts with an existing field. Remove the additional field and try again.`)
  if (inferenceConfig.stopSequences?.some(each => !each.trim()))
    return refused('stop_sequences: each stop sequence must contain non-whitespace')
}

const limits: Rule = ({ inferenceConfig: { maxTokens = 0 } = {}, guardrailConfig }) => {
  if (maxTokens > MOST_TOKENS)
    return invalid(
      `The maximum tokens you requested exceeds the model limit of ${MOST_TOKENS}. Try again with a maximum tokens value that is lower than ${MOST_TOKENS}.`,
    )
  if (guardrailConfig) return invalid('The guardrail identifier or version provided in the request does not exist.')
}

const sampling: Rule = ({ inferenceConfig: { temperature, topP } = {} }) => {
  if (temperature === undefined || topP === undefined) return
  return refused('`temperature` and `top_p` cannot both be specified for this model. Please use only one.')
}

const thinking: Rule = ({ additionalModelRequestFields: fields = {}, inferenceConfig = {}, toolConfig }) => {
  const { thinking, top_k, tool_choice } = fields
  if (thinking && thinking.type !== 'enabled' && thinking.type !== 'disabled')
    return refused(`${thinking.type} thinking is not supported on this model.`)
  if (thinking?.type !== 'enabled') return
  if (thinking.budget_tokens === undefined) return refused('thinking.enabled.budget_tokens: Field required')
  const { maxTokens = MOST_TOKENS, temperature, topP } = inferenceConfig
  if (maxTokens <= thinking.budget_tokens) return refused('`max_tokens` must be greater than `thinking.budget_tokens`.')
  if (temperature !== undefined && temperature !== 1)
    return refused('`temperature` may only be set to 1 when thinking is enabled.')
  if (topP !== undefined && topP < 0.95)
    return refused('`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled.')
  if (top_k !== undefined) return refused('`top_k` must be unset when thinking is enabled.')
  const { any, tool } = toolConfig?.toolChoice ?? {}
  if (any || tool || (tool_choice && tool_choice.type !== 'auto'))
    return refused('Thinking may not be enabled when tool_choice forces tool use.')
}

const tools: Rule = ({ toolConfig }) => {
  const seen = new Set<string>()
  for (const [index, { toolSpec }] of (toolConfig?.tools ?? []).entries()) {
    if (!toolSpec) continue
    const at = `toolConfig.tools.${index}.toolSpec`
    if (seen.has(toolSpec.name)) return invalid(`The tool ${toolSpec.name} is already defined at ${at}.`)
    seen.add(toolSpec.name)
    const schema = toolSpec.inputSchema.json
    if (schema.type !== 'object') return invalid(`The value at ${at}.inputSchema.json.type must be one of the following: object.`)
    const combined = ['oneOf', 'allOf', 'anyOf'].find(keyword => Object.hasOwn(schema, keyword))
    if (combined)
      return refused(`tools.${index}.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`)
    const problem = toolSpec.strict ? schemaProblem(schema) : undefined
    if (problem) return refused(`tools.${index}.custom: ${problem}`)
  }
}

const choice: Rule = ({ toolConfig, additionalModelRequestFields: { tool_choice } = {} }) => {
  if (tool_choice && !toolConfig) return refused('tool_choice: may only be specified while providing tools')
  const name = toolConfig?.toolChoice?.tool?.name ?? tool_choice?.name
  if (name === undefined || toolConfig?.tools.some(({ toolSpec }) => toolSpec?.name === name)) return
  return refused(`tool_choice.tool: Tool '${name}' not found in provided tools`)
}

const output: Rule = ({ outputConfig, additionalModelRequestFields: { output_config } = {} }) => {
  if (outputConfig?.effort ?? output_config?.effort) return refused('This model does not support the effort parameter.')
  const text = outputConfig?.textFormat?.structure.jsonSchema.schema
  const schema = text === undefined ? output_config?.format?.schema : parsed(text)
  if (text !== undefined && !isMembers(schema))
    return invalid('The value at outputConfig.textFormat.structure.jsonSchema.schema must be a JSON schema.')
  const problem = isMembers(schema) ? schemaProblem(schema) : undefined
  if (problem) return refused(`output_config.format.schema: ${problem}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {}
}

const MOST_CACHED = 4

const caching: Rule = ({ messages = [], system = [], toolConfig }) => {
  const blocks = [...messages.flatMap(({ content }) => content), ...system, ...(toolConfig?.tools ?? [])]
  const found = blocks.filter(({ cachePoint }) => cachePoint).length
  if (found > MOST_CACHED)
    return refused(`A maximum of ${MOST_CACHED} blocks with cache_control may be provided. Found ${found}.`)
}
