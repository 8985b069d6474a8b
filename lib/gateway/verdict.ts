import type { Check } from '@/lib/routing/guards/repair'
import type { Call, Target } from '@/lib/routing/types'
import { isValid } from '@/lib/sandbox/engine/schema/valid'
import { parseJson } from '@/lib/util/json'
import { placeOf } from './prepare'

/** How an answer is checked where a target was only told in words what to answer with; nothing where it is held to it. */
export function checkOf(target: Target, call: Call): Check | undefined {
  const { wire, ask } = placeOf(target, call)
  if (!wire.tells?.(call.request, ask)) return undefined
  const format = call.request.response_format
  const schema = format?.type === 'json_schema' ? format.json_schema.schema : undefined
  return text => {
    const parsed = parseJson(text)
    if (!parsed.ok) return 'is not valid JSON'
    if (schema) return isValid(parsed.value, schema, schema) ? undefined : 'does not fit the schema'
    const { value } = parsed
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'is JSON, but no object'
  }
}
