import type { JsonSchema, Tool } from '@/lib/chat/types'

/** A tool to begin with, and what it answers until somebody writes something better. */
export interface ToolExample {
  tool: Tool
  mock: string
}

const closed = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

export const TOOL_EXAMPLES: readonly ToolExample[] = [
  {
    tool: {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'The current weather in a city.',
        parameters: closed({
          city: { type: 'string', description: 'The city, as in Oslo' },
          unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
        }),
      },
    },
    mock: '{ "temperature": 18, "sky": "light rain", "wind_kmh": 14 }',
  },
  {
    tool: {
      type: 'function',
      function: {
        name: 'search_orders',
        description: 'Search the orders of a customer, newest first.',
        parameters: closed(
          {
            customer: { type: 'string', description: 'Name or number of the customer' },
            status: { type: 'string', enum: ['open', 'shipped', 'returned'] },
            limit: { type: 'integer', description: 'At most so many', minimum: 1, maximum: 50 },
          },
          ['customer'],
        ),
      },
    },
    mock: '{ "orders": [{ "number": "R-2041", "status": "shipped", "total_eur": 79 }] }',
  },
  {
    tool: {
      type: 'function',
      function: {
        name: 'calculate',
        description: 'The result of an arithmetic expression.',
        parameters: closed({ expression: { type: 'string', description: 'As in (17 + 4) * 2' } }),
      },
    },
    mock: '{ "result": 42 }',
  },
  {
    tool: {
      type: 'function',
      function: {
        name: 'create_event',
        description: 'Put an event into the calendar.',
        parameters: closed(
          {
            title: { type: 'string' },
            start: { type: 'string', format: 'date-time' },
            attendees: {
              type: 'array',
              items: closed({ name: { type: 'string' }, email: { type: 'string', format: 'email' } }, ['email']),
            },
          },
          ['title', 'start'],
        ),
      },
    },
    mock: '{ "created": true, "id": "ev_17" }',
  },
]
