/**
 * What is to leave for each compatible, written from the design page of the providers and from their documents: of a request
 * with every parameter, which go on under their own name, which as something else, and which do not go.
 */
export interface Sending {
  model: string
  url: string
  /** The variable its server key is read from; none where no key is needed. */
  env?: string
  same: string
  /** Where it stands and what it is there; `apart` for choices asked for one by one. */
  as?: Record<string, [key: string, value: unknown] | 'apart'>
  gone?: string
}

/** Each set to something that no provider does anyway. */
export const EVERY = {
  temperature: 0.5,
  top_p: 0.9,
  max_tokens: 100,
  top_k: 40,
  min_p: 0.1,
  presence_penalty: 0.5,
  frequency_penalty: -0.5,
  seed: 7,
  logit_bias: { '50256': -5 },
  stop: 'END',
  n: 2,
  logprobs: true,
  top_logprobs: 12,
  verbosity: 'low',
  modalities: ['text', 'audio'],
  audio: { voice: 'alloy', format: 'wav' },
  prediction: { type: 'content', content: 'once' },
  parallel_tool_calls: false,
  web_search_options: { search_context_size: 'low' },
  service_tier: 'priority',
  store: true,
  metadata: { team: 'red' },
  user: 'ada@example.org',
  safety_identifier: 'hash',
  prompt_cache_key: 'page',
  prompt_cache_retention: '24h',
  moderation: { model: 'omni' },
  stream_options: { include_usage: true, include_obfuscation: true },
  mystery: 1,
}

const SAMPLING = 'temperature top_p'
const PENALTIES = 'presence_penalty frequency_penalty'
const LOGPROBS = 'logprobs top_logprobs'
const OPEN = 'top_k min_p'
/** Of OpenAI's own, what nearly nobody has. */
const RARE = 'verbosity modalities audio web_search_options store safety_identifier prompt_cache_retention moderation'
/** Asked for on every stream, whoever sends usage when it is asked. */
const USAGE: [string, unknown] = ['stream_options', { include_usage: true }]
const LIMIT: [string, unknown] = ['max_completion_tokens', 100]

export const SENDINGS: Record<string, Sending> = {
  groq: {
    model: 'openai/gpt-oss-120b',
    url: 'https://api.groq.com/openai/v1/chat/completions',
    env: 'GROQ_API_KEY',
    same: `${SAMPLING} seed stop parallel_tool_calls user`,
    as: { max_tokens: LIMIT, n: 'apart' },
    gone: `${OPEN} ${PENALTIES} logit_bias ${LOGPROBS} ${RARE} prediction service_tier metadata prompt_cache_key stream_options mystery`,
  },
  mistral: {
    model: 'mistral-large-latest',
    url: 'https://api.mistral.ai/v1/chat/completions',
    env: 'MISTRAL_API_KEY',
    same: `${SAMPLING} max_tokens ${PENALTIES} stop n prediction parallel_tool_calls metadata prompt_cache_key`,
    as: { seed: ['random_seed', 7] },
    gone: `${OPEN} logit_bias ${LOGPROBS} ${RARE} service_tier user stream_options mystery`,
  },
  deepseek: {
    model: 'deepseek-v4-pro',
    url: 'https://api.deepseek.com/chat/completions',
    env: 'DEEPSEEK_API_KEY',
    same: `max_tokens stop ${LOGPROBS} parallel_tool_calls mystery`,
    as: { user: ['user_id', 'ada_example_org'], n: 'apart', stream_options: USAGE },
    gone: `${SAMPLING} ${OPEN} ${PENALTIES} seed logit_bias ${RARE} prediction service_tier metadata prompt_cache_key`,
  },
  xai: {
    model: 'grok-4.6',
    url: 'https://api.x.ai/v1/chat/completions',
    env: 'XAI_API_KEY',
    same: `${SAMPLING} seed logit_bias n logprobs parallel_tool_calls service_tier user mystery`,
    as: { max_tokens: LIMIT, top_logprobs: ['top_logprobs', 8], stream_options: USAGE },
    gone: `${OPEN} ${PENALTIES} stop ${RARE} prediction metadata prompt_cache_key`,
  },
  together: {
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    url: 'https://api.together.xyz/v1/chat/completions',
    env: 'TOGETHER_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias n mystery`,
    as: { stop: ['stop', ['END']], logprobs: ['logprobs', 12], top_logprobs: ['logprobs', 12], stream_options: USAGE },
    gone: `${RARE} prediction parallel_tool_calls service_tier metadata user prompt_cache_key`,
  },
  fireworks: {
    model: 'accounts/fireworks/models/kimi-k2p6',
    url: 'https://api.fireworks.ai/inference/v1/chat/completions',
    env: 'FIREWORKS_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop n logprobs parallel_tool_calls service_tier user prompt_cache_key mystery`,
    as: { top_logprobs: ['top_logprobs', 5], stream_options: USAGE },
    gone: `${RARE} prediction metadata`,
  },
  openrouter: {
    model: 'anthropic/claude-sonnet-4.5',
    url: 'https://openrouter.ai/api/v1/chat/completions',
    env: 'OPENROUTER_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop ${LOGPROBS} verbosity modalities audio prediction parallel_tool_calls web_search_options service_tier user prompt_cache_key mystery`,
    as: { n: 'apart' },
    gone: 'store metadata safety_identifier prompt_cache_retention moderation stream_options',
  },
  perplexity: {
    model: 'sonar-pro',
    url: 'https://api.perplexity.ai/chat/completions',
    env: 'PERPLEXITY_API_KEY',
    same: `${SAMPLING} max_tokens top_k ${PENALTIES} web_search_options mystery`,
    as: { n: 'apart' },
    gone: `min_p seed logit_bias stop ${LOGPROBS} verbosity modalities audio prediction parallel_tool_calls service_tier store metadata user safety_identifier prompt_cache_key prompt_cache_retention moderation stream_options tools`,
  },
  cerebras: {
    model: 'gpt-oss-120b',
    url: 'https://api.cerebras.ai/v1/chat/completions',
    env: 'CEREBRAS_API_KEY',
    same: `${SAMPLING} ${PENALTIES} seed logit_bias stop n ${LOGPROBS} prediction parallel_tool_calls service_tier user prompt_cache_key`,
    as: { max_tokens: LIMIT, stream_options: USAGE },
    gone: `${OPEN} ${RARE} metadata mystery`,
  },
  moonshot: {
    model: 'kimi-k3',
    url: 'https://api.moonshot.ai/v1/chat/completions',
    env: 'MOONSHOT_API_KEY',
    same: `logit_bias stop ${LOGPROBS} prediction parallel_tool_calls safety_identifier prompt_cache_key mystery`,
    as: { max_tokens: LIMIT, n: 'apart', stream_options: USAGE },
    gone: `${SAMPLING} ${OPEN} ${PENALTIES} seed verbosity modalities audio web_search_options service_tier store metadata user prompt_cache_retention moderation`,
  },
  huggingface: {
    model: 'openai/gpt-oss-120b:cerebras',
    url: 'https://router.huggingface.co/v1/chat/completions',
    env: 'HF_TOKEN',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias logprobs parallel_tool_calls user mystery`,
    as: { stop: ['stop', ['END']], top_logprobs: ['top_logprobs', 5], n: 'apart', stream_options: USAGE },
    gone: `${RARE} prediction service_tier metadata prompt_cache_key`,
  },
  nvidia: {
    model: 'nvidia/nemotron-super',
    url: 'https://integrate.api.nvidia.com/v1/chat/completions',
    env: 'NVIDIA_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop n ${LOGPROBS} parallel_tool_calls mystery`,
    as: { stream_options: USAGE },
    gone: `${RARE} prediction service_tier metadata user prompt_cache_key`,
  },
  sambanova: {
    model: 'gpt-oss-120b',
    url: 'https://api.sambanova.ai/v1/chat/completions',
    env: 'SAMBANOVA_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} seed stop parallel_tool_calls mystery`,
    as: { n: 'apart', stream_options: USAGE },
    gone: `${PENALTIES} logit_bias ${LOGPROBS} ${RARE} prediction service_tier metadata user prompt_cache_key`,
  },
  github: {
    model: 'openai/gpt-4o',
    url: 'https://models.github.ai/inference/chat/completions',
    env: 'GITHUB_TOKEN',
    same: `${SAMPLING} max_tokens ${PENALTIES} seed logit_bias stop modalities parallel_tool_calls mystery`,
    as: { n: 'apart', stream_options: USAGE },
    gone: `${OPEN} ${LOGPROBS} verbosity audio web_search_options store safety_identifier prompt_cache_retention moderation prediction service_tier metadata user prompt_cache_key`,
  },
  vercel: {
    model: 'anthropic/claude-sonnet-4.5',
    url: 'https://ai-gateway.vercel.sh/v1/chat/completions',
    env: 'AI_GATEWAY_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop n ${LOGPROBS} verbosity modalities audio prediction parallel_tool_calls service_tier user safety_identifier prompt_cache_key mystery`,
    as: { stream_options: USAGE },
    gone: 'web_search_options store metadata prompt_cache_retention moderation',
  },
  ollama: {
    model: 'qwen3:8b',
    url: 'http://localhost:11434/v1/chat/completions',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed stop ${LOGPROBS} mystery`,
    as: { n: 'apart', stream_options: USAGE },
    gone: `logit_bias ${RARE} prediction parallel_tool_calls service_tier metadata user prompt_cache_key`,
  },
  'lm-studio': {
    model: 'qwen3-8b',
    url: 'http://localhost:1234/v1/chat/completions',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop ${LOGPROBS} parallel_tool_calls mystery`,
    as: { n: 'apart', stream_options: USAGE },
    gone: `${RARE} prediction service_tier metadata user prompt_cache_key`,
  },
  vllm: {
    model: 'Qwen/Qwen3-8B',
    url: 'http://localhost:8000/v1/chat/completions',
    env: 'VLLM_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop n ${LOGPROBS} parallel_tool_calls mystery`,
    as: { stream_options: USAGE },
    gone: `${RARE} prediction service_tier metadata user prompt_cache_key`,
  },
  'llama-cpp': {
    model: 'qwen3-8b',
    url: 'http://localhost:8080/v1/chat/completions',
    env: 'LLAMA_API_KEY',
    same: `${SAMPLING} max_tokens ${OPEN} ${PENALTIES} seed logit_bias stop n ${LOGPROBS} parallel_tool_calls mystery`,
    as: { stream_options: USAGE },
    gone: `${RARE} prediction service_tier metadata user prompt_cache_key`,
  },
}
