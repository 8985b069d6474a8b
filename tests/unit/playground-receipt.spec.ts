import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Note } from '@/lib/chat/types'
import { bodyDiff } from '@/lib/playground/body-diff'
import { noteCounts, receiptRows } from '@/lib/playground/receipt-rows'

const asked = {
  temperature: 0.7,
  stop: '###',
  seed: 7,
  top_p: 0.9,
  max_tokens: 1024,
  messages: [
    { role: 'system', content: 'You are brief.' },
    { role: 'user', content: 'Hi' },
  ],
}
const sent = {
  max_tokens: 2048,
  system: [{ type: 'text', text: 'You are brief.' }],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  stop_sequences: ['###'],
  top_p: 0.9,
}
const notes: Note[] = [
  { param: 'messages[0]', action: 'moved', at: 'system[0]', why: 'System text is a field of its own here.' },
  { param: 'top_p', action: 'kept', from: 0.9, to: 0.9, at: 'top_p', why: 'As written.' },
  { param: 'stop', action: 'moved', from: '###', to: ['###'], at: 'stop_sequences', why: 'Always a list here.' },
  { param: 'temperature', action: 'dropped', from: 0.7, why: 'Not taken while thinking.' },
  { param: 'max_tokens', action: 'changed', from: 1024, to: 2048, at: 'max_tokens', why: 'Must exceed the thinking budget.' },
  { param: 'seed', action: 'dropped', from: 7, why: 'There is no seed here.' },
]

describe('the counts of a receipt', () => {
  it('take changed, added and emulated together', () => {
    const more: Note[] = [...notes, { param: 'n', action: 'emulated', why: '' }, { param: 'system', action: 'added', why: '' }]
    expect(noteCounts(more)).toEqual({ changed: 3, dropped: 2, refused: 0, moved: 2, kept: 1 })
  })
})

describe('the rows of a receipt', () => {
  it('stand refused first, then changed and dropped, then moved, then kept', () => {
    const rows = receiptRows(asked, [...notes, { param: 'messages[1]', action: 'refused', why: 'No images here.' }])
    expect(rows.map(({ param, action }) => `${action} ${param}`)).toEqual([
      'refused messages[1]',
      'dropped temperature',
      'changed max_tokens',
      'dropped seed',
      'moved messages[0]',
      'moved stop',
      'kept top_p',
    ])
  })

  it('say what was asked, also where the note does not, and what is sent, also where it is the same', () => {
    const rows = receiptRows(asked, [
      ...notes,
      { param: 'top_p', action: 'kept', why: '' },
      { param: 'stop_sequences', action: 'added', to: [], why: '' },
    ])
    const row = (param: string) => rows.findLast(row => row.param === param)
    expect(row('messages[0]')?.asked).toEqual({ role: 'system', content: 'You are brief.' })
    expect(row('temperature')).toMatchObject({ asked: 0.7, sent: undefined })
    expect(row('top_p')).toMatchObject({ asked: 0.9, sent: 0.9 })
    expect(row('stop_sequences')).toMatchObject({ asked: undefined, sent: [] })
  })
})

describe('the request diff', () => {
  const { asked: left, sent: right, links } = bodyDiff(asked, sent, notes)
  const joined = links.map(link => [
    link.asked === null ? null : left[link.asked]!.text.trim(),
    link.sent === null ? null : right[link.sent]!.text.trim(),
    link.action,
  ])

  it('joins what was asked with what is sent, from top to bottom', () => {
    expect(joined).toEqual([
      ['"temperature": 0.7,', null, 'dropped'],
      ['"stop": "###",', '"stop_sequences": ["###"],', 'moved'],
      ['"seed": 7,', null, 'dropped'],
      ['"top_p": 0.9,', '"top_p": 0.9', 'kept'],
      ['"max_tokens": 1024,', '"max_tokens": 2048,', 'changed'],
      ['{ "role": "system", "content": "You are brief." },', '{ "type": "text", "text": "You are brief." }', 'moved'],
    ])
  })

  it('marks the lines notes speak of, and no others', () => {
    const marked = (lines: typeof left) => lines.filter(({ action }) => action).map(({ path, action }) => `${action} ${path}`)
    expect(marked(left)).toEqual([
      'dropped temperature',
      'moved stop',
      'dropped seed',
      'kept top_p',
      'changed max_tokens',
      'moved messages[0]',
    ])
    expect(marked(right)).toEqual(['changed max_tokens', 'moved system[0]', 'moved stop_sequences', 'kept top_p'])
  })

  it('points to the value around a path that has no line, and to nothing for what was not asked', () => {
    const diff = bodyDiff({ stop: 'x', thinking: 'yes' }, { thinking: { type: 'enabled' } }, [
      { param: 'thinking', action: 'added', at: 'thinking.display', why: '' },
      { param: 'stop[3]', action: 'dropped', why: '' },
      { param: 'nowhere', action: 'dropped', why: '' },
      { param: 'thinking.secret', action: 'dropped', why: '' },
    ])
    expect(diff.links.map(({ asked, sent, action }) => [asked, sent, action])).toEqual([
      [1, null, 'dropped'],
      [2, 1, 'added'],
      [2, null, 'dropped'],
    ])
  })

  it('joins nothing for what is kept without a line of its own', () => {
    const { links } = bodyDiff({ n: 1 }, {}, [{ param: 'n', action: 'kept', from: 1, why: 'Nothing to send.' }])
    expect(links).toEqual([])
  })

  it('folds long strings and long lists, but never what a note speaks of', () => {
    const tools = Array.from({ length: 20 }, (_, index) => ({ name: `tool-${index}` }))
    const { sent } = bodyDiff({}, { text: 'x'.repeat(5000), tools }, [
      { param: 'tools[12]', action: 'changed', at: 'tools[12].name', why: '' },
    ])
    const lines = sent.map(({ text }) => text.trim())
    expect(lines[1]).toMatch(/^"text": "x{48}… \+4,952",$/)
    expect(lines).toContain('"name": "tool-12"')
    expect(lines.filter(line => line.startsWith('…'))).toEqual(['… 8 more', '… 7 more'])
    expect(lines.length).toBeLessThan(20)
  })

  it('prints every body as JSON, whatever its keys, when nothing is long', () => {
    const json = fc
      .jsonValue({ maxDepth: 4, stringUnit: fc.constantFrom('a', '.', '[', ']', '"', '\\', '\n', '🙂', ' ') })
      .filter(value => {
        const text = JSON.stringify(value)
        return !text.includes('…') && text.length < 2000
      })
    fc.assert(
      fc.property(json, fc.array(fc.string()), (body, paths) => {
        const printed = bodyDiff(
          body,
          body,
          paths.map(param => ({ param, action: 'changed', why: '' })),
        ).asked
        const text = printed.map(({ text }) => text).join('\n')
        if (!text.includes('…')) expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(body)))
      }),
      { numRuns: Math.max(20, 300 * Number(process.env.THOROUGH ?? 0.1)) },
    )
  })
})
