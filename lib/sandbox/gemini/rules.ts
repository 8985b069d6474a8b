import type { FunctionDeclaration } from '@google/genai'
import { isMembers } from '../shape'
import type { WireError } from '../wire-error'
import { invalid } from './errors'
import { brokenHistory } from './history'
import type { GenerateBody } from './request'
import { schemaProblem } from './schema'

/** What no single field can say. Returns the first rule that is broken. */
export function brokenRule(body: GenerateBody, streamed: boolean): WireError | undefined {
  for (const rule of [brokenHistory, limits, candidates, logprobs, thinking, tools, choice, output]) {
    const broken = rule(body, streamed)
    if (broken) return broken
  }
}

type Rule = (body: GenerateBody, streamed: boolean) => WireError | undefined

/** Tokens of the longest answer, thinking included. */
export const MOST_TOKENS = 2000
/** The largest budget of a Gemini 2.5 Flash: a ceiling, far above what is ever used here. */
const MOST_BUDGET = 24_576

const limits: Rule = ({ generationConfig: { maxOutputTokens } = {}, ...body }) => {
  if ((maxOutputTokens ?? 0) > MOST_TOKENS)
    return invalid(
      `Unable to submit request because it has a maxOutputTokens value of ${maxOutputTokens} but the supported range is from 1 (inclusive) to ${MOST_TOKENS + 1} (exclusive). Update the value and try again.`,
    )
  for (const key of ['cachedContent', 'continuationToken'] as const)
    if (key in body) return invalid(`* GenerateContentRequest.${key}: not found. The sandbox keeps nothing.\n`)
}

const candidates: Rule = ({ generationConfig: { candidateCount = 1 } = {} }, streamed) => {
  if (streamed && candidateCount > 1) return invalid('Only one candidate can be specified when streaming.')
}

const logprobs: Rule = ({ generationConfig: { responseLogprobs, logprobs } = {} }, streamed) => {
  if (logprobs !== undefined && !responseLogprobs)
    return invalid('* GenerateContentRequest.generation_config.logprobs: response_logprobs must be true to set logprobs.\n')
  if (streamed && responseLogprobs) return invalid('Logprobs is not supported for streaming.')
}

const thinking: Rule = ({ generationConfig: { thinkingConfig } = {} }) => {
  const { thinkingBudget: budget, thinkingLevel: level } = thinkingConfig ?? {}
  if (budget !== undefined && level !== undefined)
    return invalid('You can only set only one of thinking budget and thinking level.')
  if (level !== undefined) return invalid('Thinking level is not supported for this model.')
  if (budget === undefined || (budget >= -1 && budget <= MOST_BUDGET)) return
  return invalid(`The thinking budget ${budget} is invalid. Please choose a value between 0 and ${MOST_BUDGET}.`)
}

export const declarationsOf = ({ tools }: GenerateBody): FunctionDeclaration[] =>
  (tools ?? []).flatMap(tool => tool.functionDeclarations ?? [])

const tools: Rule = body => {
  const others = (body.tools ?? []).flatMap(tool => Object.keys(tool)).find(kind => kind !== 'functionDeclarations')
  if (others) return invalid(`${others} is not enabled for models/gemini. The sandbox runs no tools of its own.`)
  const seen = new Set<string>()
  for (const [index, declared] of declarationsOf(body).entries()) {
    const at = `tools[0].function_declarations[${index}]`
    const { name = '', parameters, parametersJsonSchema } = declared
    if (!/^[a-zA-Z_][\w.:-]{0,127}$/.test(name))
      return invalid(
        `* GenerateContentRequest.${at}.name: Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.\n`,
      )
    if (seen.has(name)) return invalid(`Duplicate function declaration found: ${name}`)
    seen.add(name)
    if (parameters && parametersJsonSchema !== undefined)
      return invalid(`* GenerateContentRequest.${at}: parameters and parameters_json_schema cannot both be set.\n`)
    if (parameters && parameters.type?.toUpperCase() !== 'OBJECT')
      return invalid(`* GenerateContentRequest.${at}.parameters: should be of type OBJECT.\n`)
    if (parametersJsonSchema !== undefined && !(isMembers(parametersJsonSchema) && parametersJsonSchema.type === 'object'))
      return invalid(`* GenerateContentRequest.${at}.parameters_json_schema: should be of type object.\n`)
  }
}

const choice: Rule = body => {
  const { mode, allowedFunctionNames: allowed } = body.toolConfig?.functionCallingConfig ?? {}
  const declared = declarationsOf(body).map(({ name }) => name)
  if (mode !== undefined && mode !== 'NONE' && !declared.length)
    return invalid('Function calling config is set without function_declarations.')
  if (!allowed?.length) return
  if (mode !== 'ANY') return invalid('allowed_function_names should only be set when the function calling mode is ANY.')
  const stray = allowed.find(name => !declared.includes(name))
  if (stray) return invalid(`allowed_function_names: ${stray} is not among the function declarations.`)
}

const output: Rule = body => {
  const { responseMimeType: type, responseSchema, responseJsonSchema, responseModalities: kinds } = body.generationConfig ?? {}
  const other = kinds?.find(kind => kind !== 'TEXT')
  if (other)
    return invalid(`The requested combination of response modalities (${kinds!.join(', ')}) is not supported by the model.`)
  if (type !== undefined && type !== 'text/plain' && type !== 'application/json')
    return invalid(
      '* GenerateContentRequest.generation_config.response_mime_type: allowed mimetypes are `text/plain` and `application/json`.\n',
    )
  if (type === 'application/json' && declarationsOf(body).length)
    return invalid("Function calling with a response mime type: 'application/json' is unsupported")
  if (responseSchema && responseJsonSchema !== undefined)
    return invalid('* GenerateContentRequest.generation_config: response_schema and response_json_schema cannot both be set.\n')
  if ((responseSchema || responseJsonSchema !== undefined) && type !== 'application/json')
    return invalid(
      '* GenerateContentRequest.generation_config.response_mime_type: must be `application/json` when a response schema is set.\n',
    )
  const problem = responseJsonSchema === undefined ? undefined : schemaProblem(responseJsonSchema)
  if (problem) return invalid(`* GenerateContentRequest.generation_config.${problem}.\n`)
}
