import type { Abilities } from '@/lib/chat/abilities'

/** Any other name can do all its wire can. */
export function generic(model: string, vendor: string): Abilities {
  return {
    model,
    name: model,
    vendor,
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
