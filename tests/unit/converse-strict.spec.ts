import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRequest } from '@/lib/chat/request'
import { abilitiesOf } from '@/lib/models'
import { applyParams } from '@/lib/params/apply'
import { type ConverseBody, checkBody } from '@/lib/sandbox/converse/request'
import { brokenRule } from '@/lib/sandbox/converse/rules'
import { converse } from '@/lib/wires/converse'
import { conversations } from '../support/conversations'

const runs = Math.max(200, Math.round(20_000 * Number(process.env.THOROUGH ?? 0.1)))

test('whatever is asked, what is sent is what Converse takes, or is refused with its reason', () => {
  let sent = 0
  fc.assert(
    fc.property(conversations(), fc.constantFrom('emulate', 'drop' as const), (asked, unsupported) => {
      const request = parseRequest(asked)
      const ask = { can: abilitiesOf('sandbox', 'converse'), unsupported, passUnknown: false } as const
      const { body, notes } = converse.toBody(request, ask)
      notes.push(...applyParams(request, 'converse', body, ask), ...converse.settle!(body, request, ask))
      if (notes.some(({ action }) => action === 'refused')) return
      sent++
      const written = JSON.parse(JSON.stringify(body))
      expect(checkBody(written, [])).toBeUndefined()
      expect(brokenRule(written as ConverseBody)?.message).toBeUndefined()
    }),
    { numRuns: runs },
  )
  expect(sent).toBeGreaterThan(runs / 2)
})
