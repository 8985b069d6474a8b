import { params } from '@/lib/params'
import type { Kind } from '@/lib/params/kinds'
import type { Param } from '@/lib/params/param'

type Schema = Record<string, unknown>

/** The body of a request, its plain parameters made from their rows. Other members are passed on, or noted. */
export function requestSchema(): Schema {
  const rows = Object.entries<Param>(params).map(([name, { help, kind }]) => [name, { description: help, ...nullable(kind) }])
  return { type: 'object', required: ['messages'], properties: { ...STRUCTURE, ...Object.fromEntries(rows) } }
}

/** `null` means the same as leaving it out. */
const nullable = (kind: Kind<unknown>): Schema => ({ anyOf: [schemaOf(kind), { type: 'null' }] })

function schemaOf({ control, min, max, step, choices, of }: Kind<unknown>): Schema {
  const bounds = { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) }
  if (control === 'number') return { type: step === 1 ? 'integer' : 'number', ...bounds }
  if (control === 'flag') return { type: 'boolean' }
  if (control === 'choice') return { type: 'string', examples: choices }
  if (control === 'text') return { type: 'string' }
  if (control === 'record') return { type: 'object', additionalProperties: of ? schemaOf(of) : true }
  if (control === 'list') {
    const list = { type: 'array', items: { type: 'string', ...(choices && { enum: choices }) }, ...(max && { maxItems: max }) }
    return choices ? list : { anyOf: [{ type: 'string' }, list] }
  }
  return { type: 'object' }
}

const object = (required: string[], properties: Schema): Schema => ({ type: 'object', required, properties })
const TEXT = { type: 'string' }
const FUNCTION = object(['name'], {
  name: TEXT,
  description: TEXT,
  parameters: { type: 'object' },
  strict: { type: ['boolean', 'null'] },
})

const STRUCTURE: Schema = {
  model: { type: 'string', description: 'provider/model. It may be missing where every target of the config names one.' },
  messages: {
    type: 'array',
    minItems: 1,
    items: object(['role'], {
      role: { enum: ['system', 'developer', 'user', 'assistant', 'tool', 'function'] },
      content: {
        anyOf: [
          TEXT,
          { type: 'null' },
          {
            type: 'array',
            items: object(['type'], {
              type: { enum: ['text', 'image_url', 'input_audio', 'file', 'refusal', 'thinking', 'redacted_thinking'] },
            }),
          },
        ],
      },
      name: TEXT,
      tool_call_id: TEXT,
      tool_calls: { type: 'array', items: object(['id'], { id: TEXT, type: { enum: ['function', 'custom'] } }) },
    }),
  },
  stream: { type: ['boolean', 'null'] },
  stream_options: { type: ['object', 'null'], properties: { include_usage: { type: 'boolean' } } },
  tools: {
    type: ['array', 'null'],
    maxItems: 128,
    items: object(['type'], {
      type: { enum: ['function', 'custom'] },
      function: FUNCTION,
      custom: object(['name'], { name: TEXT }),
    }),
  },
  tool_choice: { anyOf: [{ enum: ['none', 'auto', 'required', null] }, { type: 'object' }] },
  functions: { type: ['array', 'null'], maxItems: 128, items: FUNCTION },
  function_call: { anyOf: [{ enum: ['none', 'auto', null] }, object(['name'], { name: TEXT })] },
  response_format: {
    type: ['object', 'null'],
    required: ['type'],
    properties: { type: { enum: ['text', 'json_object', 'json_schema'] }, json_schema: { type: 'object' } },
  },
}
