import { own } from '@/lib/util/own'

const VENDORS: Readonly<Record<string, string>> = {
  sandbox: 'The sandbox',
  openai: 'OpenAI',
  azure: 'Azure OpenAI',
  anthropic: 'Anthropic',
  gemini: 'Gemini',
  vertex: 'Vertex',
  bedrock: 'Bedrock',
  custom: 'Your own host',
  groq: 'Groq',
  mistral: 'Mistral',
  deepseek: 'DeepSeek',
  xai: 'xAI',
  together: 'Together',
  fireworks: 'Fireworks',
  openrouter: 'OpenRouter',
  perplexity: 'Perplexity',
  cerebras: 'Cerebras',
  moonshot: 'Moonshot',
  huggingface: 'Hugging Face',
  nvidia: 'NVIDIA',
  sambanova: 'SambaNova',
  github: 'GitHub Models',
  vercel: 'Vercel',
  ollama: 'Ollama',
  'lm-studio': 'LM Studio',
  vllm: 'vLLM',
  'llama-cpp': 'llama.cpp',
}

/** A provider as sentences say it; one nobody knows by its id. */
export function vendorOf(provider: string): string {
  return own(VENDORS, provider) ?? provider
}
