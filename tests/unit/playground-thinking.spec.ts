import { describe, expect, it } from 'vitest'
import type { Note } from '@/lib/chat/types'
import { thinkingOf } from '@/lib/playground/thinking'
import type { Column, Forecast } from '@/lib/playground/types'

const at = (provider: string, model: string): Column => ({ id: 'c1', letter: 'A', provider, model, params: {} })
const known = (notes: Note[], body: unknown): Forecast => ({
  state: 'known',
  target: { path: 'config', provider: 'p', model: 'm', url: '', headers: {}, body, notes },
  explanation: { object: 'refract.explanation', route: { provider: 'p' }, targets: [] },
})

describe('what a model makes of thinking', () => {
  it('says how it is steered', () => {
    expect(thinkingOf(at('openai', 'gpt-4.1'), undefined).can).toBe('does not think')
    expect(thinkingOf(at('openai', 'gpt-5'), undefined).can).toBe('takes an effort; thinks unless told not to')
    expect(thinkingOf(at('sandbox', 'anthropic'), undefined).can).toBe('takes a budget of 1,024 to 2,976 tokens')
    expect(thinkingOf(at('anthropic', 'claude-opus-4-8'), undefined).can).toMatch(/^decides how much by itself/)
  })

  it('says what is sent, where it stands in the body', () => {
    const notes: Note[] = [
      { param: 'reasoning_effort', action: 'moved', at: 'generationConfig.thinkingConfig.thinkingLevel', why: 'w' },
      { param: 'temperature', action: 'dropped', why: 'not of thinking' },
    ]
    const body = { generationConfig: { thinkingConfig: { thinkingLevel: 'HIGH' } } }
    expect(thinkingOf(at('gemini', 'gemini-3-pro'), known(notes, body))).toMatchObject({
      sent: [{ at: 'generationConfig.thinkingConfig.thinkingLevel', value: 'HIGH' }],
    })
    expect(thinkingOf(at('gemini', 'gemini-3-pro'), known(notes, body)).why).toBeUndefined()
  })

  it('says why nothing is', () => {
    const notes: Note[] = [{ param: 'thinking.budget_tokens', action: 'dropped', why: 'gpt-4.1 does not think.' }]
    expect(thinkingOf(at('openai', 'gpt-4.1'), known(notes, {}))).toMatchObject({ sent: [], why: 'gpt-4.1 does not think.' })
  })
})
