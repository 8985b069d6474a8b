import { EFFORTS, type ReasoningEffort } from '@/lib/chat/types'
import { choice } from './kinds'
import type { Param } from './param'
import { onConverse } from './reasoning/bedrock'
import { onAnthropic } from './reasoning/claude'
import { onGemini } from './reasoning/gemini'
import { effortForTools, onOpenAI } from './reasoning/openai'
import { asked } from './reasoning/wish'

export const reasoning_effort: Param<ReasoningEffort> = {
  label: 'Reasoning effort',
  help: 'How much the model thinks before it answers.',
  group: 'thinking',
  kind: choice(EFFORTS),
  to: {
    openai: asked('reasoning_effort', onOpenAI),
    anthropic: asked('reasoning_effort', onAnthropic),
    gemini: asked('reasoning_effort', onGemini),
    converse: asked('reasoning_effort', onConverse),
  },
  absent: { openai: effortForTools },
}
