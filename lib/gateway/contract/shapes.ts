import { z } from 'zod'
import type { ErrorBody } from '@/lib/chat/errors'
import type { Explanation, ModelInfo, Receipt, ReceiptAttempt } from '@/lib/chat/receipt'
import type { Span, SpanAttempt, SpanNode, Trace } from '@/lib/chat/trace'
import type { Note, Usage } from '@/lib/chat/types'

/** What the gateway answers with, of our own making. Each is held to its type: one that drifts does not compile. */

const counts = (...names: string[]) => z.looseObject(Object.fromEntries(names.map(name => [name, z.int().optional()])))

export const usage = z.looseObject({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
  prompt_tokens_details: counts('cached_tokens', 'cache_write_tokens', 'audio_tokens', 'text_tokens', 'image_tokens').optional(),
  completion_tokens_details: counts('reasoning_tokens', 'audio_tokens', 'text_tokens').optional(),
}) satisfies z.ZodType<Usage>

export const note = z.object({
  param: z.string(),
  action: z.enum(['kept', 'moved', 'changed', 'added', 'emulated', 'dropped', 'refused']),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  at: z.string().optional(),
  why: z.string(),
  source: z.string().optional(),
}) satisfies z.ZodType<Note>

const cacheStatus = z.enum(['HIT', 'MISS', 'REFRESH', 'DISABLED'])
const end = z.enum(['done', 'error', 'aborted', 'truncated']).nullable()
const words = z.record(z.string(), z.string())
const ms = z.number()

const attempt = z.object({
  path: z.string(),
  provider: z.string(),
  model: z.string(),
  status: z.int(),
  ms,
  url: z.string(),
  headers: words,
  body: z.unknown(),
  notes: z.array(note),
  choice: z.int().optional(),
  waited: ms.optional(),
  cached: z.literal(true).optional(),
  marks: z.object({
    start: ms,
    sent: ms.optional(),
    headers: ms.optional(),
    first_byte: ms.optional(),
    first_thought: ms.optional(),
    first_content: ms.optional(),
    end: ms.optional(),
  }),
  end,
  error: z
    .object({
      message: z.string(),
      type: z.string(),
      code: z.string().nullable(),
      status: z.int(),
      body: z.string().optional(),
    })
    .optional(),
  finish_reason: z.string().optional(),
  frames: z.array(z.object({ ms, event: z.string().optional(), data: z.string() })).optional(),
}) satisfies z.ZodType<ReceiptAttempt>

export const receipt = z.object({
  object: z.literal('refract.receipt'),
  trace_id: z.string(),
  request: z.unknown(),
  attempts: z.array(attempt),
  chosen: z.int().nullable(),
  cache: z.object({ status: cacheStatus, age: z.number().optional() }),
  timing: z.object({
    parsed: ms,
    routed: ms,
    first_byte: ms.optional(),
    first_thought: ms.optional(),
    first_content: ms.optional(),
    total: ms,
  }),
  usage: usage.nullable(),
  cost: z.object({ usd: z.number(), source: z.string() }).nullable(),
}) satisfies z.ZodType<Receipt>

export const explanation = z.object({
  object: z.literal('refract.explanation'),
  route: z.unknown(),
  targets: z.array(
    z.object({
      path: z.string(),
      provider: z.string(),
      model: z.string(),
      url: z.string(),
      headers: words,
      body: z.unknown(),
      notes: z.array(note),
    }),
  ),
}) satisfies z.ZodType<Explanation>

export const modelInfo = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
  provider: z.string(),
  model: z.string(),
  name: z.string(),
  context_window: z.int().nullable(),
  max_output: z.int().nullable(),
  capabilities: z.object({
    thinking: z.boolean(),
    tools: z.boolean(),
    schema: z.boolean(),
    logprobs: z.boolean(),
    images: z.boolean(),
  }),
  ready: z.boolean(),
  price: z.object({ input: z.number(), output: z.number() }).nullable(),
  about: z.string().optional(),
}) satisfies z.ZodType<ModelInfo>

const errorObject = z.object({
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.string().nullable(),
})

export const errorBody = z.looseObject({
  error: errorObject,
  provider: z.string().optional(),
  status: z.literal('failure'),
  message: z.string(),
}) satisfies z.ZodType<ErrorBody>

const spanAttempt = z.object({
  path: z.string(),
  provider: z.string(),
  model: z.string(),
  status: z.int(),
  start: ms,
  ms,
  end,
  error: z.string().optional(),
  body: z.unknown().optional(),
}) satisfies z.ZodType<SpanAttempt>

const span = z.object({
  object: z.literal('refract.span'),
  trace_id: z.string(),
  span_id: z.string(),
  parent_span_id: z.string().nullable(),
  name: z.string(),
  started_at: z.iso.datetime(),
  ms,
  status: z.int(),
  error: errorObject.nullable(),
  stream: z.boolean(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  cache: cacheStatus,
  attempts: z.array(spanAttempt),
  notes: z.array(note),
  usage: usage.nullable(),
  cost: z.number().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  request: z.unknown().optional(),
}) satisfies z.ZodType<Span>

const spanNode: z.ZodType<SpanNode> = span.extend({
  get children() {
    return z.array(spanNode)
  },
}) as z.ZodType<SpanNode>

export const trace = z.object({
  object: z.literal('refract.trace'),
  trace_id: z.string(),
  ms,
  usage: usage.nullable(),
  cost: z.number().nullable(),
  spans: z.array(spanNode),
}) satisfies z.ZodType<Trace>

const logprob = z.object({ token: z.string(), logprob: z.number(), bytes: z.array(z.int()).nullable() })
const logprobs = z.object({
  content: z.array(logprob.extend({ top_logprobs: z.array(logprob) })).nullable(),
  refusal: z.array(z.unknown()).nullable(),
})
const finish = z.enum(['stop', 'length', 'tool_calls', 'content_filter', 'function_call'])

export const completion = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.looseObject({
      index: z.int(),
      message: z.looseObject({
        role: z.literal('assistant'),
        content: z.string().nullable(),
        refusal: z.string().nullable(),
        reasoning_content: z.string().optional(),
        tool_calls: z.array(z.looseObject({ id: z.string(), type: z.string() })).optional(),
        function_call: z.object({ name: z.string(), arguments: z.string() }).optional(),
      }),
      finish_reason: finish.nullable(),
      logprobs: logprobs.nullable(),
    }),
  ),
  usage: usage.optional(),
  refract: receipt.optional(),
})

/** One event of a stream. The last of one that broke holds `error`, and its choice ends with `error`. */
export const chunk = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion.chunk'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.looseObject({
      index: z.int(),
      delta: z.looseObject({ role: z.literal('assistant').optional(), content: z.string().nullable().optional() }),
      finish_reason: z.union([finish, z.literal('error')]).nullable(),
      logprobs: logprobs.nullable().optional(),
    }),
  ),
  usage: usage.nullable().optional(),
  error: errorObject.optional(),
})

export const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptime: z.int(),
  body_limit: z.int(),
  store: z.object({ kind: z.string(), reachable: z.boolean() }),
})
