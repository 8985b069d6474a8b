import { z } from 'zod'
import type { Task } from '../task'
import { ANY_SCHEMA, SCHEMA_RULES, usableSchema } from '../usable-schema'
import { nameOf } from './schema'

const Draft = z.object({ name: z.string().min(1), description: z.string().max(1024), parameters: z.unknown() })

export const tool: Task<'tool'> = {
  instruction: `You define tools that language models can call. From the person's sentence make one tool: a snake_case name that begins with a verb, a description that says when to call it and what comes back, and its parameters as a JSON Schema. ${SCHEMA_RULES}`,
  shape: {
    name: 'tool_draft',
    schema: {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'In snake_case, a verb first.' },
        description: { type: 'string', description: 'When to call it, and what it gives back.' },
        parameters: ANY_SCHEMA,
      },
      required: ['name', 'description', 'parameters'],
      additionalProperties: false,
    },
  },
  wanted: 'a tool with a name, a description and parameters',
  read(answer) {
    const { data } = Draft.safeParse(answer)
    const parameters = usableSchema(data?.parameters)
    return data && parameters && { name: nameOf(data.name, 'tool'), description: data.description, parameters }
  },
  examples: [
    {
      title: 'Look up an order',
      draft: {
        name: 'get_order',
        description: 'Finds one order by its number. Gives back its state, its lines and where the parcel is.',
        parameters: {
          type: 'object',
          properties: { order_number: { type: 'string', description: 'As on the receipt, with its prefix.' } },
          required: ['order_number'],
          additionalProperties: false,
        },
      },
    },
    {
      title: 'Search the documentation',
      draft: {
        name: 'search_docs',
        description: 'Searches the product’s documentation. Gives back the best passages with their addresses.',
        parameters: {
          type: 'object',
          properties: {
            query: { type: 'string', description: 'A few words.' },
            limit: { type: 'integer', minimum: 1, maximum: 10, description: 'How many passages.' },
          },
          required: ['query', 'limit'],
          additionalProperties: false,
        },
      },
    },
    {
      title: 'Put an event in the calendar',
      draft: {
        name: 'create_event',
        description: 'Puts an event in the person’s calendar. Call it only once the time is agreed. Gives back its id.',
        parameters: {
          type: 'object',
          properties: {
            title: { type: 'string', description: 'What the event is.' },
            start: { type: 'string', format: 'date-time', description: 'With its offset, as in 2026-03-01T09:00:00+01:00.' },
            minutes: { type: 'integer', minimum: 5, description: 'How long it takes.' },
            guests: { type: 'array', items: { type: 'string' }, description: 'Their addresses.' },
          },
          required: ['title', 'start', 'minutes', 'guests'],
          additionalProperties: false,
        },
      },
    },
  ],
}
