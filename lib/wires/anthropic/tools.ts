import type { ToolChoice as AnthropicChoice, Tool as AnthropicTool } from '@anthropic-ai/sdk/resources/messages/messages'
import type { ChatRequest, FunctionTool, Note, Tool, ToolChoice } from '@/lib/chat/types'
import { closedSchema } from '../closed-schema'
import type { Ask } from '../wire'
import type { Structure } from './structure'

interface Tools {
  body: { tools?: AnthropicTool[]; tool_choice?: AnthropicChoice }
  notes: Note[]
}

/** Tools with their whole schemas, the choice among them, and the tool that stands for a schema. */
export function toTools(request: ChatRequest, ask: Ask, structure: Structure): Tools {
  const asked = request.tools ?? []
  const choice = asked.length ? (request.tool_choice ?? undefined) : undefined
  if (asked.length && !ask.can.tools) return withoutTools(request, ask)

  const notes: Note[] = asked.length ? [TOOLS_NOTE] : []
  const offered = asked.flatMap((tool, index) => functionTool(tool, index, choice, ask, notes))
  const chosen = choice && toChoice(choice, ask, notes)
  const kept = chosen?.only ? offered.filter(({ name }) => name === chosen.only) : offered
  const body: Tools['body'] = {
    ...(kept.length && { tools: kept }),
    ...(kept.length && chosen && { tool_choice: chosen.choice }),
  }
  if (structure.kind !== 'tool') return { body, notes }
  const { name, description, schema } = structure
  const free = kept.length > 0 && choice !== 'none'
  return {
    body: {
      tools: [...kept, { name, description, input_schema: { ...schema, type: 'object' } }],
      tool_choice: free ? { type: 'any' } : { type: 'tool', name },
    },
    notes,
  }
}

const TOOLS_NOTE: Note = {
  param: 'tools',
  action: 'moved',
  at: 'tools',
  why: 'Anthropic writes a tool as name, description and input_schema.',
}

function withoutTools({ tool_choice }: ChatRequest, { can }: Ask): Tools {
  const why = `${can.name} cannot call tools.`
  const notes: Note[] = [{ param: 'tools', action: 'dropped', why }]
  if (tool_choice) notes.push({ param: 'tool_choice', action: 'dropped', from: tool_choice, why })
  return { body: {}, notes }
}

function functionTool(tool: Tool, index: number, choice: ToolChoice | undefined, ask: Ask, notes: Note[]): AnthropicTool[] {
  if (tool.type !== 'function') {
    const why = 'Anthropic takes function tools only; a custom tool has no schema to give it.'
    notes.push({ param: `tools[${index}]`, action: 'refused', why })
    return []
  }
  if (!allowed(tool, choice)) return []
  const { name, description, parameters = { properties: {} } } = tool.function
  return [
    {
      name,
      ...(description && { description }),
      input_schema: { ...parameters, type: 'object' },
      ...(tool.function.strict && strict(tool, index, ask, notes)),
      ...(tool.cache_control && { cache_control: { ...tool.cache_control } }),
    },
  ]
}

/** Anthropic answers 400 to a strict tool whose schema it cannot hold to the letter. */
function strict({ function: { parameters = {} } }: FunctionTool, index: number, { can }: Ask, notes: Note[]): { strict?: true } {
  const param = `tools[${index}].function.strict`
  const drop = (why: string) => {
    notes.push({ param, action: 'dropped', from: true, why })
    return {}
  }
  if (!can.strictTools) return drop(`${can.name} has no strict tools.`)
  const closed = closedSchema({ type: 'object', properties: {}, ...parameters }, `tools[${index}].function.parameters`)
  if ('why' in closed) return drop(`Anthropic cannot be strict about this schema: ${closed.why}.`)
  const [first] = closed.notes
  return first ? drop(`Anthropic cannot be strict about ${first.param}.`) : { strict: true }
}

function allowed(tool: FunctionTool, choice: ToolChoice | undefined): boolean {
  if (!choice || typeof choice === 'string' || choice.type !== 'allowed_tools') return true
  return choice.allowed_tools.tools.some(({ function: named }) => named?.name === tool.function.name)
}

/** `only`: the one tool left to choose, where the model cannot be made to take it. */
interface Chosen {
  choice: AnthropicChoice
  only?: string
}

function toChoice(choice: ToolChoice, ask: Ask, notes: Note[]): Chosen {
  const to = spelled(choice)
  if (!to) {
    notes.push({ param: 'tool_choice', action: 'refused', from: choice, why: 'Anthropic takes function tools only.' })
    return { choice: { type: 'auto' } }
  }
  if (ask.can.forcedTool === 'never' && (to.type === 'any' || to.type === 'tool')) {
    const relaxed = relax(to, `${ask.can.name} cannot be made to call a tool.`)
    notes.push({ ...relaxed.note, from: choice })
    return relaxed
  }
  const filtered = typeof choice === 'object' && choice.type === 'allowed_tools'
  const why = filtered
    ? 'Anthropic has no list of allowed tools: the others are left out.'
    : 'Anthropic writes the choice as an object.'
  notes.push({ param: 'tool_choice', action: 'moved', from: choice, to, at: 'tool_choice', why })
  return { choice: to }
}

function spelled(choice: ToolChoice): AnthropicChoice | undefined {
  if (choice === 'none' || choice === 'auto') return { type: choice }
  if (choice === 'required') return { type: 'any' }
  if (choice.type === 'function') return { type: 'tool', name: choice.function.name }
  if (choice.type === 'allowed_tools') return { type: choice.allowed_tools.mode === 'required' ? 'any' : 'auto' }
  return undefined
}

/** A forced choice where it cannot be forced: the model may still decide against it. */
export function relax(choice: AnthropicChoice, reason: string): Chosen & { note: Note } {
  const parallel = choice.type === 'none' ? undefined : choice.disable_parallel_tool_use
  const to: AnthropicChoice = { type: 'auto', ...(parallel !== undefined && { disable_parallel_tool_use: parallel }) }
  const only = choice.type === 'tool' ? choice.name : undefined
  const why = only ? `${reason} Only ${only} is offered, and the model decides.` : `${reason} The model decides.`
  return { choice: to, only, note: { param: 'tool_choice', action: 'changed', from: choice, to, at: 'tool_choice', why } }
}
