import type { JsonSchema } from '@/lib/chat/types'

export interface SchemaExample {
  name: string
  title: string
  schema: JsonSchema
}

const closed = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

/** Schemas to begin with; each is one that strict mode takes. */
export const EXAMPLES: readonly SchemaExample[] = [
  {
    name: 'person',
    title: 'Facts from a text',
    schema: closed({
      name: { type: 'string' },
      born: { type: ['integer', 'null'], description: 'Year, null when the text does not say' },
      city: { type: ['string', 'null'] },
      known_for: { type: 'array', items: { type: 'string' } },
    }),
  },
  {
    name: 'label',
    title: 'One label of a few',
    schema: closed({
      label: { type: 'string', enum: ['praise', 'question', 'complaint', 'other'] },
      confidence: { type: 'number', description: 'From 0 to 1' },
      reason: { type: 'string', description: 'One sentence' },
    }),
  },
  {
    name: 'triage',
    title: 'Cause, evidence and next steps',
    schema: closed({
      cause: { type: 'string' },
      confidence: { type: 'number' },
      evidence: { type: 'array', items: { type: 'string' } },
      actions: { type: 'array', items: closed({ step: { type: 'string' }, minutes: { type: 'integer' } }) },
    }),
  },
  {
    name: 'steps',
    title: 'Reasons first, then the answer',
    schema: closed({
      steps: { type: 'array', items: closed({ thought: { type: 'string' }, result: { type: 'string' } }) },
      answer: { type: 'string' },
    }),
  },
  {
    name: 'blocks',
    title: 'A list of several kinds',
    schema: closed({
      blocks: {
        type: 'array',
        items: {
          anyOf: [
            closed({ kind: { type: 'string', enum: ['text'] }, text: { type: 'string' } }),
            closed({ kind: { type: 'string', enum: ['code'] }, language: { type: 'string' }, code: { type: 'string' } }),
          ],
        },
      },
    }),
  },
]
