import type { ChatRequest, Note, Tool } from '@/lib/chat/types'
import type { Ask } from '../wire'
import type { OpenAIBody } from './types'

const CHOICES = ['tool_choice', 'function_call'] as const

/** Tools and the choice among them as they are; a choice without tools is a 400 at OpenAI. */
export function toTools(request: ChatRequest, ask: Ask): { body: Partial<OpenAIBody>; notes: Note[] } {
  const notes: Note[] = []
  const body: Partial<OpenAIBody> = {}
  const drop = (param: keyof ChatRequest & string, why: string) =>
    notes.push({ param, action: 'dropped', from: request[param], why })
  if (!ask.can.tools) {
    const why = `${ask.can.name} cannot call tools.`
    for (const key of ['tools', 'functions', ...CHOICES] as const) if (request[key] != null) drop(key, why)
    return { body, notes }
  }
  // An empty list is refused by some and means nothing to the others.
  if (request.tools?.length) body.tools = toToolList(request.tools, ask, notes)
  if (request.functions?.length) body.functions = request.functions
  if (request.tool_choice != null) {
    if (body.tools) body.tool_choice = request.tool_choice
    else drop('tool_choice', 'There are no tools to choose from.')
  }
  if (request.function_call != null) {
    if (body.functions) body.function_call = request.function_call
    else drop('function_call', 'There are no functions to choose from.')
  }
  return { body, notes }
}

function toToolList(tools: Tool[], { passUnknown, can }: Ask, notes: Note[]): Tool[] {
  if (passUnknown || !tools.some(tool => 'cache_control' in tool)) return tools
  return tools.map((tool, index) => {
    if (!('cache_control' in tool)) return tool
    const { cache_control: _, ...known } = tool
    notes.push({
      param: `tools[${index}].cache_control`,
      action: 'dropped',
      why: `${can.vendor} answers unknown keys with an error.`,
    })
    return known
  })
}
