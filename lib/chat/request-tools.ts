import { anyObject, type Check, flag, isObject, kinds, list, member, object, oneOf, refuse, text, textOf } from './check'
import { cacheControl } from './request-messages'

const MOST = 128

const name = textOf('1 to 64 letters, digits, underscores or dashes', /^[a-zA-Z0-9_-]{1,64}$/)

const functionObject = object({ name }, { description: text, parameters: anyObject, strict: flag })

const format = kinds({
  text: anyObject,
  grammar: object({ grammar: object({ definition: text, syntax: oneOf('lark', 'regex') }) }),
})

const tool = kinds({
  function: object({ function: functionObject }, { cache_control: cacheControl }),
  custom: object({ custom: object({ name }, { description: text, format }) }),
})

export const tools = list(tool, { most: MOST, of: 'tools' })

export const functions: Check = (value, path) => {
  if (Array.isArray(value) && value.length === 0) refuse(path, `a list of 1 to ${MOST} functions`, value)
  list(functionObject, { most: MOST, of: 'functions' })(value, path)
}

const named = object({ name: text })

const allowedTool = kinds({ function: object({ function: named }), custom: object({ custom: named }) })

const choiceObject = kinds({
  function: object({ function: named }),
  custom: object({ custom: named }),
  allowed_tools: object({
    allowed_tools: object({ mode: oneOf('auto', 'required'), tools: list(allowedTool, { of: 'tools' }) }),
  }),
})

const choiceWord = oneOf('none', 'auto', 'required')

export const toolChoice: Check = (value, path) => {
  if (typeof value === 'string') return choiceWord(value, path)
  if (!isObject(value)) return refuse(path, '"none", "auto", "required" or an object that names a tool', value)
  choiceObject(value, path)
}

export const functionCall: Check = (value, path) => {
  if (value === 'none' || value === 'auto') return
  if (!isObject(value)) return refuse(path, '"none", "auto" or an object with the name of a function', value)
  named(value, path)
}

export const responseFormat = kinds({
  text: anyObject,
  json_object: anyObject,
  json_schema: object({ json_schema: object({ name }, { description: text, schema: anyObject, strict: flag }) }),
})

/** Every tool a choice names must be there: no provider can call one it was not told about. */
export function checkChoice(choice: unknown, tools: unknown[]): void {
  if (!isObject(choice)) return
  const names = new Set(tools.map(nameOf))
  const allowed = member(choice, 'allowed_tools') as { tools: unknown[] } | undefined
  if (!allowed) checkName(choice, 'tool_choice', names)
  else for (const [index, tool] of allowed.tools.entries()) checkName(tool, `tool_choice.allowed_tools.tools[${index}]`, names)
}

function checkName(entry: unknown, path: string, names: Set<string>) {
  const { type } = entry as { type: 'function' | 'custom' }
  if (!names.has(nameOf(entry))) refuse(`${path}.${type}.name`, 'the name of one of the tools', entry)
}

/** Kind and name of a checked tool or choice. */
function nameOf(entry: unknown): string {
  const { type, ...inner } = entry as { type: string } & Record<string, { name: string }>
  return `${type} ${inner[type]!.name}`
}
