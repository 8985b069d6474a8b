import { z } from 'zod'
import type { Task } from '../task'
import { ANY_SCHEMA, SCHEMA_RULES, usableSchema } from '../usable-schema'

const Draft = z.object({ name: z.string(), schema: z.unknown() })

export const schema: Task<'schema'> = {
  instruction: `You write JSON Schemas for the structured answers of language models. From the person's sentence make one schema and a snake_case name for it. ${SCHEMA_RULES}`,
  shape: {
    name: 'schema_draft',
    schema: {
      type: 'object',
      properties: { name: { type: 'string', description: 'In snake_case.' }, schema: ANY_SCHEMA },
      required: ['name', 'schema'],
      additionalProperties: false,
    },
  },
  wanted: 'a JSON Schema for an object',
  read(answer) {
    const { data } = Draft.safeParse(answer)
    const schema = usableSchema(data?.schema)
    return data && schema && { name: nameOf(data.name, 'answer'), schema }
  },
  examples: [
    {
      title: 'A person mentioned in a text',
      draft: {
        name: 'person',
        schema: {
          type: 'object',
          properties: {
            name: { type: 'string', description: 'As the text writes it.' },
            born: { type: ['integer', 'null'], description: 'Year of birth; null where the text does not say.' },
            roles: { type: 'array', items: { type: 'string' }, description: 'What the person is known for.' },
          },
          required: ['name', 'born', 'roles'],
          additionalProperties: false,
        },
      },
    },
    {
      title: 'A support ticket, sorted',
      draft: {
        name: 'ticket',
        schema: {
          type: 'object',
          properties: {
            summary: { type: 'string', description: 'One sentence.' },
            category: { type: 'string', enum: ['billing', 'bug', 'question', 'other'], description: 'The best fit.' },
            urgent: { type: 'boolean', description: 'True when someone cannot work.' },
            next_steps: { type: 'array', items: { type: 'string' }, description: 'What to do, in order.' },
          },
          required: ['summary', 'category', 'urgent', 'next_steps'],
          additionalProperties: false,
        },
      },
    },
    {
      title: 'An invoice with its lines',
      draft: {
        name: 'invoice',
        schema: {
          type: 'object',
          properties: {
            number: { type: 'string', description: 'As printed.' },
            date: { type: 'string', description: 'As YYYY-MM-DD.' },
            currency: { type: 'string', description: 'Three letters, as in EUR.' },
            lines: {
              type: 'array',
              description: 'In the order of the invoice.',
              items: {
                type: 'object',
                properties: {
                  text: { type: 'string', description: 'What was sold.' },
                  quantity: { type: 'number', description: 'How many.' },
                  amount: { type: 'number', description: 'Of the whole line.' },
                },
                required: ['text', 'quantity', 'amount'],
                additionalProperties: false,
              },
            },
          },
          required: ['number', 'date', 'currency', 'lines'],
          additionalProperties: false,
        },
      },
    },
  ],
}

/** A name as every provider takes it: letters, digits, `_` and `-`, 64 at most. */
export function nameOf(text: string, otherwise: string): string {
  const name = text
    .trim()
    .replace(/[^\w-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64)
  return name || otherwise
}
