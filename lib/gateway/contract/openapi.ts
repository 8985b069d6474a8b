import { z } from 'zod'
import { providers } from '@/lib/providers'
import { version } from '@/package.json'
import { ERRORS } from './errors'
import { type HeaderEntry, REQUEST_HEADERS, RESPONSE_HEADERS } from './headers'
import { requestSchema } from './request'
import * as shapes from './shapes'

/** The contract as a document, made from the tables the gateway works by. https://spec.openapis.org/oas/v3.1.1 */
export function openapiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Refract',
      version,
      summary: 'OpenAI chat completions for every provider, with a receipt of what each was sent.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{}, { key: [] }, { token: [] }],
    paths: {
      '/v1/chat/completions': {
        post: asking('createChatCompletion', 'The completion, whole or as a stream.', {
          'application/json': { schema: to('Completion') },
          'text/event-stream': {
            schema: { type: 'string' },
            'x-event': to('Chunk'),
            'x-named-events': { 'refract.receipt': to('Receipt') },
          },
        }),
      },
      '/v1/explain': {
        post: asking('explain', 'What would be sent. Nothing is sent, and no key is needed.', json('Explanation')),
      },
      '/v1/models': {
        get: {
          operationId: 'listModels',
          summary: 'The models that are known.',
          parameters: [{ name: 'provider', in: 'query', schema: { enum: [...providers.keys()] } }],
          responses: { 200: answer('The list.', json('Models')), ...failures(400) },
        },
      },
      '/v1/traces/{trace_id}': {
        get: {
          operationId: 'getTrace',
          summary: 'The requests of a trace as a tree, for its owner.',
          parameters: [{ name: 'trace_id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: answer('The trace.', json('Trace')), ...failures(404) },
        },
      },
      '/v1/openapi.json': {
        get: {
          operationId: 'getContract',
          summary: 'This document.',
          responses: { 200: answer('An OpenAPI document.', { 'application/json': { schema: { type: 'object' } } }) },
        },
      },
      '/healthz': {
        get: {
          operationId: 'getHealth',
          summary: 'Whether it runs, and whether what it keeps can be reached.',
          responses: { 200: answer('It runs.', json('Health')) },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'The provider’s key.' },
        token: { type: 'apiKey', in: 'header', name: 'x-portkey-api-key', description: 'The access token of this deployment.' },
      },
      headers: Object.fromEntries(RESPONSE_HEADERS.filter(isOne).map(({ name, meaning }) => [name, said(meaning)])),
      schemas: { Request: requestSchema(), ...SCHEMAS },
    },
  }
}

const isOne = ({ name }: HeaderEntry) => !name.includes('*')
const said = (description: string) => ({ description, schema: { type: 'string' } })

const SCHEMAS = schemasOf({
  Completion: shapes.completion,
  Chunk: shapes.chunk,
  Receipt: shapes.receipt,
  Explanation: shapes.explanation,
  Models: z.object({ object: z.literal('list'), data: z.array(shapes.modelInfo) }),
  Trace: shapes.trace,
  Error: shapes.errorBody,
  Health: shapes.health,
})

/** As answers are seen from outside: what is not named may still come along where a shape is open. */
function schemasOf(all: Record<string, z.ZodType>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(all).map(([name, shape]) => {
      const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'output' })
      return [name, rooted(schema, name)]
    }),
  )
}

/** What a schema says of its own definitions, said of them within the document. */
function rooted(schema: unknown, name: string): unknown {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"#/components/schemas/${name}`)
  return JSON.parse(text)
}

const to = (schema: string) => ({ $ref: `#/components/schemas/${schema}` })
const json = (schema: string) => ({ 'application/json': { schema: to(schema) } })

function answer(description: string, content: object) {
  const headers = RESPONSE_HEADERS.filter(isOne).map(({ name }) => [name, { $ref: `#/components/headers/${name}` }])
  return { description, headers: Object.fromEntries(headers), content }
}

function failures(...statuses: number[]) {
  return Object.fromEntries(
    ERRORS.filter(({ status }) => statuses.includes(status)).map(({ status, when }) => [status, answer(when, json('Error'))]),
  )
}

function asking(operationId: string, summary: string, content: object) {
  return {
    operationId,
    summary,
    // OpenAPI says authorization by `security`.
    parameters: REQUEST_HEADERS.filter(({ name }) => name !== 'authorization').map(({ name, meaning, words }) => ({
      name,
      in: 'header',
      description: meaning,
      schema: words ? { enum: words } : { type: 'string' },
    })),
    requestBody: { required: true, content: json('Request') },
    responses: { 200: answer(summary, content), ...failures(...ERRORS.map(({ status }) => status)) },
  }
}
