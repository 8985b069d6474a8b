import type { Thinking } from '@/lib/chat/types'
import { json } from './kinds'
import type { Param } from './param'
import { onConverse } from './reasoning/bedrock'
import { onAnthropic } from './reasoning/claude'
import { onGemini } from './reasoning/gemini'
import { onOpenAI } from './reasoning/openai'
import { asked } from './reasoning/wish'

export const thinking: Param<Thinking> = {
  label: 'Thinking',
  help: 'Anthropic’s form: a budget in tokens, adaptive, or off; it wins over reasoning effort.',
  group: 'thinking',
  kind: json(),
  to: {
    openai: asked('thinking', onOpenAI),
    anthropic: asked('thinking', onAnthropic),
    gemini: asked('thinking', onGemini),
    converse: asked('thinking', onConverse),
  },
}
