import { afterAll, describe, expect, it } from 'vitest'
import type { ChatRequest } from '@/lib/chat/types'
import { type Difference, differences, ours, theirs, type Wire } from '../support/oracle/ask'
import { CASES, USUAL } from '../support/oracle/cases'
import { RULES } from '../support/oracle/rules'

const used = new Set<number>()

/** Differences no rule allows. */
function unexplained(wire: Wire, name: string, found: Difference[]): Difference[] {
  return found.filter(({ path }) => {
    const rules = RULES.flatMap((rule, index) =>
      rule.wire === wire && rule.at.test(path) && (!rule.in || rule.in.test(name)) ? [index] : [],
    )
    for (const index of rules) used.add(index)
    return !rules.length
  })
}

const all = CASES.flatMap(({ name, request, models = USUAL, options }) =>
  (Object.entries(models) as [Wire, string[]][]).flatMap(([wire, ids]) =>
    ids.map(model => ({ name, wire, options, request: { ...request, model } as ChatRequest })),
  ),
)

describe('what we send is what the AI SDK’s provider sends for the same prompt, but for what the rules say', () => {
  it.each(all)('$name, to $request.model', async ({ name, wire, request, options }) => {
    const [mine, other] = [ours(wire, request), await theirs(wire, request, options)]
    expect(unexplained(wire, name, differences(mine, other))).toEqual([])
  })

  afterAll(() => {
    const idle = RULES.filter((_, index) => !used.has(index)).map(({ wire, at }) => `${wire} ${at}`)
    expect(idle, 'rules no case uses').toEqual([])
  })
})

it('compares enough requests, with few rules that each give their source', () => {
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(RULES.length).toBeLessThanOrEqual(40)
  for (const { reason, source } of RULES) {
    expect(reason).toMatch(/\.$/)
    expect(source).toMatch(/^https:\/\//)
  }
})
