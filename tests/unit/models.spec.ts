import { describe, expect, test } from 'vitest'
import { abilitiesOf, about, catalogue } from '@/lib/models'

const claude = (model: string) => abilitiesOf('anthropic', model)

describe('the families of Claude', () => {
  const CASES: [
    string,
    { kind: string; sampling: string; forcedTool: string; maxOutput: number; prefill: boolean; name: string },
  ][] = [
    ['claude-sonnet-5-5', of('adaptive', 'never', 'never', 128_000, false, 'Claude Sonnet 5.5')],
    ['claude-opus-5-5', of('adaptive', 'never', 'never', 128_000, false, 'Claude Opus 5.5')],
    ['claude-fable-5-1', of('adaptive', 'never', 'never', 128_000, false, 'Claude Fable 5.1')],
    ['claude-fable-5-2', of('adaptive', 'never', 'never', 128_000, false, 'Claude Fable 5.2')],
    ['claude-mythos-5-1', of('adaptive', 'never', 'never', 128_000, false, 'Claude Mythos 5.1')],
    ['claude-fable-5', of('adaptive', 'never', 'always', 128_000, false, 'Claude Fable 5')],
    ['claude-fable-5-20260601', of('adaptive', 'never', 'always', 128_000, false, 'Claude Fable 5')],
    ['claude-haiku-5-5', of('adaptive', 'never', 'always', 128_000, false, 'Claude Haiku 5.5')],
    ['claude-opus-5', of('adaptive', 'never', 'always', 128_000, false, 'Claude Opus 5')],
    ['claude-sonnet-5', of('adaptive', 'never', 'always', 128_000, false, 'Claude Sonnet 5')],
    ['claude-opus-4-7', of('adaptive', 'never', 'always', 128_000, false, 'Claude Opus 4.7')],
    ['claude-opus-4-8', of('adaptive', 'never', 'always', 128_000, false, 'Claude Opus 4.8')],
    ['claude-opus-4-6', of('adaptive', 'not-thinking', 'not-with-budget', 128_000, false, 'Claude Opus 4.6')],
    ['claude-sonnet-4-6', of('adaptive', 'not-thinking', 'not-with-budget', 128_000, false, 'Claude Sonnet 4.6')],
    ['claude-opus-4-5-20251101', of('budget', 'not-thinking', 'not-with-budget', 64_000, true, 'Claude Opus 4.5')],
    ['claude-sonnet-4-5', of('budget', 'not-thinking', 'not-with-budget', 64_000, true, 'Claude Sonnet 4.5')],
    ['claude-haiku-4-5-20251001', of('budget', 'not-thinking', 'not-with-budget', 64_000, true, 'Claude Haiku 4.5')],
    ['claude-opus-4-1-20250805', of('budget', 'not-thinking', 'not-with-budget', 32_000, true, 'Claude Opus 4.1')],
    ['claude-opus-4-20250514', of('budget', 'not-thinking', 'not-with-budget', 32_000, true, 'Claude Opus 4')],
    ['claude-sonnet-4-0', of('budget', 'not-thinking', 'not-with-budget', 64_000, true, 'Claude Sonnet 4.0')],
    ['claude-3-7-sonnet-20250219', of('budget', 'not-thinking', 'not-with-budget', 64_000, true, 'Claude 3.7 Sonnet')],
    ['claude-3-5-sonnet-latest', of('none', 'always', 'always', 8192, true, 'Claude 3.5 Sonnet')],
    ['claude-3-haiku-20240307', of('none', 'always', 'always', 4096, true, 'Claude 3 Haiku')],
  ]

  test.each(CASES)('%s is told by what its id contains', (model, { kind, ...rest }) => {
    expect(claude(model)).toMatchObject({ model, vendor: 'Anthropic', thinking: { kind }, ...rest })
  })

  test('a name of the family that nobody knows counts as the newest', () => {
    const [unknown, opus] = [claude('claude-epos-7'), claude('claude-opus-5')]
    expect({ ...unknown, model: '', name: '' }).toEqual({ ...opus, model: '', name: '' })
    expect(unknown.name).toBe('claude-epos-7')
  })

  test('structured output begins with Opus 4.1 and the 4.5s', () => {
    const able = [
      'claude-opus-4-1',
      'claude-sonnet-4-5',
      'claude-haiku-4-5',
      'claude-opus-4-5',
      'claude-opus-4-7',
      'claude-sonnet-5-5',
    ]
    expect(able.filter(model => !claude(model).schema)).toEqual([])
    expect(
      ['claude-opus-4-0', 'claude-sonnet-4-20250514', 'claude-3-5-haiku-latest'].filter(model => claude(model).schema),
    ).toEqual([])
  })

  test('the same family is found inside the names of Bedrock and Vertex, where other things are missing', () => {
    const bedrock = abilitiesOf('bedrock', 'us.anthropic.claude-opus-4-7-v1:0')
    expect(bedrock).toMatchObject({
      name: 'Claude Opus 4.7',
      dialect: 'claude',
      sampling: 'never',
      imageUrls: false,
      schema: false,
      strictTools: false,
    })
    expect(abilitiesOf('bedrock', 'anthropic.claude-sonnet-4-5-20250929-v1:0')).toMatchObject({ schema: true, strictTools: true })
    expect(abilitiesOf('vertex', 'claude-sonnet-4-5@20250929')).toMatchObject({
      name: 'Claude Sonnet 4.5',
      imageUrls: false,
      schema: false,
      prefill: true,
    })
    expect(abilitiesOf('vertex', 'claude-opus-4@20250514')).toMatchObject({ name: 'Claude Opus 4', maxOutput: 32_000 })
  })

  test('what each can switch off, and its rungs', () => {
    expect(claude('claude-sonnet-5-5').thinking).toMatchObject({
      off: false,
      betweenTools: true,
      highestWhenOff: 'high',
      whenOmitted: true,
    })
    expect(claude('claude-opus-5-5').thinking).toMatchObject({ off: false, betweenTools: false, whenOmitted: true })
    expect(claude('claude-haiku-5-5').thinking).toMatchObject({ off: true, highestWhenOff: 'high', whenOmitted: true })
    expect(claude('claude-sonnet-5').thinking).not.toHaveProperty('highestWhenOff')
    expect(claude('claude-opus-4-8').thinking).toMatchObject({ off: true, whenOmitted: false, budget: false })
    expect(claude('claude-opus-4-6').thinking).toMatchObject({ rungs: ['low', 'medium', 'high', 'max'], budget: true })
    expect(claude('claude-opus-4-5').thinking).toMatchObject({ rungs: ['low', 'medium', 'high'] })
    expect(claude('claude-sonnet-4-5').thinking).not.toHaveProperty('rungs')
  })
})

describe('the families of OpenAI', () => {
  const LOW = ['low', 'medium', 'high']
  const CASES: [string, 'never' | 'not-thinking', string[]][] = [
    ['o1', 'never', LOW],
    ['o3-mini-2025-01-31', 'never', LOW],
    ['o4-mini', 'never', LOW],
    ['gpt-5', 'never', ['minimal', ...LOW]],
    ['gpt-5-mini-2025-08-07', 'never', ['minimal', ...LOW]],
    ['gpt-5.1', 'not-thinking', ['none', ...LOW]],
    ['gpt-5.2-2025-12-11', 'not-thinking', ['none', ...LOW, 'xhigh']],
    ['gpt-5.5', 'not-thinking', ['none', ...LOW, 'xhigh']],
    ['gpt-5.6-sol', 'not-thinking', ['none', ...LOW, 'xhigh']],
    ['gpt-6-astra', 'never', [...LOW, 'xhigh']],
    ['gpt-6-sol', 'not-thinking', ['none', ...LOW, 'xhigh']],
    ['gpt-6-luna', 'not-thinking', ['none', ...LOW, 'xhigh']],
    ['gpt-6.1-sol', 'never', [...LOW, 'xhigh']],
    ['gpt-6.1-terra', 'not-thinking', ['none', ...LOW, 'xhigh']],
    ['gpt-9', 'never', [...LOW, 'xhigh']],
  ]

  test.each(CASES)('%s reasons', (model, sampling, rungs) => {
    expect(abilitiesOf('openai', model)).toMatchObject({
      sampling,
      logprobs: sampling,
      penalties: false,
      logitBias: false,
      tokenLimit: 'max_completion_tokens',
      thinking: { kind: 'effort', rungs, whenOmitted: true },
    })
  })

  test.each([
    'gpt-4o',
    'gpt-4o-mini-2024-07-18',
    'gpt-4.1-nano',
    'chatgpt-4o-latest',
    'gpt-5-chat-latest',
    'ft:gpt-4o-mini:acme::x',
    'gpt-3.5-turbo',
  ])('%s does not', model => {
    expect(abilitiesOf('openai', model)).toMatchObject({
      sampling: 'always',
      logprobs: 'always',
      penalties: true,
      tokenLimit: 'both',
      thinking: { kind: 'none' },
    })
  })

  test('o3 and o4-mini take no stop sequences, search models no temperature, gpt-5.6 no tools while it thinks', () => {
    expect(['o3', 'o4-mini', 'o1', 'gpt-5'].map(model => abilitiesOf('openai', model).stop)).toEqual([false, false, true, true])
    expect(abilitiesOf('openai', 'gpt-4o-search-preview').sampling).toBe('never')
    expect(abilitiesOf('openai', 'gpt-5.6-terra').toolsNeedEffortNone).toBe(true)
    expect(abilitiesOf('openai', 'gpt-5.5').toolsNeedEffortNone).toBeUndefined()
  })

  test('nobody at OpenAI or Azure takes top_k and min_p', () => {
    for (const provider of ['openai', 'azure']) {
      for (const model of ['gpt-4o', 'o3', 'my-deployment'])
        expect(abilitiesOf(provider, model)).toMatchObject({ topK: false, minP: false })
    }
  })
})

describe('the families of Gemini', () => {
  test('2.5 takes budgets, each in its own range', () => {
    expect(abilitiesOf('gemini', 'gemini-2.5-pro').thinking).toMatchObject({
      kind: 'budget',
      min: 128,
      max: 32_768,
      off: false,
      dynamic: true,
    })
    expect(abilitiesOf('gemini', 'gemini-2.5-flash').thinking).toMatchObject({ kind: 'budget', min: 0, max: 24_576, off: true })
    expect(abilitiesOf('gemini', 'gemini-2.5-flash-lite').thinking).toMatchObject({
      kind: 'budget',
      min: 512,
      max: 24_576,
      off: true,
    })
    expect(abilitiesOf('gemini', 'gemini-3-pro-image-preview').thinking.kind).toBe('budget')
  })

  test.each([
    ['gemini-3-pro-preview', ['low', 'medium', 'high']],
    ['gemini-3.1-pro-preview', ['low', 'medium', 'high']],
    ['gemini-3.7-flash', ['low', 'medium', 'high']],
    ['gemini-4-flash', ['low', 'medium', 'high']],
    ['gemini-flash-latest', ['low', 'medium', 'high']],
    ['gemini-3-flash-preview', ['minimal', 'low', 'medium', 'high']],
    ['gemini-3.5-flash', ['minimal', 'low', 'medium', 'high']],
    ['gemini-3.1-flash-lite', ['minimal', 'low', 'medium', 'high']],
    ['gemini-4-hydrogen', ['low', 'medium', 'high', 'xhigh']],
    ['gemini-7-something', ['low', 'medium', 'high']],
  ])('%s takes levels', (model, rungs) => {
    expect(abilitiesOf('gemini', model)).toMatchObject({ thinking: { kind: 'effort', rungs }, logprobs: 'never', n: false })
  })

  test('log probabilities come from 2.0, and from 2.5 on Vertex', () => {
    const gives = (provider: string, model: string) => abilitiesOf(provider, model).logprobs
    expect(gives('gemini', 'gemini-2.0-flash')).toBe('always')
    expect(gives('gemini', 'gemini-2.5-pro')).toBe('never')
    expect(gives('vertex', 'gemini-2.5-pro')).toBe('always')
    expect(gives('vertex', 'gemini-3.5-flash')).toBe('never')
  })

  test('several candidates come before version 3, penalties not from 2.5 in AI Studio, labels go to Vertex', () => {
    expect(abilitiesOf('gemini', 'gemini-2.5-flash')).toMatchObject({ n: true, mostChoices: 8, penalties: false, labels: false })
    expect(abilitiesOf('vertex', 'gemini-2.5-flash')).toMatchObject({ n: true, penalties: true, labels: true })
    expect(abilitiesOf('gemini', 'gemini-3-pro-preview').penalties).toBe(true)
  })

  test('from version 3 on calls are signed, results hold images, and tools stand beside a schema', () => {
    const from3 = { signedCalls: true, imageResults: true }
    for (const model of ['gemini-3-flash-preview', 'gemini-4-argon', 'gemini-flash-latest']) {
      expect(abilitiesOf('gemini', model)).toMatchObject(from3)
      expect(abilitiesOf('gemini', model).formatOrTools).toBeUndefined()
    }
    const before3 = { signedCalls: false, imageResults: false, formatOrTools: true }
    for (const model of ['gemini-2.5-pro', 'gemini-2.0-flash', 'gemma-3-27b-it']) {
      expect(abilitiesOf('gemini', model)).toMatchObject(before3)
    }
  })

  test('Vertex knows no ids of calls, Gemma no system text', () => {
    expect(abilitiesOf('gemini', 'gemini-3-pro-preview')).toMatchObject({ callIds: true, systemText: true })
    expect(abilitiesOf('vertex', 'gemini-3-pro-preview').callIds).toBe(false)
    expect(abilitiesOf('gemini', 'gemma-3-27b-it').systemText).toBe(false)
    expect(abilitiesOf('sandbox', 'gemini').callIds).toBe(true)
  })
})

describe('the families of Bedrock', () => {
  test.each([
    [
      'us.amazon.nova-2-lite-v1:0',
      { dialect: 'nova', topK: true, thinking: { kind: 'effort', rungs: ['none', 'low', 'medium', 'high'] } },
    ],
    ['amazon.nova-pro-v1:0', { dialect: 'nova', topK: true, thinking: { kind: 'none' } }],
    ['openai.gpt-oss-120b-1:0', { dialect: 'gpt-oss', stop: false, schema: true, sampling: 'always' }],
    ['openai.gpt-5.2', { dialect: 'gpt', stop: false, sampling: 'never' }],
    ['cohere.command-r-plus-v1:0', { penalties: true, topK: false }],
    ['meta.llama4-maverick', { penalties: false, topK: false, temperature: [0, 1] }],
  ])('%s', (model, abilities) => {
    expect(abilitiesOf('bedrock', model)).toMatchObject({ model, vendor: 'Bedrock', ...abilities })
  })
})

describe('the sandbox', () => {
  test('its openai face takes every sampling parameter and thinks by effort or budget', () => {
    expect(abilitiesOf('sandbox', 'openai')).toMatchObject({
      name: 'sandbox/openai',
      vendor: 'The sandbox',
      sampling: 'always',
      temperature: [0, 2],
      topK: true,
      minP: true,
      logitBias: true,
      logprobs: 'always',
      topLogprobs: 20,
      n: true,
      mostChoices: 8,
      schema: true,
      maxOutput: 2000,
      thinking: { kind: 'budget', off: true, rungs: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
    })
  })

  test('its anthropic and converse faces are a Claude of the 4.5 kind with room for its least budget', () => {
    for (const model of ['anthropic', 'converse']) {
      expect(abilitiesOf('sandbox', model)).toMatchObject({
        name: `sandbox/${model}`,
        sampling: 'not-thinking',
        temperature: [0, 1],
        schema: true,
        prefill: true,
        forcedTool: 'not-with-budget',
        maxOutput: 4000,
        thinking: { kind: 'budget', min: 1024, max: 2976, off: true },
      })
    }
    expect(abilitiesOf('sandbox', 'converse').dialect).toBe('claude')
  })

  test('its gemini face gives log probabilities', () => {
    expect(abilitiesOf('sandbox', 'gemini')).toMatchObject({ logprobs: 'always', thinking: { kind: 'budget' }, maxOutput: 2000 })
  })

  test('its fault models can do what the openai face can', () => {
    for (const model of ['flaky', 'slow', 'rate-limited', 'cut', 'stall', 'refuses']) {
      expect({ ...abilitiesOf('sandbox', model), model: '', name: '' }).toEqual({
        ...abilitiesOf('sandbox', 'openai'),
        model: '',
        name: '',
      })
    }
  })
})

describe('any other name', () => {
  test('can do all its wire can', () => {
    expect(abilitiesOf('custom', 'claude-sonnet-4-5')).toMatchObject({
      vendor: 'Your own host',
      thinking: { kind: 'unknown' },
      topK: true,
    })
    expect(abilitiesOf('openai', 'my-finetune')).toMatchObject({ thinking: { kind: 'unknown' }, sampling: 'always', n: true })
    expect(abilitiesOf('anthropic', 'kimi-k2')).toMatchObject({
      thinking: { kind: 'unknown' },
      temperature: [0, 1],
      topK: true,
      n: false,
    })
    expect(abilitiesOf('vertex', 'my-tuned-model')).toMatchObject({ labels: true, temperature: [0, 2] })
  })

  test('and no name breaks the lookup', () => {
    for (const name of ['', 'constructor', '__proto__', 'модель', 'toString', 'x'.repeat(10_000)]) {
      expect(abilitiesOf(name, name)).toMatchObject({ model: name, vendor: name })
      expect(catalogue(name)).toEqual([])
      expect(about(name, name)).toBeUndefined()
      for (const provider of ['openai', 'anthropic', 'gemini', 'vertex', 'bedrock', 'sandbox'])
        expect(abilitiesOf(provider, name).model).toBe(name)
    }
  })
})

describe('the catalogue', () => {
  test('offers models of known families, each once', () => {
    for (const provider of ['openai', 'anthropic', 'sandbox']) {
      const ids = catalogue(provider)
      expect(ids.length).toBeGreaterThan(3)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(abilitiesOf(provider, id).thinking.kind).not.toBe('unknown')
    }
  })

  test('says in one sentence what each sandbox model is good for', () => {
    for (const id of catalogue('sandbox')) expect(about('sandbox', id)).toMatch(/^[A-Z].+\.$/)
    expect(about('openai', 'gpt-4o')).toBeUndefined()
  })
})

function of(kind: string, sampling: string, forcedTool: string, maxOutput: number, prefill: boolean, name: string) {
  return { kind, sampling, forcedTool, maxOutput, prefill, name }
}
