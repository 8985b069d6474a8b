import type { EngineAsk } from './engine/types'
import { isMembers } from './shape'

const ASKS = /\b(?:answer|respond|reply|return|output|write|produce)\b[^.\n]*\bJSON\b/i

/**
 * The shape a system text asks for in words, as a capable model would understand it: a JSON Schema written out after the
 * request for JSON, else any JSON object. For wires that have no JSON mode of their own.
 */
export function shapeInWords(system: string): EngineAsk['schema'] {
  const asked = ASKS.exec(system)
  if (!asked) return undefined
  const rest = system.slice(asked.index)
  return rest.split('\n').map(schemaIn).find(Boolean) ?? 'object'
}

function schemaIn(line: string): Record<string, unknown> | undefined {
  if (!line.trimStart().startsWith('{')) return
  try {
    const value: unknown = JSON.parse(line)
    return isMembers(value) && KEYWORDS.some(keyword => Object.hasOwn(value, keyword)) ? value : undefined
  } catch {}
}

const KEYWORDS = ['type', 'properties', 'items', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref']
