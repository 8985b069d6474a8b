import { describe, expect, it } from 'vitest'
import { commands, shortcuts } from '@/components/commands'
import { arePressed } from '@/components/commands/keys'
import { scoreOf } from '@/components/commands/score'

const press = (key: string, mods: Partial<Record<'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  ({ key, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, ...mods }) as KeyboardEvent

describe('the commands', () => {
  it('have names and ids of their own', () => {
    for (const member of ['id', 'name'] as const) {
      const all = commands.map(command => command[member])
      expect(new Set(all).size).toBe(all.length)
    }
  })

  it('never share keys', () => {
    const presses = [
      press('Enter', { metaKey: true }),
      press('Enter', { ctrlKey: true, shiftKey: true }),
      press('Escape'),
      press('k', { ctrlKey: true }),
      press('\\', { metaKey: true }),
      press('j', { metaKey: true }),
      press('D', { ctrlKey: true }),
      press('3', { metaKey: true }),
      press('z', { metaKey: true }),
      press('s', { ctrlKey: true }),
      press('?', { shiftKey: true }),
    ]
    const called = presses.map(event => shortcuts.filter(({ keys }) => arePressed(keys, event)).map(({ id }) => id))
    for (const ids of called) expect(ids).toHaveLength(1)
    expect(called.flat().toSorted()).toEqual(shortcuts.map(({ id }) => id).toSorted())
  })
})

describe('keys', () => {
  it.each([
    ['⌘J', press('j')],
    ['⌘J', press('j', { ctrlKey: true, altKey: true })],
    ['⌘J', press('J', { ctrlKey: true, shiftKey: true })],
    ['⌘1–6', press('7', { ctrlKey: true })],
    ['⌘1–6', press('F1', { ctrlKey: true })],
    ['Esc', press('Escape', { metaKey: true })],
  ])('%s is not another press', (keys, event) => {
    expect(arePressed(keys, event)).toBe(false)
  })
})

describe('a search', () => {
  it('wants every word, and puts the beginning of a name before its middle and other words', () => {
    const scores = ['run', 'columns', 'lumns', 'send'].map(search => scoreOf('Run all columns', search, ['send start']))
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(new Set(scores).size).toBe(4)
    expect(scoreOf('Run all columns', 'run zebra', ['send'])).toBe(0)
    expect(scoreOf('Run all columns', 'columns run')).toBeGreaterThan(0)
  })
})
