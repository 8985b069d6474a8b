import { describe, expect, it } from 'vitest'
import type { Choice } from '@/lib/chat/types'
import { spreadOf } from '@/lib/playground/spread'
import { thinkingTokens } from '@/lib/playground/stats'
import type { Run } from '@/lib/playground/types'

const choice = (index: number, content: string, more: Partial<Choice> = {}): Choice => ({
  index,
  message: { role: 'assistant', content, refusal: null },
  finish_reason: 'stop',
  logprobs: null,
  ...more,
})
const spread = (...texts: string[]) =>
  spreadOf(
    texts.map((text, index) => choice(index, text)),
    true,
  )
const differing = (...texts: string[]) =>
  spread(...texts)
    .items.filter(({ differs }) => differs)
    .map(({ index }) => index)

describe('several answers', () => {
  it('are alike by their words, whatever their case and punctuation', () => {
    expect(spread('Yes.', 'yes', 'No.')).toMatchObject({ alike: 2 })
    expect(differing('Yes.', 'yes', 'No.')).toEqual([2])
    expect(differing('42', '42.', '43')).toEqual([2])
    const said = 'Most likely the retry budget and not the client, because the errors began five minutes after it rose.'
    const again = 'The retry budget most likely, not the client: errors began five minutes after the budget rose.'
    const other = 'I would look at the certificate of the load balancer first, which ran out during the night.'
    expect(differing(said, again, other, said)).toEqual([2])
    expect(spread(said, again, other, said).alike).toBe(3)
  })

  it('name none as different where no two are alike', () => {
    expect(spread('one', 'two', 'three')).toMatchObject({ alike: 1 })
    expect(differing('one', 'two', 'three')).toEqual([])
  })

  it('are not compared while they are being written', () => {
    const { items, alike } = spreadOf([choice(0, 'Yes'), choice(1, 'N')], false)
    expect(alike).toBeUndefined()
    expect(items.map(({ differs }) => differs)).toEqual([false, false])
  })

  it('show how they begin on one line, and how long they are', () => {
    const logprobs = { content: [{ token: 'a' }, { token: 'b' }, { token: 'c' }], refusal: null } as unknown as Choice['logprobs']
    const [first, second] = spreadOf([choice(0, '## A **title**\n\nand text'), choice(1, 'abcdefgh', { logprobs })], true).items
    expect(first).toMatchObject({ beginning: 'A title and text', tokens: { estimated: true } })
    expect(second!.tokens).toEqual({ value: 3, estimated: false })
  })

  it('are their calls where they are nothing else', () => {
    const call = (city: string): Choice => {
      const tool_calls = [{ id: 'c', type: 'function' as const, function: { name: 'look', arguments: `{"city":"${city}"}` } }]
      return choice(0, '', { message: { role: 'assistant', content: null, refusal: null, tool_calls } })
    }
    const { items, alike } = spreadOf([call('Oslo'), call('Oslo'), call('Lima')], true)
    expect(alike).toBe(2)
    expect(items[2]).toMatchObject({ differs: true, beginning: 'look {"city":"Lima"}' })
  })
})

describe('the tokens of thinking', () => {
  const run = (choices: Choice[], reasoning_tokens: number) =>
    ({
      completion: { choices, usage: { completion_tokens_details: { reasoning_tokens } } },
    }) as unknown as Run

  it('are the provider’s count where one choice thought, else estimated from what can be read', () => {
    const thought = choice(0, 'a', { message: { role: 'assistant', content: 'a', refusal: null, reasoning_content: '12345678' } })
    expect(thinkingTokens(run([choice(0, 'a')], 188), 0)).toEqual({ value: 188, estimated: false })
    expect(thinkingTokens(run([thought, thought], 188), 1)).toEqual({ value: 2, estimated: true })
    expect(thinkingTokens(run([choice(0, 'a')], 0), 0)).toBeUndefined()
  })
})
