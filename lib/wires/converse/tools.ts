import type { ChatRequest, FunctionTool, Note, Tool, ToolChoice } from '@/lib/chat/types'
import { closedSchema } from '../closed-schema'
import type { Ask } from '../wire'
import { cachePoint } from './cache'
import type { Structure } from './structure'
import type { ConverseToolChoice, ToolBlock, ToolConfig, Turn } from './types'

interface Tools {
  toolConfig?: ToolConfig
  /** For the end of the system text: what Converse has no other word for. */
  instruction?: string
  notes: Note[]
}

/** Tools with their whole schemas, the choice among them, and the tool that stands for a schema. */
export function toTools(request: ChatRequest, turns: Turn[], ask: Ask, structure: Structure): Tools {
  const asked = request.tools ?? []
  const called = calledTools(turns)
  if (asked.length && !ask.can.tools) return withoutTools(request, ask)
  if (structure.kind !== 'tool') {
    if (!asked.length) return called.length ? forHistory(called) : { notes: [] }
    return request.tool_choice === 'none' ? noneOf(asked, called, ask) : choiceOf(asked, request.tool_choice, ask)
  }
  const none = request.tool_choice === 'none'
  const { toolConfig, notes } = none || !asked.length ? { notes: [] } : choiceOf(asked, request.tool_choice, ask)
  const tools = [...(toolConfig?.tools ?? []), answerTool(structure)]
  const toolChoice = toolConfig ? { any: {} } : { tool: { name: structure.name } }
  return { toolConfig: { tools, toolChoice }, notes: none ? [leftOut(ask)] : notes }
}

function choiceOf(asked: Tool[], choice: ToolChoice | null | undefined, ask: Ask): Tools {
  const notes: Note[] = [{ ...TOOLS_NOTE }]
  const offered = toolBlocks(asked, choice, ask, notes)
  const chosen = choice ? toChoice(choice, ask, notes) : undefined
  const tools = chosen?.only ? keepOnly(offered, chosen.only) : offered
  if (!tools.length) return { notes }
  return { toolConfig: { tools, ...(chosen && { toolChoice: chosen.choice }) }, notes }
}

const TOOLS_NOTE: Note = {
  param: 'tools',
  action: 'moved',
  at: 'toolConfig.tools',
  why: 'Bedrock writes a tool as toolSpec, its schema as inputSchema.json.',
}

/** The tools stay where the history speaks of them, and the model is told to call none. */
function noneOf(asked: Tool[], called: string[], ask: Ask): Tools {
  if (!called.length) return { notes: [leftOut(ask)] }
  const notes: Note[] = [{ ...TOOLS_NOTE }]
  const tools = toolBlocks(asked, 'none', ask, notes)
  const why = 'Bedrock has no choice of none, and wants the tools that were called before: the model is told to call none.'
  const told: Note = { param: 'tool_choice', action: emulated(ask), from: 'none', to: NOT_NOW, at: 'system', why }
  return { toolConfig: { tools }, instruction: NOT_NOW, notes: [...notes, told] }
}

const NOT_NOW = 'Do not call any tool in this answer.'

const leftOut = (ask: Ask): Note => ({
  param: 'tool_choice',
  action: emulated(ask),
  from: 'none',
  why: 'Bedrock has no choice of none: the tools are left out.',
})

/** Done under every policy, for without it the answer would be a 400, or a call nobody wants. */
const emulated = ({ unsupported }: Ask) => (unsupported === 'drop' ? 'changed' : 'emulated')

function withoutTools({ tool_choice }: ChatRequest, { can }: Ask): Tools {
  const why = `${can.name} cannot call tools.`
  const notes: Note[] = [{ param: 'tools', action: 'dropped', why }]
  if (tool_choice) notes.push({ param: 'tool_choice', action: 'dropped', from: tool_choice, why })
  return { notes }
}

/** Names of the tools the history speaks of, each once. */
function calledTools(turns: Turn[]): string[] {
  const names = turns.flatMap(({ content }) => content.flatMap(block => block.toolUse?.name ?? []))
  const answered = turns.some(({ content }) => content.some(block => block.toolResult))
  return names.length || !answered ? [...new Set(names)] : ['tool']
}

/** A history with calls and results is a 400 without the tools, even where nothing is to be called any more. */
function forHistory(called: string[]): Tools {
  const tools = called.map((name): ToolBlock => ({ toolSpec: { name, inputSchema: { json: { type: 'object' } } } }))
  const why = 'Bedrock wants the tools that were called before; the model is told to call none.'
  const note: Note = { param: 'tools', action: 'added', to: called, at: 'toolConfig.tools', why }
  return { toolConfig: { tools }, instruction: NOT_NOW, notes: [note] }
}

function toolBlocks(asked: Tool[], choice: ToolChoice | null | undefined, ask: Ask, notes: Note[]): ToolBlock[] {
  return asked.flatMap((tool, index) => {
    if (tool.type === 'function') return allowed(tool, choice) ? toolBlock(tool, index, ask, notes) : []
    const why = 'Bedrock takes function tools only; a custom tool has no schema to give it.'
    notes.push({ param: `tools[${index}]`, action: 'refused', why })
    return []
  })
}

function toolBlock(tool: FunctionTool, index: number, ask: Ask, notes: Note[]): ToolBlock[] {
  const { name, description, parameters = { properties: {} } } = tool.function
  const toolSpec = {
    name,
    // An empty description is a 400.
    ...(description?.trim() && { description }),
    inputSchema: { json: { ...parameters, type: 'object' } },
    ...(tool.function.strict && strict(tool, index, ask, notes)),
  }
  return [{ toolSpec }, ...cachePoint(tool.cache_control, `tools[${index}]`, notes)]
}

/** A strict tool is a 400 where its schema cannot be held to the letter. */
function strict({ function: { parameters = {} } }: FunctionTool, index: number, { can }: Ask, notes: Note[]): { strict?: true } {
  const param = `tools[${index}].function.strict`
  const drop = (why: string) => {
    notes.push({ param, action: 'dropped', from: true, why })
    return {}
  }
  if (!can.strictTools) return drop(`${can.name} has no strict tools.`)
  const schema = { type: 'object', properties: {}, ...parameters }
  const closed = closedSchema(schema, `tools[${index}].function.parameters`, 'Bedrock')
  if ('why' in closed) return drop(`Bedrock cannot be strict about this schema: ${closed.why}.`)
  const [first] = closed.notes
  return first ? drop(`Bedrock cannot be strict about ${first.param}.`) : { strict: true }
}

function allowed(tool: FunctionTool, choice: ToolChoice | null | undefined): boolean {
  if (!choice || typeof choice === 'string' || choice.type !== 'allowed_tools') return true
  return choice.allowed_tools.tools.some(({ function: named }) => named?.name === tool.function.name)
}

const answerTool = ({ name, description, schema }: Extract<Structure, { kind: 'tool' }>): ToolBlock => ({
  toolSpec: { name, description, inputSchema: { json: { ...schema, type: 'object' } } },
})

/** `only`: the one tool left to choose, where the model cannot be made to take it. */
interface Chosen {
  choice: ConverseToolChoice
  only?: string
}

function toChoice(choice: ToolChoice, ask: Ask, notes: Note[]): Chosen | undefined {
  const to = spelled(choice)
  if (!to) {
    notes.push({ param: 'tool_choice', action: 'refused', from: choice, why: 'Bedrock takes function tools only.' })
    return undefined
  }
  if (ask.can.forcedTool === 'never' && !('auto' in to)) {
    const relaxed = relax(to, `${ask.can.name} cannot be made to call a tool.`)
    notes.push({ ...relaxed.note, from: choice })
    return relaxed
  }
  const filtered = typeof choice === 'object' && choice.type === 'allowed_tools'
  const why = filtered
    ? 'Bedrock has no list of allowed tools: the others are left out.'
    : 'Bedrock writes the choice as an object.'
  notes.push({ param: 'tool_choice', action: 'moved', from: choice, to, at: 'toolConfig.toolChoice', why })
  return { choice: to }
}

function spelled(choice: ToolChoice): ConverseToolChoice | undefined {
  if (choice === 'auto') return { auto: {} }
  if (choice === 'required') return { any: {} }
  if (typeof choice === 'string') return undefined
  if (choice.type === 'function') return { tool: { name: choice.function.name } }
  if (choice.type === 'allowed_tools') return choice.allowed_tools.mode === 'required' ? { any: {} } : { auto: {} }
  return undefined
}

/** A forced choice where it cannot be forced: the model may still decide against it. */
export function relax(choice: ConverseToolChoice, reason: string): Chosen & { note: Note } {
  const only = 'tool' in choice ? choice.tool.name : undefined
  const to: ConverseToolChoice = { auto: {} }
  const why = only ? `${reason} Only ${only} is offered, and the model decides.` : `${reason} The model decides.`
  return {
    choice: to,
    only,
    note: { param: 'tool_choice', action: 'changed', from: choice, to, at: 'toolConfig.toolChoice', why },
  }
}

/** The one tool, and the cache point behind it. */
export function keepOnly(tools: ToolBlock[], name: string): ToolBlock[] {
  const at = tools.findIndex(tool => tool.toolSpec?.name === name)
  return tools.slice(at, tools[at + 1]?.cachePoint ? at + 2 : at + 1)
}
