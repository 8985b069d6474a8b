import type { ChatRequest, Note, Tool, ToolChoice } from '@/lib/chat/types'
import type { Ask } from '../wire'
import { noteCacheControl } from './parts'
import type { Structure } from './structure'
import type { FunctionCallingConfig, FunctionDeclaration, GeminiBody } from './types'

interface Tools {
  body: Pick<GeminiBody, 'tools' | 'toolConfig'>
  notes: Note[]
}

/** Functions with their whole schemas, the choice among them, and the function that stands for a schema. */
export function toTools(request: ChatRequest, ask: Ask, structure: Structure): Tools {
  const asked = request.tools ?? []
  if (!asked.length) return { body: {}, notes: [] }
  if (!ask.can.tools) return withoutTools(request, `${ask.can.name} cannot call tools.`, 'dropped')
  if (structure.kind === 'json' && ask.can.formatOrTools) {
    return withoutTools(
      request,
      `No tool may be called, and ${ask.can.name} takes either tools or a response schema.`,
      'emulated',
    )
  }
  const choice = request.tool_choice ?? undefined
  const notes: Note[] = [TOOLS_NOTE]
  const declared = asked.flatMap((tool, index) => declaration(tool, index, choice, notes))
  if (structure.kind === 'tool') {
    const { name, description, schema } = structure
    const config: FunctionCallingConfig = { mode: 'ANY' }
    if (choice) notes.push({ param: 'tool_choice', action: 'changed', from: choice, to: config, at: CONFIG, why: ANSWER_WHY })
    return { body: bodyOf([...declared, { name, description, parametersJsonSchema: schema }], config), notes }
  }
  const config = choice && toConfig(choice, notes)
  const strict = ask.can.strictTools && asked.some(tool => tool.type === 'function' && tool.function.strict)
  return { body: bodyOf(declared, strict ? validated(config, asked, notes) : config), notes }
}

const ANSWER_WHY = 'The answer itself is a function here: the model calls it, or one of the tools.'

function bodyOf(functionDeclarations: FunctionDeclaration[], config: FunctionCallingConfig | undefined): Tools['body'] {
  if (!functionDeclarations.length) return {}
  return { tools: [{ functionDeclarations }], ...(config && { toolConfig: { functionCallingConfig: config } }) }
}

const TOOLS_NOTE: Note = {
  param: 'tools',
  action: 'moved',
  at: 'tools[0].functionDeclarations',
  why: 'Gemini writes a tool as name, description and parametersJsonSchema.',
}

function withoutTools({ tool_choice }: ChatRequest, why: string, action: 'dropped' | 'emulated'): Tools {
  const notes: Note[] = [{ param: 'tools', action, why }]
  if (tool_choice) notes.push({ param: 'tool_choice', action, from: tool_choice, why })
  return { body: {}, notes }
}

function declaration(tool: Tool, index: number, choice: ToolChoice | undefined, notes: Note[]): FunctionDeclaration[] {
  const at = `tools[${index}]`
  const refuse = (param: string, why: string) => {
    notes.push({ param, action: 'refused', why })
    return []
  }
  if (tool.type !== 'function') return refuse(at, 'Gemini takes function tools only; a custom tool has no schema to give it.')
  const { name, description, parameters } = tool.function
  if (!/^[a-zA-Z_]/.test(name))
    return refuse(`${at}.function.name`, 'Gemini wants names that begin with a letter or an underscore.')
  noteCacheControl(tool.cache_control, at, notes)
  if (!allowed(name, choice)) return []
  return [
    {
      name,
      ...(description && { description }),
      ...(parameters && { parametersJsonSchema: { ...parameters, type: 'object' } }),
    },
  ]
}

/** With ANY Gemini has a list of names; with AUTO the others are left out. */
function allowed(name: string, choice: ToolChoice | undefined): boolean {
  if (!choice || typeof choice === 'string' || choice.type !== 'allowed_tools' || choice.allowed_tools.mode === 'required')
    return true
  return namesIn(choice).includes(name)
}

const namesIn = (choice: Extract<ToolChoice, { type: 'allowed_tools' }>) =>
  choice.allowed_tools.tools.flatMap(({ function: named }) => named?.name ?? [])

function toConfig(choice: ToolChoice, notes: Note[]): FunctionCallingConfig | undefined {
  const to = spelled(choice)
  if (!to) {
    notes.push({ param: 'tool_choice', action: 'refused', from: choice, why: 'Gemini takes function tools only.' })
    return undefined
  }
  const filtered = typeof choice === 'object' && choice.type === 'allowed_tools' && to.mode === 'AUTO'
  const why = filtered
    ? 'Gemini has a list of allowed tools only where one must be called: the others are left out.'
    : 'Gemini writes the choice as a mode and names.'
  notes.push({ param: 'tool_choice', action: 'moved', from: choice, to, at: CONFIG, why })
  return to
}

const CONFIG = 'toolConfig.functionCallingConfig'

function spelled(choice: ToolChoice): FunctionCallingConfig | undefined {
  if (choice === 'none') return { mode: 'NONE' }
  if (choice === 'auto') return { mode: 'AUTO' }
  if (choice === 'required') return { mode: 'ANY' }
  if (choice.type === 'function') return { mode: 'ANY', allowedFunctionNames: [choice.function.name] }
  if (choice.type !== 'allowed_tools') return undefined
  if (choice.allowed_tools.mode === 'auto') return { mode: 'AUTO' }
  return { mode: 'ANY', allowedFunctionNames: namesIn(choice) }
}

/** Gemini is strict about all tools or about none, by the mode. */
function validated(config: FunctionCallingConfig | undefined, tools: Tool[], notes: Note[]): FunctionCallingConfig {
  const free = !config || config.mode === 'AUTO'
  const to: FunctionCallingConfig = free ? { ...config, mode: 'VALIDATED' } : config
  const note: Omit<Note, 'param'> = free
    ? {
        action: 'moved',
        from: true,
        to: to.mode,
        at: `${CONFIG}.mode`,
        why: 'Gemini is strict about all tools at once, by the mode.',
      }
    : { action: 'kept', from: true, why: `Calls keep to their schemas in the mode ${to.mode} anyway; nothing to send.` }
  for (const [index, tool] of tools.entries()) {
    if (tool.type === 'function' && tool.function.strict) notes.push({ ...note, param: `tools[${index}].function.strict` })
  }
  return to
}
