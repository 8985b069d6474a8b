/** Variables that hold a key of a provider, by name; a test holds them against the providers. */
export const KEY_VARIABLES = [
  'AI_GATEWAY_API_KEY',
  'ANTHROPIC_API_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AZURE_API_KEY',
  'AZURE_OPENAI_API_KEY',
  'CEREBRAS_API_KEY',
  'DEEPSEEK_API_KEY',
  'FIREWORKS_API_KEY',
  'GEMINI_API_KEY',
  'GITHUB_TOKEN',
  'GOOGLE_API_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS_JSON',
  'GOOGLE_GENERATIVE_AI_API_KEY',
  'GROQ_API_KEY',
  'HF_TOKEN',
  'LLAMA_API_KEY',
  'MISTRAL_API_KEY',
  'MOONSHOT_API_KEY',
  'NVIDIA_API_KEY',
  'OPENAI_API_KEY',
  'OPENROUTER_API_KEY',
  'PERPLEXITY_API_KEY',
  'REFRACT_KEYS',
  'SAMBANOVA_API_KEY',
  'TOGETHER_API_KEY',
  'VERCEL_OIDC_TOKEN',
  'VLLM_API_KEY',
  'XAI_API_KEY',
]

/** Which of them are set, in one line. Never a value. */
export function keysFound(env) {
  const found = KEY_VARIABLES.filter(name => env[name]?.trim())
  return found.length ? `Keys of the server: ${found.join(', ')}` : 'No keys of the server; the built-in models need none'
}
