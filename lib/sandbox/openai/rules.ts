import type { WireError } from '../wire-error'
import { invalid } from './errors'
import type { ChatBody } from './request'
import { rootProblem, strictProblem } from './schema'

/** What no single field can say. Returns the first rule that is broken. */
export function brokenRule(body: ChatBody): WireError | undefined {
  for (const rule of [tokens, logprobs, streaming, biases, outputs, prediction, tools, functions, format, history]) {
    const broken = rule(body)
    if (broken) return broken
  }
}

type Rule = (body: ChatBody) => WireError | undefined

/** Tokens of the longest answer, thinking included. */
export const MOST_TOKENS = 2000

const tokens: Rule = body => {
  for (const key of ['max_tokens', 'max_completion_tokens'] as const) {
    const asked = body[key] ?? 0
    if (asked > MOST_TOKENS)
      return invalid(
        key,
        `${key} is too large: ${asked}. This model supports at most ${MOST_TOKENS} completion tokens, whereas you provided ${asked}.`,
        'invalid_value',
      )
  }
  if (body.max_tokens == null || body.max_completion_tokens == null) return
  const message = "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
  return invalid('max_tokens', message, 'invalid_parameter_combination')
}

const logprobs: Rule = body => {
  if (body.top_logprobs == null || body.logprobs) return
  return invalid('top_logprobs', "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.")
}

const streaming: Rule = body => {
  if (body.stream_options == null || body.stream) return
  return invalid('stream_options', "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
}

const biases: Rule = ({ logit_bias }) => {
  const wrong = Object.keys(logit_bias ?? {}).find(key => !/^\d+$/.test(key))
  if (wrong === undefined) return
  return invalid('logit_bias', `Invalid key in 'logit_bias': ${wrong}. You should only be submitting non-negative integers.`)
}

const outputs: Rule = ({ model, modalities, audio, web_search_options, metadata }) => {
  if (modalities?.includes('audio'))
    return invalid('modalities', `Invalid value: 'audio'. Supported values for '${model}' are: 'text'.`, 'invalid_value')
  if (audio) return invalid('audio', "The 'audio' parameter is only allowed when 'modalities' includes 'audio'.")
  if (web_search_options) return invalid('web_search_options', 'Web search options not supported with this model.')
  const long = Object.keys(metadata ?? {}).find(key => key.length > 64)
  if (long !== undefined)
    return invalid(
      'metadata',
      `Invalid 'metadata': property name too long. Expected a property name with maximum length 64, but got one with length ${long.length} instead.`,
      'property_name_above_max_length',
    )
}

/** Predicted outputs exclude these. */
const prediction: Rule = body => {
  if (!body.prediction) return
  const clash = (
    ['tools', 'functions', 'logprobs', 'max_completion_tokens', 'presence_penalty', 'frequency_penalty'] as const
  ).find(key => body[key])
  const key = clash ?? ((body.n ?? 1) > 1 ? 'n' : undefined)
  if (key) return invalid('prediction', `Invalid parameter: 'prediction' is not supported with '${key}'.`)
}

const tools: Rule = body => {
  const { tools, tool_choice: choice } = body
  for (const key of ['tool_choice', 'parallel_tool_calls'] as const) {
    if (body[key] != null && !tools)
      return invalid(key, `Invalid value for '${key}': '${key}' is only allowed when 'tools' are specified.`)
  }
  const names = (tools ?? []).map(tool => (tool.type === 'function' ? tool.function.name : tool.custom.name))
  if (typeof choice === 'object' && 'function' in choice && !names.includes(choice.function.name))
    return invalid('tool_choice', `Invalid value for 'tool_choice': function '${choice.function.name}' not found in 'tools'.`)
  if (typeof choice === 'object' && 'allowed_tools' in choice) {
    const wrong = allowedNames(choice.allowed_tools.tools).find(name => !names.includes(name))
    if (wrong !== undefined)
      return invalid('tool_choice', `Invalid value for 'tool_choice': function '${wrong}' not found in 'tools'.`)
  }
  for (const [index, tool] of (tools ?? []).entries()) {
    if (tool.type !== 'function') continue
    const broken = functionRule(tool.function, `tools[${index}].function`, tool.function.strict === true)
    if (broken) return broken
  }
}

/** The names in an `allowed_tools` choice, whose entries OpenAI leaves open. */
export const allowedNames = (tools: readonly { [key: string]: unknown }[]) =>
  tools.map(tool => String((tool.function as { name?: unknown } | undefined)?.name))

const functions: Rule = ({ functions, function_call: choice, tools }) => {
  if (functions && tools) return invalid('functions', "Invalid parameter: 'functions' and 'tools' cannot be used together.")
  if (choice != null && !functions)
    return invalid(
      'function_call',
      "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
    )
  if (typeof choice === 'object' && !functions?.some(each => each.name === choice.name))
    return invalid(
      'function_call',
      `Invalid value for 'function_call': no function named '${choice.name}' was specified in the 'functions' parameter.`,
    )
  for (const [index, each] of (functions ?? []).entries()) {
    const broken = functionRule(each, `functions[${index}]`, false)
    if (broken) return broken
  }
}

function functionRule(each: { name: string; parameters?: unknown }, at: string, strict: boolean): WireError | undefined {
  if (each.parameters === undefined) return
  const problem = strict ? strictProblem(each.parameters) : rootProblem(each.parameters)
  if (problem)
    return invalid(`${at}.parameters`, `Invalid schema for function '${each.name}': ${problem}`, 'invalid_function_parameters')
}

const format: Rule = ({ response_format, messages }) => {
  if (response_format?.type === 'json_object') {
    if (/json/i.test(JSON.stringify(messages.map(message => message.content)))) return
    return invalid(
      'messages',
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    )
  }
  if (response_format?.type !== 'json_schema') return
  const { name, schema, strict } = response_format.json_schema
  if (schema === undefined)
    return invalid(
      'response_format.json_schema.schema',
      "Missing required parameter: 'response_format.json_schema.schema'.",
      'missing_required_parameter',
    )
  const problem = strict ? strictProblem(schema) : rootProblem(schema)
  if (problem) return invalid('response_format', `Invalid schema for response_format '${name}': ${problem}`)
}

/** Every tool message answers a call of the assistant's turn before it, and every call is answered. */
const history: Rule = ({ messages }) => {
  let open = new Set<string>()
  let caller = 0
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (open.delete(message.tool_call_id)) continue
      const known = messages.slice(0, index).some(each => each.role === 'assistant' && each.tool_calls?.length)
      return invalid(
        `messages.[${index}].${known ? 'tool_call_id' : 'role'}`,
        known
          ? `Invalid parameter: 'tool_call_id' of '${message.tool_call_id}' not found in 'tool_calls' of previous message.`
          : "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      )
    }
    if (open.size) return unanswered(open, caller)
    if (message.role !== 'assistant') continue
    if (message.content == null && !message.tool_calls && !message.function_call && message.refusal == null)
      return invalid(`messages.[${index}].content`, `Invalid value for 'content': expected a string, got null.`)
    open = new Set(message.tool_calls?.map(call => call.id))
    caller = index
  }
  return open.size ? unanswered(open, caller) : undefined
}

const unanswered = (open: Set<string>, index: number) =>
  invalid(
    `messages.[${index + 1}].role`,
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
  )
