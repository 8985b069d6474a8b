import type { Note, Tool, ToolChoice } from '@/lib/chat/types'
import type { Settle } from '.'

const nameOf = (tool: Tool) => (tool.type === 'function' ? tool.function.name : tool.custom.name)

/** A choice among some of the tools, which OpenAI alone knows: the others are left out. */
export const allowedTools: Settle = (body, _request, { can }) => {
  const choice = body.tool_choice
  if (typeof choice !== 'object' || choice?.type !== 'allowed_tools') return []
  const { mode, tools: allowed } = choice.allowed_tools
  const names = allowed.map(tool => tool.function?.name ?? (tool as { custom?: { name?: string } }).custom?.name)
  body.tools = body.tools?.filter(tool => names.includes(nameOf(tool)))
  body.tool_choice = mode
  return [emulated(choice, mode, `${can.vendor} knows no choice among some tools; only these are sent.`)]
}

/** Words this place has for OpenAI's. */
export function choiceWords(words: Partial<Record<'none' | 'auto' | 'required', string>>): Settle {
  return (body, _request, { can }) => {
    const from = body.tool_choice
    const to = typeof from === 'string' ? words[from] : undefined
    if (to === undefined) return []
    Object.assign(body, { tool_choice: to })
    return [{ param: 'tool_choice', action: 'moved', from, to, at: 'tool_choice', why: `${can.vendor} calls it ${to}.` }]
  }
}

/** A named tool is the only one sent, and must be called. */
export const namedAlone: Settle = (body, _request, { can }) => {
  const only = namedTool(body.tool_choice)
  if (!only) return []
  const from = body.tool_choice
  body.tools = body.tools?.filter(tool => nameOf(tool) === only)
  body.tool_choice = 'required'
  return [emulated(from, 'required', `${can.vendor} takes no name in the choice; the tool is the only one sent.`)]
}

/** Nothing can be said about the choice: what leaving out tools cannot do is lost. */
export const noChoice: Settle = (body, _request, { can }) => {
  const from = body.tool_choice
  if (from == null) return []
  delete body.tool_choice
  const base = { param: 'tool_choice', from }
  const only = namedTool(from)
  if (from === 'auto') return [{ ...base, action: 'kept', why: `${can.vendor} lets the model choose anyway; nothing to send.` }]
  if (from === 'none') {
    delete body.tools
    return [{ ...base, action: 'emulated', why: `${can.vendor} takes no tool_choice; the tools are left out.` }]
  }
  if (!only)
    return [{ ...base, action: 'dropped', why: `${can.vendor} takes no tool_choice; the model may answer without a call.` }]
  body.tools = body.tools?.filter(tool => nameOf(tool) === only)
  const why = `${can.vendor} takes no tool_choice; the tool is the only one sent, and the model may answer without it.`
  return [{ ...base, action: 'changed', to: body.tools, at: 'tools', why }]
}

/** `required` where a model refuses it: it may choose. */
export function notRequired(applies: (model: string) => boolean): Settle {
  return (body, _request, { can }) => {
    if (body.tool_choice !== 'required' || !applies(can.model)) return []
    body.tool_choice = 'auto'
    const why = `${can.name} cannot be made to call some tool; it may choose.`
    return [{ param: 'tool_choice', action: 'changed', from: 'required', to: 'auto', at: 'tool_choice', why }]
  }
}

function namedTool(choice: ToolChoice | null | undefined): string | undefined {
  if (typeof choice !== 'object' || choice === null || choice.type === 'allowed_tools') return undefined
  return choice.type === 'function' ? choice.function.name : choice.custom.name
}

const emulated = (from: unknown, to: unknown, why: string): Note => ({
  param: 'tool_choice',
  action: 'emulated',
  from,
  to,
  at: 'tool_choice',
  why,
})
