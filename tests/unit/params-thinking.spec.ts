import { describe, expect, test } from 'vitest'
import { abilitiesFor, type Model, send, wireOf } from '../support/params'

const enabled = (budget_tokens: number) => ({ type: 'enabled', budget_tokens })
const BUDGET = enabled(2030)
const OFF = { type: 'disabled' }
const ADAPTIVE = { type: 'adaptive' }
const BETWEEN = { type: 'between_tools' }
/** As it is sent: the summary is asked for. */
const SHOWN = { type: 'adaptive', display: 'summarized' }

type Asked = { thinking?: object; reasoning_effort?: string }
const effort = (reasoning_effort: string): Asked => ({ reasoning_effort })
const think = (thinking: object): Asked => ({ thinking })

/** What stands in Anthropic's body: `thinking`, and `output_config.effort`. */
type Told = [thinking: object | undefined, effort?: string]

/** VENDORS A5, family by family; models that follow the same line share it. */
const CLAUDES: { models: string[]; tells: [Asked, Told][] }[] = [
  {
    models: ['claude-sonnet-5-5'],
    tells: [
      ...adaptiveTells(['low', 'medium', 'high', 'xhigh', 'max']),
      [effort('none'), [BETWEEN]],
      [think(OFF), [BETWEEN]],
      [think(BUDGET), [SHOWN, 'low']],
      [think(enabled(20_000)), [SHOWN, 'high']],
      [think(BETWEEN), [BETWEEN]],
      [{ ...think(BETWEEN), ...effort('max') }, [BETWEEN, 'high']],
    ],
  },
  {
    models: ['claude-opus-5-5', 'claude-fable-5-1', 'claude-fable-5-2', 'claude-mythos-5-1', 'claude-fable-5', 'claude-mythos-5'],
    tells: [
      ...adaptiveTells(['low', 'medium', 'high', 'xhigh', 'max']),
      [effort('none'), [undefined, 'low']],
      [think(OFF), [undefined, 'low']],
      [think(BUDGET), [SHOWN, 'low']],
      [think(BETWEEN), [SHOWN]],
    ],
  },
  {
    models: ['claude-haiku-5-5', 'claude-opus-5', 'claude-sonnet-5', 'claude-of-tomorrow'],
    tells: [
      ...adaptiveTells(['low', 'medium', 'high', 'xhigh', 'max']),
      [effort('none'), [OFF]],
      [think(OFF), [OFF]],
      [{ ...think(OFF), ...effort('max') }, [OFF]],
      [think(BUDGET), [SHOWN, 'low']],
      [think(BETWEEN), [SHOWN]],
    ],
  },
  {
    models: ['claude-opus-4-7', 'claude-opus-4-8'],
    tells: [
      ...adaptiveTells(['low', 'medium', 'high', 'xhigh', 'max']),
      [effort('none'), [undefined]],
      [think(OFF), [OFF]],
      [think(BUDGET), [SHOWN, 'low']],
    ],
  },
  {
    models: ['claude-opus-4-6', 'claude-sonnet-4-6'],
    tells: [
      ...adaptiveTells(['low', 'medium', 'high', 'max', 'max']),
      [effort('none'), [undefined]],
      [think(OFF), [OFF]],
      [think(BUDGET), [BUDGET]],
      [think(enabled(100)), [enabled(1024)]],
      [{ ...think(BUDGET), ...effort('max') }, [BUDGET]],
    ],
  },
  {
    models: ['claude-opus-4-5'],
    tells: [
      [effort('none'), [undefined]],
      [effort('minimal'), [enabled(1024), 'low']],
      [effort('medium'), [enabled(8192), 'medium']],
      [effort('high'), [enabled(24_576), 'high']],
      [effort('xhigh'), [enabled(62_976), 'high']],
      [effort('max'), [enabled(62_976), 'high']],
      [think(BUDGET), [BUDGET]],
      [think(OFF), [OFF]],
    ],
  },
  {
    models: ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-sonnet-4-0'],
    tells: [
      [effort('none'), [undefined]],
      [effort('minimal'), [enabled(1024)]],
      [effort('low'), [enabled(1024)]],
      [effort('medium'), [enabled(8192)]],
      [effort('high'), [enabled(24_576)]],
      [effort('xhigh'), [enabled(62_976)]],
      [effort('max'), [enabled(62_976)]],
      [think(BUDGET), [BUDGET]],
      [think(enabled(1)), [enabled(1024)]],
      [think(enabled(900_000)), [enabled(62_976)]],
      [think({ ...BUDGET, display: 'omitted' }), [{ ...BUDGET, display: 'omitted' }]],
      [think(OFF), [OFF]],
      [think(ADAPTIVE), [enabled(8192)]],
      [{ ...think(ADAPTIVE), ...effort('high') }, [enabled(24_576)]],
      [{ ...think(BUDGET), ...effort('high') }, [BUDGET]],
    ],
  },
  {
    models: ['claude-opus-4-1', 'claude-opus-4-20250514'],
    tells: [
      [effort('high'), [enabled(24_576)]],
      [effort('max'), [enabled(30_976)]],
    ],
  },
  {
    models: ['claude-3-5-haiku-latest', 'claude-3-haiku-20240307'],
    tells: [
      [effort('high'), [undefined]],
      [effort('none'), [undefined]],
      [think(BUDGET), [undefined]],
      [think(OFF), [undefined]],
    ],
  },
]

describe.each(CLAUDES.flatMap(({ models, tells }) => models.map(model => [model, tells] as const)))('%s', (model, tells) => {
  test.each(tells)('asked for %j is told %j', (asked, [thinking, rung]) => {
    const { body } = send(`anthropic/${model}`, asked)
    expect(body).toEqual({ ...(thinking && { thinking }), ...(rung && { output_config: { effort: rung } }) })
  })

  test.each(tells)('asked for %j is told the same on Bedrock, in other places', (asked, [thinking, rung]) => {
    const { body } = send(`bedrock/us.anthropic.${model}-v1:0`, asked)
    const { inferenceConfig: _limit, ...told } = body
    expect(told).toEqual({
      ...(thinking && { additionalModelRequestFields: { thinking } }),
      ...(rung && { outputConfig: { effort: rung } }),
    })
  })
})

describe('a Claude’s receipt', () => {
  test('holds the computed budget', () => {
    expect(send('anthropic/claude-sonnet-4-5', effort('high')).notes).toEqual([
      {
        param: 'reasoning_effort',
        action: 'changed',
        from: 'high',
        to: 24_576,
        at: 'thinking.budget_tokens',
        why: 'Claude Sonnet 4.5 takes a budget in place of an effort; for high that is 24576 tokens here.',
        source: 'https://platform.claude.com/docs/en/build-with-claude/extended-thinking',
      },
    ])
  })

  test('holds the computed effort', () => {
    const { note } = send('anthropic/claude-opus-4-7', think(BUDGET))
    expect(note('thinking')).toMatchObject({ action: 'changed', from: BUDGET, to: SHOWN })
    expect(note('thinking.budget_tokens')).toMatchObject({ action: 'changed', from: 2030, to: 'low', at: 'output_config.effort' })
  })

  test('says that a summary of the thoughts was asked for, and keeps the caller’s own word', () => {
    const quiet = send('anthropic/claude-opus-4-7', think(ADAPTIVE))
    expect(quiet.note('thinking').action).toBe('kept')
    expect(quiet.note('thinking.display')).toMatchObject({ action: 'added', to: 'summarized' })
    const own = send('anthropic/claude-opus-4-7', think({ type: 'adaptive', display: 'omitted' }))
    expect(own.body).toEqual({ thinking: { type: 'adaptive', display: 'omitted' } })
    expect(own.notes).toHaveLength(1)
  })

  test('says when a model cannot stop thinking', () => {
    for (const model of ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-fable-5'] as const) {
      expect(send(`anthropic/${model}`, think(OFF)).note('thinking')).toMatchObject({
        action: 'changed',
        why: expect.stringContaining('cannot stop thinking'),
      })
    }
  })

  test('leaves room for the answer on Bedrock, which has no limit of its own', () => {
    const { body, note } = send('bedrock/anthropic.claude-sonnet-4-5-v1:0', think(BUDGET))
    expect(body.inferenceConfig).toEqual({ maxTokens: 6126 })
    expect(note('max_tokens')).toMatchObject({ action: 'added', to: 6126 })
  })
})

describe('thinking and reasoning_effort together', () => {
  test('thinking wins, and the receipt says so', () => {
    const both = { ...think(BUDGET), ...effort('high') }
    for (const model of [
      'anthropic/claude-sonnet-4-5',
      'openai/o3',
      'gemini/gemini-2.5-flash',
      'bedrock/amazon.nova-2-lite-v1:0',
      'sandbox/openai',
    ] as const) {
      const { body, note } = send(model, both)
      expect(note('reasoning_effort')).toMatchObject({ action: 'dropped', from: 'high' })
      expect(body).toEqual(send(model, think(BUDGET)).body)
    }
  })

  test('adaptive thinking says no amount, so an effort beside it is heeded', () => {
    const both = { ...think(ADAPTIVE), ...effort('high') }
    expect(send('anthropic/claude-opus-4-7', both).body).toEqual({ thinking: SHOWN, output_config: { effort: 'high' } })
    expect(send('openai/o3', both).body).toEqual({ reasoning_effort: 'high' })
    expect(send('gemini/gemini-3-pro-preview', both).body).toMatchObject({
      generationConfig: { thinkingConfig: { thinkingLevel: 'HIGH' } },
    })
    for (const model of ['anthropic/claude-opus-4-7', 'openai/o3', 'gemini/gemini-2.5-pro'] as const) {
      expect(send(model, both).notes.map(({ action }) => action)).not.toContain('dropped')
    }
  })

  test('both travel as they are to a model nobody knows', () => {
    const both = { ...think(BUDGET), ...effort('high') }
    expect(send('custom/qwen', both, { passUnknown: true }).body).toEqual(both)
  })
})

describe('OpenAI’s efforts', () => {
  const ALL = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']
  test.each([
    ['o3', ['low', 'low', 'low', 'medium', 'high', 'high', 'high']],
    ['o4-mini', ['low', 'low', 'low', 'medium', 'high', 'high', 'high']],
    ['gpt-5-mini', ['minimal', 'minimal', 'low', 'medium', 'high', 'high', 'high']],
    ['gpt-5.1', ['none', 'low', 'low', 'medium', 'high', 'high', 'high']],
    ['gpt-5.2', ['none', 'low', 'low', 'medium', 'high', 'xhigh', 'xhigh']],
    ['gpt-5.6-luna', ['none', 'low', 'low', 'medium', 'high', 'xhigh', 'xhigh']],
    ['gpt-6-astra', ['low', 'low', 'low', 'medium', 'high', 'xhigh', 'xhigh']],
    ['gpt-6-sol', ['none', 'low', 'low', 'medium', 'high', 'xhigh', 'xhigh']],
    ['gpt-next', ['low', 'low', 'low', 'medium', 'high', 'xhigh', 'xhigh']],
  ])('%s gets the nearest rung it has', (model, sent) => {
    expect(ALL.map(word => send(`openai/${model}`, effort(word)).body.reasoning_effort)).toEqual(sent)
    for (const [index, word] of ALL.entries()) {
      const { action, why } = send(`openai/${model}`, effort(word)).note('reasoning_effort')
      expect(action).toBe(sent[index] === word ? 'kept' : 'changed')
      if (action === 'changed') expect(why).toContain(model)
    }
  })

  test.each([
    [0, 'low'],
    [1024, 'low'],
    [4607, 'low'],
    [4608, 'medium'],
    [8192, 'medium'],
    [16_384, 'high'],
    [24_576, 'high'],
    [200_000, 'high'],
  ])('a budget of %i becomes %s', (budget, rung) => {
    const { body, note } = send('openai/o3', think(enabled(budget)))
    expect(body).toEqual({ reasoning_effort: rung })
    expect(note('thinking')).toMatchObject({ action: 'changed', to: rung, why: expect.stringContaining(String(budget)) })
  })

  test('thinking is switched off where it can be', () => {
    expect(send('openai/gpt-5.1', think(OFF)).body).toEqual({ reasoning_effort: 'none' })
    expect(send('openai/o3', think(OFF)).body).toEqual({ reasoning_effort: 'low' })
    expect(send('openai/o3', think(OFF)).note('thinking').why).toContain('cannot stop thinking')
  })

  test('a model that does not think loses a wish to think, and not one to be quiet', () => {
    for (const model of ['openai/gpt-4o', 'openai/gpt-5-chat-latest'] as const) {
      expect(send(model, effort('low'))).toMatchObject({ body: {}, notes: [{ action: 'dropped' }] })
      expect(send(model, effort('none'))).toMatchObject({ body: {}, notes: [{ action: 'kept' }] })
      expect(send(model, think(OFF))).toMatchObject({ body: {}, notes: [{ action: 'kept' }] })
    }
  })

  test('gpt-5.6 takes function tools at effort none only, and is told so unasked', () => {
    const tools = [{ type: 'function', function: { name: 'look' } }]
    const bare = send('openai/gpt-5.6-sol', { tools })
    expect(bare.body).toEqual({ reasoning_effort: 'none' })
    expect(bare.notes).toMatchObject([{ param: 'reasoning_effort', action: 'added', to: 'none' }])
    expect(bare.notes[0]).not.toHaveProperty('from')
    for (const asked of [effort('high'), think(BUDGET)]) {
      const { body, notes } = send('openai/gpt-5.6-sol', { tools, ...asked })
      expect(body).toEqual({ reasoning_effort: 'none' })
      expect(notes).toMatchObject([{ action: 'changed', to: 'none' }])
    }
    expect(send('openai/gpt-5.6-sol', {}).body).toEqual({})
    expect(send('openai/gpt-5.6-sol', { tools: [{ type: 'custom', custom: { name: 'x' } }] }).body).toEqual({})
    expect(send('openai/gpt-5.5', { tools }).body).toEqual({})
  })
})

describe('the sandbox’s openai face', () => {
  test('takes every effort, and a budget within its reach', () => {
    for (const word of ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']) {
      expect(send('sandbox/openai', effort(word))).toMatchObject({ body: effort(word), notes: [{ action: 'kept' }] })
    }
    expect(send('sandbox/openai', think(enabled(600)))).toMatchObject({ body: think(enabled(600)), notes: [{ action: 'kept' }] })
    expect(send('sandbox/openai', think(OFF))).toMatchObject({ body: think(OFF), notes: [{ action: 'kept' }] })
    expect(send('sandbox/openai', think(enabled(0))).body).toEqual(think(enabled(1)))
    const shown = send('sandbox/openai', think({ ...enabled(600), display: 'omitted' }))
    expect(shown.body).toEqual(think(enabled(600)))
    expect(shown.note('thinking.display').action).toBe('dropped')
  })
})

describe('Gemini', () => {
  const config = (model: string, asked: Asked) =>
    (send(`gemini/${model}`, asked).body.generationConfig as { thinkingConfig?: Record<string, unknown> } | undefined)
      ?.thinkingConfig

  test.each([
    ['gemini-2.5-flash', { none: 0, minimal: 1024, low: 1024, medium: 8192, high: 24_576, xhigh: 24_576, max: 24_576 }],
    ['gemini-2.5-flash-lite', { none: 0, minimal: 1024, low: 1024, medium: 8192, high: 24_576, max: 24_576 }],
    ['gemini-2.5-pro', { none: 128, low: 1024, medium: 8192, high: 24_576, xhigh: 32_768, max: 32_768 }],
  ])('%s gets a budget for an effort', (model, budgets) => {
    for (const [word, budget] of Object.entries(budgets)) {
      expect(config(model, effort(word))?.thinkingBudget).toBe(budget)
      expect(config(model, effort(word))?.thinkingLevel).toBeUndefined()
      const { to, action } = send(`gemini/${model}`, effort(word)).note('reasoning_effort')
      expect({ to, action }).toEqual({ to: budget, action: budget === 0 ? 'moved' : 'changed' })
    }
  })

  test.each([
    ['gemini-2.5-flash', 2030, 2030],
    ['gemini-2.5-flash', 50_000, 24_576],
    ['gemini-2.5-flash-lite', 100, 512],
    ['gemini-2.5-pro', 100, 128],
    ['gemini-2.5-pro', 50_000, 32_768],
  ])('%s gets a budget of %i as %i', (model, asked, sent) => {
    expect(config(model, think(enabled(asked)))).toEqual({ thinkingBudget: sent, includeThoughts: true })
  })

  test('2.5 stops thinking where it can, decides itself when told to, and shows its thoughts unless told not to', () => {
    expect(config('gemini-2.5-flash', think(OFF))).toEqual({ thinkingBudget: 0 })
    expect(config('gemini-2.5-flash-lite', think(OFF))).toEqual({ thinkingBudget: 0 })
    expect(config('gemini-2.5-pro', think(OFF))).toEqual({ thinkingBudget: 128 })
    expect(config('gemini-2.5-pro', think(ADAPTIVE))).toEqual({ thinkingBudget: -1, includeThoughts: true })
    expect(config('gemini-2.5-pro', think({ ...BUDGET, display: 'omitted' }))).toEqual({
      thinkingBudget: 2030,
      includeThoughts: false,
    })
  })

  test.each([
    [
      'gemini-3-pro-preview',
      { none: 'LOW', minimal: 'LOW', low: 'LOW', medium: 'MEDIUM', high: 'HIGH', xhigh: 'HIGH', max: 'HIGH' },
    ],
    ['gemini-3.7-flash', { none: 'LOW', minimal: 'LOW', low: 'LOW', medium: 'MEDIUM', high: 'HIGH', xhigh: 'HIGH' }],
    ['gemini-flash-latest', { none: 'LOW', minimal: 'LOW', max: 'HIGH' }],
    [
      'gemini-3-flash-preview',
      { none: 'MINIMAL', minimal: 'MINIMAL', low: 'LOW', medium: 'MEDIUM', high: 'HIGH', xhigh: 'HIGH' },
    ],
    ['gemini-4-hydrogen', { none: 'LOW', minimal: 'LOW', high: 'HIGH', xhigh: 'XHIGH', max: 'XHIGH' }],
  ])('%s gets a level, never a budget', (model, levels) => {
    for (const [word, level] of Object.entries(levels)) {
      expect(config(model, effort(word))?.thinkingLevel).toBe(level)
      expect(config(model, effort(word))).not.toHaveProperty('thinkingBudget')
    }
    for (const asked of [BUDGET, OFF, ADAPTIVE, enabled(0)])
      expect(config(model, think(asked))).not.toHaveProperty('thinkingBudget')
    expect(config(model, think(BUDGET))?.thinkingLevel).toBe('LOW')
    expect(config(model, think(ADAPTIVE))).toEqual({ includeThoughts: true })
  })

  test('2.0 does not think', () => {
    expect(send('gemini/gemini-2.0-flash', effort('high'))).toMatchObject({ body: {}, notes: [{ action: 'dropped' }] })
  })
})

describe('Bedrock', () => {
  const NOVA: Model = 'bedrock/us.amazon.nova-2-lite-v1:0'
  const fields = (model: Model, asked: Asked) => send(model, asked).body.additionalModelRequestFields

  test.each([
    ['none', { type: 'disabled' }],
    ['minimal', { type: 'enabled', maxReasoningEffort: 'low' }],
    ['medium', { type: 'enabled', maxReasoningEffort: 'medium' }],
    ['xhigh', { type: 'enabled', maxReasoningEffort: 'high' }],
    ['max', { type: 'enabled', maxReasoningEffort: 'high' }],
  ])('tells Nova 2 of effort %s', (word, reasoningConfig) => {
    expect(fields(NOVA, effort(word))).toEqual({ reasoningConfig })
  })

  test('tells Nova 2 of budgets, and leaves its token limit out at high effort', () => {
    expect(fields(NOVA, think(OFF))).toEqual({ reasoningConfig: { type: 'disabled' } })
    expect(fields(NOVA, think(enabled(8000)))).toEqual({ reasoningConfig: { type: 'enabled', maxReasoningEffort: 'medium' } })
    expect(send(NOVA, { max_tokens: 100, ...effort('high') }).note('max_tokens').action).toBe('dropped')
    expect(send(NOVA, { max_tokens: 100, ...effort('low') }).note('max_tokens').action).toBe('moved')
  })

  test('tells OpenAI’s models in their own spelling', () => {
    expect(fields('bedrock/openai.gpt-oss-120b-1:0', effort('xhigh'))).toEqual({ reasoning_effort: 'high' })
    expect(fields('bedrock/openai.gpt-5.2', effort('low'))).toEqual({ reasoning: { effort: 'low' } })
  })

  test('has no word for others', () => {
    expect(send('bedrock/meta.llama4', effort('low'))).toMatchObject({ body: {}, notes: [{ action: 'dropped' }] })
  })
})

test('an unknown model on Anthropic’s wire is taken for one that thinks by budget', () => {
  const model: Model = 'anthropic/kimi-k2'
  expect(wireOf(model)).toBe('anthropic')
  expect(abilitiesFor(model).thinking.kind).toBe('unknown')
  expect(send(model, effort('high')).body).toEqual({ thinking: enabled(24_576) })
  expect(send(model, think(ADAPTIVE)).body).toEqual({ thinking: ADAPTIVE })
  expect(send(model, think(OFF)).body).toEqual({ thinking: OFF })
  expect(send(model, { max_tokens: 100, ...think(BUDGET) }).body).toEqual({ max_tokens: 2130, thinking: BUDGET })
})

/** What every adaptive family makes of efforts, and of adaptive thinking as it is. */
function adaptiveTells([low, medium, high, xhigh, max]: string[]): [Asked, Told][] {
  return [
    [effort('minimal'), [SHOWN, low]],
    [effort('low'), [SHOWN, low]],
    [effort('medium'), [SHOWN, medium]],
    [effort('high'), [SHOWN, high]],
    [effort('xhigh'), [SHOWN, xhigh]],
    [effort('max'), [SHOWN, max]],
    [think(ADAPTIVE), [SHOWN]],
    [{ ...think(ADAPTIVE), ...effort('high') }, [SHOWN, high]],
  ]
}
