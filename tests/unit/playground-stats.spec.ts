import { describe, expect, it } from 'vitest'
import { announce, formatCost, formatCount, formatMeasured, formatMs, statsOf } from '@/lib/playground/stats'
import type { Run } from '@/lib/playground/types'

const run = (change: Partial<Run> = {}): Run => ({
  id: 'r',
  columnId: 'c1',
  status: 'done',
  startedAt: 0,
  elapsed: 2200,
  endedAt: 2200,
  firstContent: 200,
  provider: 'sandbox',
  asked: { model: 'openai', messages: [] },
  completion: {
    id: '',
    object: 'chat.completion',
    created: 0,
    model: 'openai',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'x'.repeat(400), refusal: null },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
  },
  ...change,
})
const usage = {
  prompt_tokens: 20,
  completion_tokens: 180,
  total_tokens: 200,
  prompt_tokens_details: { cached_tokens: 5 },
  completion_tokens_details: { reasoning_tokens: 80 },
}

describe('the strip', () => {
  it('takes the provider’s own usage', () => {
    const completion = { ...run().completion!, usage }
    expect(statsOf(run({ completion, firstThought: 100, thoughtUntil: 200 }))).toMatchObject({
      firstToken: 100,
      thought: 100,
      total: 2200,
      tokensIn: 20,
      tokensOut: { value: 180, estimated: false },
      thinking: { value: 80, estimated: false },
      cached: 5,
      finish: 'stop',
    })
    expect(statsOf(run({ completion })).speed).toEqual({ value: 90, estimated: false })
  })

  it('estimates what nobody said, and marks it', () => {
    const { tokensOut, speed, tokensIn } = statsOf(run())
    expect([tokensOut, speed, tokensIn]).toEqual([{ value: 100, estimated: true }, { value: 50, estimated: true }, undefined])
    expect(formatMeasured(speed!)).toBe('~50')
  })

  it('counts on while it streams, and says no speed for what came at once', () => {
    expect(statsOf(run({ status: 'streaming', endedAt: undefined, elapsed: 1200 })).speed?.value).toBe(100)
    expect(statsOf(run({ elapsed: 200, endedAt: 200 })).speed).toBeUndefined()
    expect(statsOf(run({ completion: null, firstContent: undefined }))).toMatchObject({
      firstToken: undefined,
      tokensOut: undefined,
    })
  })
})

describe('the sentence for screen readers', () => {
  it('says how it ended', () => {
    expect(announce('A', run({ completion: { ...run().completion!, usage } }))).toBe('A finished, 180 tokens')
    expect(announce('B', run({ status: 'aborted' }))).toBe('B stopped, about 100 tokens')
    expect(announce('C', run({ status: 'truncated', completion: null }))).toBe('C broke off')
    expect(
      announce('D', run({ status: 'error', error: { message: 'No key.', type: '', param: null, code: null, status: 401 } })),
    ).toBe('D failed: No key.')
  })
})

describe('numbers', () => {
  it.each([
    [0, '0 ms'],
    [58.4, '58 ms'],
    [99.6, '.10 s'],
    [412, '.41 s'],
    [994, '.99 s'],
    [996, '1.0 s'],
    [12_340, '12.3 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%d milliseconds are %s', (milliseconds, text) => expect(formatMs(milliseconds)).toBe(text))

  it.each([
    [7, '7'],
    [1024, '1,024'],
    [1_234_567.6, '1,234,568'],
  ])('%d is %s', (count, text) => expect(formatCount(count)).toBe(text))

  it.each([
    [0, 'free'],
    [0.00001, '<$.0001'],
    [0.0031, '$.0031'],
    [0.604, '$.604'],
    [1.249, '$1.25'],
  ])('%d dollars are %s', (usd, text) => expect(formatCost(usd)).toBe(text))
})
