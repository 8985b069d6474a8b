import { own } from '@/lib/util/own'

/** The models worth offering, best first, and what a sandbox model is good for, in one sentence. */
const MODELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sandbox: {
    openai: 'Short answers with real log probabilities; takes every sampling parameter.',
    anthropic: 'Thorough answers, asked for in Anthropic’s format; thinks first when told to.',
    gemini: 'Answers asked for in Gemini’s format; gives log probabilities and thinks within a budget.',
    converse: 'Thorough answers, asked for in Bedrock’s format and streamed in its binary frames; thinks when told to.',
    flaky: 'Fails once with a 503, then tells a story: for watching a retry or a fallback.',
    slow: 'Takes two seconds to start and writes slowly: for watching a stream and trying Stop.',
    'rate-limited': 'Always answers 429 and says how long to wait.',
    cut: 'Breaks off in the middle of its answer.',
    stall: 'Starts, then falls silent: for trying a timeout.',
    refuses: 'Declines to answer, as a content filter does.',
  },
  openai: words(
    'gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.2 gpt-5.1 gpt-5 gpt-5-mini gpt-4.1 gpt-4.1-mini gpt-4o gpt-4o-mini o3 o4-mini',
  ),
  anthropic: words(
    'claude-opus-5-5 claude-sonnet-5-5 claude-haiku-5-5 claude-fable-5-1 claude-opus-5 claude-sonnet-5 claude-opus-4-8 claude-opus-4-7 claude-opus-4-6 claude-sonnet-4-6 claude-opus-4-5 claude-sonnet-4-5 claude-haiku-4-5',
  ),
  gemini: words(
    'gemini-3.1-pro-preview gemini-3.8-flash gemini-3.5-flash gemini-3.5-flash-lite gemini-3.1-flash-lite gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite gemini-2.0-flash',
  ),
  vertex: words(
    'gemini-3.1-pro-preview gemini-3.8-flash gemini-3.5-flash gemini-3.1-flash-lite gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite claude-opus-5-5 claude-sonnet-5-5 claude-haiku-5-5 claude-opus-5 claude-sonnet-5 claude-opus-4-6 claude-sonnet-4-6 claude-opus-4-5@20251101 claude-sonnet-4-5@20250929 claude-haiku-4-5@20251001',
  ),
  bedrock: words(
    'us.anthropic.claude-opus-5-5 us.anthropic.claude-sonnet-5-5 us.anthropic.claude-opus-5 us.anthropic.claude-sonnet-5 us.anthropic.claude-opus-4-8 us.anthropic.claude-opus-4-6-v1 us.anthropic.claude-opus-4-5-20251101-v1:0 us.anthropic.claude-sonnet-4-5-20250929-v1:0 us.anthropic.claude-haiku-4-5-20251001-v1:0 us.amazon.nova-2-lite-v1:0 us.amazon.nova-premier-v1:0 us.amazon.nova-pro-v1:0 us.amazon.nova-lite-v1:0 us.amazon.nova-micro-v1:0 openai.gpt-oss-120b-1:0 openai.gpt-oss-20b-1:0 us.meta.llama4-maverick-17b-instruct-v1:0 us.meta.llama3-3-70b-instruct-v1:0 us.deepseek.r1-v1:0',
  ),
  groq: words('openai/gpt-oss-120b openai/gpt-oss-20b llama-3.3-70b-versatile llama-3.1-8b-instant'),
  mistral: words('mistral-large-latest mistral-medium-latest mistral-small-latest magistral-medium-latest'),
  deepseek: words('deepseek-flash deepseek-v4-pro deepseek-v4-flash'),
  xai: words('grok-4.7 grok-4.6 grok-4.5 grok-4.3'),
  openrouter: words('anthropic/claude-opus-5.5 anthropic/claude-sonnet-5 openai/gpt-5.4 google/gemini-2.5-pro'),
  perplexity: words('sonar sonar-pro sonar-reasoning-pro sonar-deep-research'),
  cerebras: words('gpt-oss-120b gemma-4-31b'),
  moonshot: words('kimi-k3 kimi-k2.7-code kimi-k2.6 kimi-k2.5'),
}

/** Ids of the models a provider offers, best first; none for a provider whose models are not known. */
export function catalogue(provider: string): readonly string[] {
  return Object.keys(own(MODELS, provider) ?? {})
}

/** One sentence about a sandbox model; nothing about others. */
export function about(provider: string, model: string): string | undefined {
  return own(own(MODELS, provider) ?? {}, model) || undefined
}

function words(ids: string): Record<string, string> {
  return Object.fromEntries(ids.split(' ').map(id => [id, '']))
}
