import { expect, it } from 'vitest'
import { pathOf, valueAt } from '@/lib/playground/paths'

const body = { system: [{ type: 'text', text: 'Be brief.' }], messages: [{ role: 'user', 'a.b': 1, content: 'Hi' }] }

it.each([
  ['Be brief.', 'system[0].text'],
  ['Hi', 'messages[0].content'],
  [1, 'messages[0].a.b'],
  ['nowhere', undefined],
])('%j stands at %s', (value, path) => {
  expect(pathOf(value, body)).toBe(path)
  if (path) expect(valueAt(body, path)).toBe(value)
})
