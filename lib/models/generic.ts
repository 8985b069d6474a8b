import type { Abilities } from '@/lib/chat/abilities'

/** Which model, and how a sentence names it and the place where it runs. */
export type Named = Pick<Abilities, 'model' | 'name' | 'vendor'>

/** A name of no known family can do all OpenAI's wire can. */
export function openaiLike(named: Named): Abilities {
  return {
    ...named,
    sampling: 'always',
    temperature: [0, 2],
    samplingPair: true,
    topK: true,
    minP: true,
    penalties: true,
    logitBias: true,
    seed: true,
    stop: true,
    logprobs: 'always',
    topLogprobs: 20,
    tokenLimit: 'both',
    thinking: { kind: 'unknown' },
    tools: true,
    forcedTool: 'always',
    strictTools: true,
    schema: true,
    prefill: true,
    developer: true,
    images: true,
    imageUrls: true,
    audio: true,
    files: true,
    n: true,
  }
}

/** All Anthropic's wire can. */
export function anthropicLike(named: Named): Abilities {
  return {
    ...openaiLike(named),
    temperature: [0, 1],
    minP: false,
    penalties: false,
    logitBias: false,
    seed: false,
    logprobs: 'never',
    topLogprobs: 0,
    tokenLimit: 'max_tokens',
    developer: false,
    audio: false,
    n: false,
  }
}

/** All Gemini's wire can. */
export function geminiLike(named: Named): Abilities {
  return {
    ...openaiLike(named),
    minP: false,
    logitBias: false,
    tokenLimit: 'max_tokens',
    prefill: false,
    developer: false,
    imageUrls: false,
    n: true,
    mostChoices: 8,
  }
}

/** All that is common to Bedrock's models: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export function converseLike(named: Named): Abilities {
  return {
    ...anthropicLike(named),
    topK: false,
    schema: false,
    strictTools: false,
    prefill: false,
    imageUrls: false,
  }
}
