import { z } from 'zod'

/**
 * OpenAI's chat completions as its OpenAPI document 2.3.0 has them, with every object closed: what the tests check against where
 * the document itself is not at hand.
 */

const whole = z.number().refine(Number.isInteger, 'must be a whole number')
const uri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
const anyObject = z.record(z.string(), z.unknown())
const texts = z.record(z.string(), z.string())
const tier = z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']).nullish()

const topLogprob = z.strictObject({ token: z.string(), logprob: z.number(), bytes: z.array(whole).nullable() })
const tokenLogprob = z.strictObject({ ...topLogprob.shape, top_logprobs: z.array(topLogprob) })
const logprobs = z
  .strictObject({ content: z.array(tokenLogprob).nullable(), refusal: z.array(tokenLogprob).nullable() })
  .nullable()
const finish = z.enum(['stop', 'length', 'tool_calls', 'content_filter', 'function_call'])

const functionCall = z.strictObject({ name: z.string(), arguments: z.string() })
const toolCall = z.union([
  z.strictObject({ id: z.string(), type: z.literal('function'), function: functionCall }),
  z.strictObject({ id: z.string(), type: z.literal('custom'), custom: z.strictObject({ name: z.string(), input: z.string() }) }),
])

const usage = z.strictObject({
  prompt_tokens: whole,
  completion_tokens: whole,
  total_tokens: whole,
  prompt_tokens_details: z
    .strictObject({
      cached_tokens: whole,
      cache_write_tokens: whole,
      audio_tokens: whole,
      text_tokens: whole,
      image_tokens: whole,
    })
    .partial()
    .optional(),
  completion_tokens_details: z
    .strictObject({
      reasoning_tokens: whole,
      audio_tokens: whole,
      text_tokens: whole,
      accepted_prediction_tokens: whole,
      rejected_prediction_tokens: whole,
    })
    .partial()
    .optional(),
})

const moderated = z.union([
  z.strictObject({
    type: z.literal('moderation_results'),
    model: z.string(),
    results: z.array(
      z.strictObject({
        type: z.literal('moderation_result'),
        model: z.string(),
        flagged: z.boolean(),
        categories: z.record(z.string(), z.boolean()),
        category_scores: z.record(z.string(), z.number()),
        category_applied_input_types: z.record(z.string(), z.array(z.enum(['text', 'image']))),
      }),
    ),
  }),
  z.strictObject({ type: z.literal('error'), code: z.string(), message: z.string() }),
])

const head = {
  id: z.string(),
  created: whole,
  model: z.string(),
  service_tier: tier,
  system_fingerprint: z.string().optional(),
  moderation: z.strictObject({ input: moderated, output: moderated }).nullish(),
}

const urlCitation = z.strictObject({ start_index: whole, end_index: whole, url: uri, title: z.string() })

const message = z.strictObject({
  role: z.literal('assistant'),
  content: z.string().nullable(),
  refusal: z.string().nullable(),
  tool_calls: z.array(toolCall).optional(),
  function_call: functionCall.optional(),
  annotations: z.array(z.strictObject({ type: z.literal('url_citation'), url_citation: urlCitation })).optional(),
  audio: z.strictObject({ id: z.string(), expires_at: whole, data: z.string(), transcript: z.string() }).nullish(),
})

export const completion = z.strictObject({
  ...head,
  object: z.literal('chat.completion'),
  choices: z.array(z.strictObject({ index: whole, message, finish_reason: finish, logprobs })),
  usage: usage.optional(),
  metadata: texts.nullish(),
})

const delta = z.strictObject({
  role: z.enum(['developer', 'system', 'user', 'assistant', 'tool']).optional(),
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  function_call: functionCall.partial().optional(),
  tool_calls: z
    .array(
      z.strictObject({
        index: whole,
        id: z.string().optional(),
        type: z.literal('function').optional(),
        function: functionCall.partial().optional(),
      }),
    )
    .optional(),
})

export const chunk = z.strictObject({
  ...head,
  object: z.literal('chat.completion.chunk'),
  choices: z.array(z.strictObject({ index: whole, delta, finish_reason: finish.nullable(), logprobs: logprobs.optional() })),
  usage: usage.nullish(),
  obfuscation: z.string().optional(),
})

export const failure = z.strictObject({
  error: z.strictObject({ type: z.string(), message: z.string(), param: z.string().nullable(), code: z.string().nullable() }),
})

const breakpoint = { prompt_cache_breakpoint: z.strictObject({ mode: z.literal('explicit') }).optional() }
const textPart = z.strictObject({ type: z.literal('text'), text: z.string(), ...breakpoint })
const refusalPart = z.strictObject({ type: z.literal('refusal'), refusal: z.string() })
const userPart = z.union([
  textPart,
  z.strictObject({
    type: z.literal('image_url'),
    image_url: z.strictObject({ url: uri, detail: z.enum(['auto', 'low', 'high']).optional() }),
    ...breakpoint,
  }),
  z.strictObject({
    type: z.literal('input_audio'),
    input_audio: z.strictObject({ data: z.string(), format: z.enum(['wav', 'mp3']) }),
    ...breakpoint,
  }),
  z.strictObject({
    type: z.literal('file'),
    file: z.strictObject({ filename: z.string(), file_data: z.string(), file_id: z.string() }).partial(),
    ...breakpoint,
  }),
])

const contentOf = (part: z.ZodType) => z.union([z.string(), z.array(part).min(1)])
const name = z.string().optional()

const requestMessage = z.union([
  z.strictObject({ role: z.enum(['system', 'developer']), content: contentOf(textPart), name }),
  z.strictObject({ role: z.literal('user'), content: contentOf(userPart), name }),
  z.strictObject({
    role: z.literal('assistant'),
    content: contentOf(z.union([textPart, refusalPart])).nullish(),
    refusal: z.string().nullish(),
    name,
    audio: z.strictObject({ id: z.string() }).nullish(),
    tool_calls: z.array(toolCall).optional(),
    function_call: functionCall.nullish(),
  }),
  z.strictObject({ role: z.literal('tool'), content: contentOf(textPart), tool_call_id: z.string() }),
  z.strictObject({ role: z.literal('function'), content: z.string().nullable(), name: z.string() }),
])

const described = { name: z.string(), description: z.string().optional() }
const definition = { ...described, parameters: anyObject.optional() }
const strict = z.boolean().nullish()
const named = z.strictObject({ name: z.string() })
const location = z.strictObject({ country: z.string(), region: z.string(), city: z.string(), timezone: z.string() }).partial()
const moderationMode = z.strictObject({ mode: z.enum(['score', 'block']) }).nullish()

const tool = z.union([
  z.strictObject({ type: z.literal('function'), function: z.strictObject({ ...definition, strict }) }),
  z.strictObject({
    type: z.literal('custom'),
    custom: z.strictObject({
      ...described,
      format: z
        .union([
          z.strictObject({ type: z.literal('text') }),
          z.strictObject({
            type: z.literal('grammar'),
            grammar: z.strictObject({ definition: z.string(), syntax: z.enum(['lark', 'regex']) }),
          }),
        ])
        .optional(),
    }),
  }),
])

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), function: named }),
  z.strictObject({ type: z.literal('custom'), custom: named }),
  z.strictObject({
    type: z.literal('allowed_tools'),
    allowed_tools: z.strictObject({ mode: z.enum(['auto', 'required']), tools: z.array(anyObject) }),
  }),
])

const responseFormat = z.union([
  z.strictObject({ type: z.enum(['text', 'json_object']) }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({ ...described, schema: anyObject.optional(), strict }),
  }),
])

export const request = z.strictObject({
  model: z.string(),
  messages: z.array(requestMessage).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean(), include_obfuscation: z.boolean() }).partial().nullish(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  functions: z.array(z.strictObject(definition)).min(1).max(128).optional(),
  function_call: z.union([z.enum(['none', 'auto']), named]).optional(),
  response_format: responseFormat.optional(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: whole.min(1).max(128).nullish(),
  stop: z.union([z.string(), z.array(z.string()).min(1).max(4)]).nullish(),
  max_tokens: whole.nullish(),
  max_completion_tokens: whole.nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  logit_bias: z.record(z.string(), whole).nullish(),
  logprobs: z.boolean().nullish(),
  // One of the two places that define it knows no null.
  top_logprobs: whole.min(0).max(20).optional(),
  seed: whole.min(-9223372036854776000).max(9223372036854776000).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  modalities: z.array(z.enum(['text', 'audio'])).nullish(),
  audio: z
    .strictObject({
      voice: z.union([z.string(), z.strictObject({ id: z.string() })]),
      format: z.enum(['wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16']),
    })
    .nullish(),
  prediction: z.strictObject({ type: z.literal('content'), content: contentOf(textPart) }).nullish(),
  web_search_options: z
    .strictObject({
      user_location: z.strictObject({ type: z.literal('approximate'), approximate: location }).nullish(),
      search_context_size: z.enum(['low', 'medium', 'high']).optional(),
    })
    .optional(),
  moderation: z
    .strictObject({ model: z.string(), policy: z.strictObject({ input: moderationMode, output: moderationMode }).nullish() })
    .nullish(),
  user: z.string().optional(),
  safety_identifier: z.string().max(64).nullish(),
  metadata: texts.nullish(),
  store: z.boolean().nullish(),
  service_tier: tier,
  prompt_cache_key: z.string().nullish(),
  prompt_cache_retention: z.enum(['in_memory', '24h']).nullish(),
  prompt_cache_options: z
    .strictObject({ mode: z.enum(['implicit', 'explicit']).optional(), ttl: z.literal('30m').optional() })
    .optional(),
})
