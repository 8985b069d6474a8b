import type { JsonSchema, Note } from '@/lib/chat/types'
import { onOpenAI } from '@/lib/params/reasoning/openai'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import { compatible } from './compatible'
import { notRequired } from './compatible/choice'
import { continued } from './compatible/messages'
import { bySwitch, rungOf, thinkingBy } from './compatible/thinking'

/** https://platform.moonshot.ai/docs/api/chat */
export const moonshot = compatible({
  id: 'moonshot',
  name: 'Moonshot',
  baseUrl: 'https://api.moonshot.ai/v1',
  env: ['MOONSHOT_API_KEY'],
  passUnknown: true,
  takes: ['parallel_tool_calls', 'prediction', 'prompt_cache_key', 'safety_identifier'],
  params: thinkingBy((wish, body, context) => {
    const { thinking } = context.can
    // K2.5 and K2.6 have a switch, K3 efforts; K2.7 always thinks.
    if (thinking.kind !== 'effort' || !thinking.rungs.includes('none')) return onOpenAI(wish, body, context)
    return bySwitch(rungOf(wish, context) === 'none' ? 'disabled' : 'enabled', wish, body, context)
  }),
  settle: [notRequired(model => /kimi-k2\.[67]/i.test(model)), continued('partial'), plainSchemas],
})

/** A schema says at its root that it is of an object, and not which draft it follows. */
function plainSchemas(body: OpenAIBody): Note[] {
  const notes: Note[] = []
  const format = body.response_format
  if (format?.type === 'json_schema' && format.json_schema.schema) {
    const { json_schema } = format
    const schema = plain(json_schema.schema!, 'response_format.json_schema.schema', notes)
    if (schema !== json_schema.schema) body.response_format = { ...format, json_schema: { ...json_schema, schema } }
  }
  const tools = body.tools?.map((tool, index) => {
    if (tool.type !== 'function' || !tool.function.parameters) return tool
    const parameters = plain(tool.function.parameters, `tools[${index}].function.parameters`, notes)
    return parameters === tool.function.parameters ? tool : { ...tool, function: { ...tool.function, parameters } }
  })
  if (tools?.some((tool, index) => tool !== body.tools![index])) body.tools = tools
  return notes
}

function plain(schema: JsonSchema, at: string, notes: Note[]): JsonSchema {
  const { $schema, ...rest } = schema
  if ($schema !== undefined) {
    notes.push({ param: `${at}.$schema`, action: 'dropped', from: $schema, why: 'Moonshot takes no $schema.' })
  }
  const typed = rest.type === undefined && rest.properties ? { type: 'object', ...rest } : rest
  if (typed !== rest)
    notes.push({ param: `${at}.type`, action: 'added', to: 'object', at: `${at}.type`, why: 'Moonshot wants it at the root.' })
  return $schema === undefined && typed === rest ? schema : typed
}
