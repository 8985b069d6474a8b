import type { Abilities, ThinkingAbility } from '@/lib/chat/abilities'
import type { ReasoningEffort } from '@/lib/chat/types'
import { geminiLike } from './generic'

/** AI Studio (the Developer API), or Vertex. */
export type GeminiPlace = 'gemini' | 'vertex'

interface Family {
  id: RegExp
  thinking: ThinkingAbility
  /** Of generations 1 and 2: several candidates, and log probabilities in some places (VENDORS A1, A2). */
  former?: '2.0' | '2.5'
  maxOutput?: number
}

const budget = (
  min: number,
  max: number,
  { off, whenOmitted = true }: { off: boolean; whenOmitted?: boolean },
): ThinkingAbility => ({
  kind: 'budget',
  min,
  max,
  off,
  dynamic: true,
  whenOmitted,
})
const levels = (...rungs: ReasoningEffort[]): ThinkingAbility => ({ kind: 'effort', rungs, whenOmitted: true })
const NONE: ThinkingAbility = { kind: 'none' }

/** First match wins. VENDORS A1, A2, B4 and B5; https://ai.google.dev/gemini-api/docs/thinking */
const FAMILIES: Family[] = [
  { id: /gemma/, thinking: NONE },
  { id: /gemini-(1|2\.0)/, thinking: NONE, former: '2.0', maxOutput: 8192 },
  { id: /gemini-2\.5-flash-image/, thinking: NONE, former: '2.5', maxOutput: 32_768 },
  {
    id: /gemini-2\.5-flash-lite/,
    thinking: budget(512, 24_576, { off: true, whenOmitted: false }),
    former: '2.5',
    maxOutput: 65_535,
  },
  { id: /gemini-2\.5-flash/, thinking: budget(0, 24_576, { off: true }), former: '2.5', maxOutput: 65_535 },
  { id: /gemini-2/, thinking: budget(128, 32_768, { off: false }), former: '2.5', maxOutput: 65_535 },
  { id: /gemini-3-pro-image/, thinking: budget(128, 32_768, { off: false }) },
  { id: /gemini-4-hydrogen/, thinking: levels('low', 'medium', 'high', 'xhigh') },
  { id: /gemini-.*lite|gemini-3(\.[0-6])?-flash/, thinking: levels('minimal', 'low', 'medium', 'high') },
  // Pro, Flash from 3.7 on, and unknown names: the newest, which lack `minimal`.
  { id: /gemini-/, thinking: levels('low', 'medium', 'high') },
]

/** A Gemini (or Gemma); nothing for other names. */
export function gemini(model: string, vendor: string, place: GeminiPlace): Abilities | undefined {
  const id = model.toLowerCase()
  const family = FAMILIES.find(({ id: pattern }) => pattern.test(id))
  if (!family) return undefined
  const { thinking, former, maxOutput } = family
  const gemma = id.includes('gemma')
  const from3 = !former && !gemma
  const logprobs = former === '2.0' || (former === '2.5' && place === 'vertex')
  return {
    ...geminiLike({ model, name: model, vendor }),
    thinking,
    logprobs: logprobs ? 'always' : 'never',
    topLogprobs: logprobs ? 20 : 0,
    penalties: !(former === '2.5' && place === 'gemini'),
    n: former !== undefined,
    labels: place === 'vertex',
    callIds: place !== 'vertex',
    // VENDORS A15 and A16.
    signedCalls: from3,
    imageResults: from3,
    ...(!from3 && { formatOrTools: true }),
    systemText: !gemma,
    ...(former && { contextWindow: 1_048_576 }),
    ...(maxOutput && { maxOutput }),
  }
}
