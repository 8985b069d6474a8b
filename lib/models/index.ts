import type { Abilities } from '@/lib/chat/abilities'
import { generic } from './generic'

export function abilitiesOf(provider: string, model: string): Abilities {
  return generic(model, provider)
}

export function catalogue(provider: string): readonly string[] {
  return { sandbox: ['openai', 'anthropic'], openai: ['gpt-5.1'], anthropic: ['claude-sonnet-4-5'] }[provider] ?? []
}
