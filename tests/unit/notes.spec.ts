import { describe, expect, it } from 'vitest'
import { errorTitle, nextStep } from '@/components/columns/error-words'
import { differences, outcome, shortValue } from '@/components/notes'
import type { Note } from '@/lib/chat/types'

const note = (action: Note['action'], rest: Partial<Note> = {}): Note => ({ param: 'x', action, why: '', ...rest })

describe('what a column says of its notes', () => {
  it('names what was refused and dropped first, and leaves out what arrived', () => {
    const notes = [
      note('kept'),
      note('added'),
      note('changed'),
      note('moved'),
      note('dropped'),
      note('refused'),
      note('emulated'),
    ]
    expect(differences(notes).map(({ action }) => action)).toEqual(['refused', 'dropped', 'changed', 'added', 'emulated'])
  })

  it('says what became of a value in a few words', () => {
    expect(outcome(note('changed', { from: 1.7, to: 1 }))).toBe('1.7 → 1')
    expect(outcome(note('dropped', { from: 7 }))).toBe('not sent')
    expect(outcome(note('added', { to: 4096 }))).toBe('4,096')
    expect(outcome(note('emulated', { from: 3 }))).toBe('emulated')
  })

  it('shows numbers whole and long values cut', () => {
    expect(shortValue(0.000001)).toBe('0.000001')
    expect(shortValue(null)).toBe('null')
    expect(shortValue('a'.repeat(100), 10)).toBe(`"${'a'.repeat(8)}…`)
  })
})

describe('an error in a column', () => {
  const error = (status: number, type = 'x') => ({ message: 'm', type, param: null, code: null, status })
  const run = { provider: 'anthropic', completion: null }

  it('says who, and leads to what helps', () => {
    expect(errorTitle(error(401), run)).toBe('A key is missing or wrong for Anthropic')
    expect(nextStep(error(401))).toBe('key')
    expect(errorTitle(error(404), run)).toBe('There is no such model')
    expect(nextStep(error(404))).toBe('model')
    expect(errorTitle(error(429), { ...run, provider: 'sandbox' })).toBe('Rate limited by the sandbox')
    expect(nextStep(error(429))).toBe('again')
    expect(errorTitle(error(503), { ...run, host: 'https://models.example/v1' })).toBe('models.example failed')
    expect(errorTitle(error(0, 'network_error'), run)).toBe('The gateway could not be reached')
  })
})
