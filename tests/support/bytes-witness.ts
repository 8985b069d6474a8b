import { isDeepStrictEqual } from 'node:util'

/** What somebody else says became of a parameter. */
interface Said {
  action: string
  at?: string
  to?: unknown
  why: string
}

/**
 * Where vendors' pages put each parameter, on any wire, and the value it is tried with. Written from their documentation and
 * design page, not from lib/params: this is a witness of its own.
 */
const KNOWN: Record<string, { value: unknown; at: string[] }> = {
  temperature: { value: 0.625, at: ['temperature', 'generationConfig.temperature', 'inferenceConfig.temperature'] },
  max_tokens: {
    value: 4321,
    at: ['max_tokens', 'max_completion_tokens', 'generationConfig.maxOutputTokens', 'inferenceConfig.maxTokens'],
  },
  max_completion_tokens: {
    value: 4322,
    at: ['max_completion_tokens', 'max_tokens', 'generationConfig.maxOutputTokens', 'inferenceConfig.maxTokens'],
  },
  top_p: { value: 0.815, at: ['top_p', 'generationConfig.topP', 'inferenceConfig.topP'] },
  top_k: {
    value: 47,
    at: [
      'top_k',
      'generationConfig.topK',
      'additionalModelRequestFields.top_k',
      'additionalModelRequestFields.inferenceConfig.topK',
    ],
  },
  min_p: { value: 0.0625, at: ['min_p'] },
  presence_penalty: { value: 0.375, at: ['presence_penalty', 'generationConfig.presencePenalty'] },
  frequency_penalty: { value: -0.4375, at: ['frequency_penalty', 'generationConfig.frequencyPenalty'] },
  seed: { value: 480133, at: ['seed', 'random_seed', 'generationConfig.seed'] },
  logit_bias: { value: { '31337': 17 }, at: ['logit_bias'] },
  stop: {
    value: ['PROBE-STOP'],
    at: ['stop', 'stop_sequences', 'generationConfig.stopSequences', 'inferenceConfig.stopSequences'],
  },
  n: { value: 3, at: ['n', 'generationConfig.candidateCount'] },
  logprobs: { value: true, at: ['logprobs', 'generationConfig.responseLogprobs'] },
  top_logprobs: { value: 4, at: ['top_logprobs', 'logprobs', 'generationConfig.logprobs'] },
  verbosity: { value: 'high', at: ['verbosity'] },
  modalities: { value: ['text', 'audio'], at: ['modalities', 'generationConfig.responseModalities'] },
  audio: { value: { voice: 'alloy', format: 'wav' }, at: ['audio'] },
  prediction: { value: { type: 'content', content: 'PROBE-PREDICTION' }, at: ['prediction'] },
  parallel_tool_calls: {
    value: false,
    at: [
      'parallel_tool_calls',
      'tool_choice.disable_parallel_tool_use',
      'additionalModelRequestFields.tool_choice.disable_parallel_tool_use',
    ],
  },
  web_search_options: { value: { search_context_size: 'low' }, at: ['web_search_options'] },
  service_tier: {
    value: 'priority',
    at: ['service_tier', 'serviceTier', 'serviceTier.type', 'x-vertex-ai-llm-shared-request-type'],
  },
  store: { value: true, at: ['store'] },
  metadata: { value: { probe: 'probe-metadata' }, at: ['metadata', 'labels', 'requestMetadata'] },
  user: { value: 'probe-user', at: ['user', 'user_id', 'metadata.user_id', 'labels.user', 'requestMetadata.user'] },
  safety_identifier: { value: 'probe-safety', at: ['safety_identifier', 'metadata.user_id'] },
  prompt_cache_key: { value: 'probe-cache-key', at: ['prompt_cache_key'] },
  prompt_cache_retention: { value: '24h', at: ['prompt_cache_retention'] },
  prompt_cache_options: { value: { mode: 'explicit' }, at: ['prompt_cache_options'] },
  moderation: { value: { model: 'omni-moderation-latest' }, at: ['moderation'] },
  thinking: {
    value: { type: 'enabled', budget_tokens: 2031 },
    at: [
      ...['thinking', 'reasoning_effort', 'reasoning', 'reasoning.effort', 'prompt_mode', 'think', 'enable_thinking'],
      'chat_template_kwargs.enable_thinking',
      'output_config.effort',
      'outputConfig.effort',
      'generationConfig.thinkingConfig.thinkingLevel',
      'generationConfig.thinkingConfig.thinkingBudget',
      'additionalModelRequestFields.thinking',
      'additionalModelRequestFields.reasoning_effort',
      'additionalModelRequestFields.reasoningConfig.maxReasoningEffort',
      'additionalModelRequestFields.output_config.effort',
    ],
  },
  reasoning_effort: {
    value: 'high',
    at: [
      ...['reasoning_effort', 'reasoning', 'reasoning.effort', 'prompt_mode', 'think', 'thinking', 'thinking.budget_tokens'],
      'enable_thinking',
      'chat_template_kwargs.enable_thinking',
      'output_config.effort',
      'outputConfig.effort',
      'generationConfig.thinkingConfig.thinkingLevel',
      'generationConfig.thinkingConfig.thinkingBudget',
      'additionalModelRequestFields.thinking.budget_tokens',
      'additionalModelRequestFields.reasoning_effort',
      'additionalModelRequestFields.reasoningConfig.maxReasoningEffort',
      'additionalModelRequestFields.output_config.effort',
    ],
  },
}

/** Wholly rewritten on most wires: of these, that they are there, and where. */
const STRUCTURES: Record<string, string[]> = {
  tools: ['tools', 'toolConfig.tools'],
  tool_choice: ['tool_choice', 'toolConfig', 'toolConfig.toolChoice'],
  functions: ['functions', 'tools', 'toolConfig.tools'],
  response_format: [
    ...['response_format', 'output_config.format', 'outputConfig.textFormat', 'tools', 'toolConfig.tools'],
    // Told in words, where there is no other way.
    'system',
    ...['generationConfig.responseJsonSchema', 'generationConfig.responseSchema', 'generationConfig.responseFormat'],
  ],
}

/** What the bytes say against it; nothing where they agree. */
export function bytesWitness(param: string, { action, at, to }: Said, body: object): string[] {
  const structure = STRUCTURES[param]
  if (structure) {
    const found = structure.filter(path => lookUp(body, path) !== undefined)
    if (action === 'dropped') return found.map(path => `${param} is at ${path}`)
    return found.length ? [] : [`${param} is nowhere`]
  }
  const known = KNOWN[param]
  if (!known) return [`nobody has told the witness of ${param}`]
  const { value } = known
  const found = known.at.filter(path => lookUp(body, path) !== undefined)
  if (action === 'dropped') return found.map(path => `${param} is at ${path}`)
  // A request for each choice, or none but the sentence: the value stands nowhere.
  if (action === 'emulated' && !at)
    return found.filter(path => isDeepStrictEqual(lookUp(body, path), value)).map(path => `${param} is at ${path}`)
  if (!at) return found.length ? [`${param} is at ${found.join()}, of which nothing is said`] : []
  if (!known.at.includes(at)) return [`${at} is no place of ${param}`]
  const there = lookUp(body, at)
  if (there === undefined) return [`${param} is not at ${at}`]
  if (action === 'kept' && !isDeepStrictEqual(there, value)) return [`${param} is ${JSON.stringify(there)} at ${at}`]
  if (action === 'moved' && to === undefined && !isDeepStrictEqual(there, value))
    return [`${param} became ${JSON.stringify(there)}`]
  if (to !== undefined && !isDeepStrictEqual(there, to))
    return [`${param} is ${JSON.stringify(there)} at ${at}, and not ${JSON.stringify(to)}`]
  return []
}

function lookUp(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined), body)
}
