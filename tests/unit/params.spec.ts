import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GatewayError } from '@/lib/chat/errors'
import type { ChatRequest } from '@/lib/chat/types'
import { params } from '@/lib/params'
import { applyParams, STRUCTURAL } from '@/lib/params/apply'
import { fanOut } from '@/lib/params/fan-out'
import type { Ask } from '@/lib/wires/wire'
import { abilitiesFor, at, freeze, type Model, send, wireOf } from '../support/params'

const GPT = 'openai/gpt-4o'
const CLAUDE = 'anthropic/claude-sonnet-4-5'
const STUDIO = 'gemini/gemini-2.5-flash'
const VERTEX = 'vertex/gemini-2.5-flash'
const BEDROCK = 'bedrock/us.anthropic.claude-sonnet-4-5-v1:0'
const NOVA = 'bedrock/us.amazon.nova-2-lite-v1:0'
const COHERE = 'bedrock/cohere.command-r-v1:0'

const TOOLS = [{ type: 'function', function: { name: 'look' } }]

/** Where the value lands and what it is there; or what becomes of it. */
type Fate = [path: string, value: unknown] | 'dropped' | 'emulated' | 'kept'

/** Written from PARAMETERS.md, first column to last. */
const PAGE: Record<string, { value: unknown; with?: Record<string, unknown>; to: Record<Model, Fate> }> = {
  max_tokens: {
    value: 500,
    to: {
      [GPT]: ['max_tokens', 500],
      'openai/o3': ['max_completion_tokens', 500],
      [CLAUDE]: ['max_tokens', 500],
      [STUDIO]: ['generationConfig.maxOutputTokens', 500],
      [BEDROCK]: ['inferenceConfig.maxTokens', 500],
    },
  },
  max_completion_tokens: {
    value: 500,
    to: {
      [GPT]: ['max_completion_tokens', 500],
      'openai/gpt-5.1': ['max_completion_tokens', 500],
      [CLAUDE]: ['max_tokens', 500],
      [STUDIO]: ['generationConfig.maxOutputTokens', 500],
      [BEDROCK]: ['inferenceConfig.maxTokens', 500],
    },
  },
  temperature: {
    value: 1.7,
    to: {
      [GPT]: ['temperature', 1.7],
      'openai/o3': 'dropped',
      'openai/gpt-4o-search-preview': 'dropped',
      [CLAUDE]: ['temperature', 1],
      'anthropic/claude-opus-4-7': 'dropped',
      'anthropic/claude-sonnet-5-5': 'dropped',
      [STUDIO]: ['generationConfig.temperature', 1.7],
      [BEDROCK]: ['inferenceConfig.temperature', 1],
      [NOVA]: ['inferenceConfig.temperature', 1],
      'bedrock/openai.gpt-5.2': 'dropped',
    },
  },
  top_p: {
    value: 0.4,
    to: {
      [GPT]: ['top_p', 0.4],
      'openai/o3': 'dropped',
      [CLAUDE]: ['top_p', 0.4],
      'anthropic/claude-fable-5': 'dropped',
      [STUDIO]: ['generationConfig.topP', 0.4],
      [BEDROCK]: ['inferenceConfig.topP', 0.4],
      'bedrock/openai.gpt-5.2': 'dropped',
    },
  },
  top_k: {
    value: 40,
    to: {
      [GPT]: 'dropped',
      'azure/gpt-4o': 'dropped',
      'custom/llama-3': ['top_k', 40],
      'sandbox/openai': ['top_k', 40],
      [CLAUDE]: ['top_k', 40],
      'anthropic/claude-opus-5': 'dropped',
      [STUDIO]: ['generationConfig.topK', 40],
      [BEDROCK]: ['additionalModelRequestFields.top_k', 40],
      [NOVA]: ['additionalModelRequestFields.inferenceConfig.topK', 40],
      [COHERE]: 'dropped',
    },
  },
  min_p: {
    value: 0.1,
    to: { [GPT]: 'dropped', 'custom/llama-3': ['min_p', 0.1], [CLAUDE]: 'dropped', [STUDIO]: 'dropped', [BEDROCK]: 'dropped' },
  },
  n: {
    value: 3,
    to: {
      [GPT]: ['n', 3],
      [CLAUDE]: 'emulated',
      [STUDIO]: ['generationConfig.candidateCount', 3],
      'gemini/gemini-3-pro-preview': 'emulated',
      [BEDROCK]: 'emulated',
    },
  },
  stop: {
    value: 'END',
    to: {
      [GPT]: ['stop', 'END'],
      'openai/o3': 'dropped',
      [CLAUDE]: ['stop_sequences', ['END']],
      [STUDIO]: ['generationConfig.stopSequences', ['END']],
      [BEDROCK]: ['inferenceConfig.stopSequences', ['END']],
      'bedrock/openai.gpt-oss-20b-1:0': 'dropped',
    },
  },
  presence_penalty: {
    value: 1.5,
    to: {
      [GPT]: ['presence_penalty', 1.5],
      'openai/gpt-5.1': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      [VERTEX]: ['generationConfig.presencePenalty', 1.5],
      [BEDROCK]: 'dropped',
      [COHERE]: ['additionalModelRequestFields.presence_penalty', 1.5],
    },
  },
  frequency_penalty: {
    value: -2,
    to: {
      [GPT]: ['frequency_penalty', -2],
      'openai/o4-mini': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      'gemini/gemini-3-pro-preview': ['generationConfig.frequencyPenalty', -2],
      [BEDROCK]: 'dropped',
      [COHERE]: ['additionalModelRequestFields.frequency_penalty', -2],
    },
  },
  logit_bias: {
    value: { '50256': -100 },
    to: {
      [GPT]: ['logit_bias', { '50256': -100 }],
      'openai/gpt-5.1': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      [BEDROCK]: 'dropped',
    },
  },
  logprobs: {
    value: true,
    to: {
      [GPT]: ['logprobs', true],
      'openai/gpt-5': 'dropped',
      'openai/gpt-5.1': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      'gemini/gemini-2.0-flash': ['generationConfig.responseLogprobs', true],
      [VERTEX]: ['generationConfig.responseLogprobs', true],
      'vertex/gemini-3.5-flash': 'dropped',
      [BEDROCK]: 'dropped',
    },
  },
  top_logprobs: {
    value: 5,
    with: { logprobs: true },
    to: {
      [GPT]: ['top_logprobs', 5],
      'openai/o3': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      [VERTEX]: ['generationConfig.logprobs', 5],
      [BEDROCK]: 'dropped',
    },
  },
  seed: {
    value: 7,
    to: { [GPT]: ['seed', 7], [CLAUDE]: 'dropped', [STUDIO]: ['generationConfig.seed', 7], [BEDROCK]: 'dropped' },
  },
  user: {
    value: 'ada-1',
    to: {
      [GPT]: ['user', 'ada-1'],
      [CLAUDE]: ['metadata.user_id', 'ada-1'],
      [STUDIO]: 'dropped',
      [VERTEX]: ['labels.user', 'ada-1'],
      [BEDROCK]: ['requestMetadata.user', 'ada-1'],
    },
  },
  safety_identifier: {
    value: 'hash',
    to: {
      [GPT]: ['safety_identifier', 'hash'],
      [CLAUDE]: ['metadata.user_id', 'hash'],
      [STUDIO]: 'dropped',
      [BEDROCK]: 'dropped',
    },
  },
  metadata: {
    value: { team: 'red' },
    to: {
      [GPT]: ['metadata', { team: 'red' }],
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      [VERTEX]: ['labels', { team: 'red' }],
      [BEDROCK]: ['requestMetadata', { team: 'red' }],
    },
  },
  store: {
    value: true,
    to: { [GPT]: ['store', true], [CLAUDE]: 'dropped', [STUDIO]: ['store', true], [VERTEX]: 'dropped', [BEDROCK]: 'dropped' },
  },
  parallel_tool_calls: {
    value: false,
    with: { tools: TOOLS },
    to: {
      [GPT]: ['parallel_tool_calls', false],
      [CLAUDE]: ['tool_choice', { type: 'auto', disable_parallel_tool_use: true }],
      [STUDIO]: 'dropped',
      [BEDROCK]: ['additionalModelRequestFields.tool_choice', { type: 'auto', disable_parallel_tool_use: true }],
      [NOVA]: 'dropped',
    },
  },
  service_tier: {
    value: 'default',
    to: {
      [GPT]: ['service_tier', 'default'],
      [CLAUDE]: ['service_tier', 'standard_only'],
      [STUDIO]: ['serviceTier', 'standard'],
      [VERTEX]: 'kept',
      [BEDROCK]: ['serviceTier', { type: 'default' }],
    },
  },
  reasoning_effort: {
    value: 'high',
    to: {
      [GPT]: 'dropped',
      'openai/o3': ['reasoning_effort', 'high'],
      'custom/qwen': ['reasoning_effort', 'high'],
      [CLAUDE]: ['thinking', { type: 'enabled', budget_tokens: 24_576 }],
      [STUDIO]: ['generationConfig.thinkingConfig', { thinkingBudget: 24_576, includeThoughts: true }],
      [BEDROCK]: ['additionalModelRequestFields.thinking', { type: 'enabled', budget_tokens: 24_576 }],
      [NOVA]: ['additionalModelRequestFields.reasoningConfig', { type: 'enabled', maxReasoningEffort: 'high' }],
    },
  },
  thinking: {
    value: { type: 'enabled', budget_tokens: 2030 },
    to: {
      [GPT]: 'dropped',
      'openai/o3': ['reasoning_effort', 'low'],
      'openai/my-finetune': 'dropped',
      'sandbox/openai': ['thinking', { type: 'enabled', budget_tokens: 2030 }],
      [CLAUDE]: ['thinking', { type: 'enabled', budget_tokens: 2030 }],
      'sandbox/anthropic': ['thinking', { type: 'enabled', budget_tokens: 2030 }],
      [STUDIO]: ['generationConfig.thinkingConfig', { thinkingBudget: 2030, includeThoughts: true }],
      [BEDROCK]: ['additionalModelRequestFields.thinking', { type: 'enabled', budget_tokens: 2030 }],
      [NOVA]: ['additionalModelRequestFields.reasoningConfig', { type: 'enabled', maxReasoningEffort: 'low' }],
    },
  },
  verbosity: openaiOnly('verbosity', 'low'),
  prediction: openaiOnly('prediction', { type: 'content', content: 'x' }),
  modalities: {
    value: ['text', 'image'],
    to: {
      [GPT]: ['modalities', ['text', 'image']],
      [CLAUDE]: 'dropped',
      [STUDIO]: ['generationConfig.responseModalities', ['TEXT', 'IMAGE']],
      [BEDROCK]: 'dropped',
    },
  },
  audio: openaiOnly('audio', { voice: 'alloy', format: 'wav' }),
  web_search_options: openaiOnly('web_search_options', { search_context_size: 'low' }),
  moderation: openaiOnly('moderation', { model: 'omni-moderation-latest' }),
  prompt_cache_key: openaiOnly('prompt_cache_key', 'k'),
  prompt_cache_retention: {
    value: '24h',
    to: {
      [GPT]: ['prompt_cache_retention', '24h'],
      'openai/gpt-6-astra': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      [BEDROCK]: 'dropped',
    },
  },
  prompt_cache_options: {
    value: { mode: 'explicit', ttl: '30m' },
    to: {
      'openai/gpt-5.6-sol': ['prompt_cache_options', { mode: 'explicit', ttl: '30m' }],
      'openai/gpt-5.5': 'dropped',
      [CLAUDE]: 'dropped',
      [STUDIO]: 'dropped',
      [BEDROCK]: 'dropped',
    },
  },
}

function openaiOnly(name: string, value: unknown) {
  const to: Record<Model, Fate> = { [GPT]: [name, value], [CLAUDE]: 'dropped', [STUDIO]: 'dropped', [BEDROCK]: 'dropped' }
  return { value, to }
}

test('every row of the table is on the page, and every parameter of the page has a row', () => {
  expect(Object.keys(PAGE).sort()).toEqual(Object.keys(params).sort())
})

describe.each(Object.entries(PAGE))('%s', (param, { value, with: rest = {}, to }) => {
  test.each(Object.entries(to) as [Model, Fate][])('for %s', (model, fate) => {
    const { body, note } = send(model, { ...rest, [param]: value }, { passUnknown: model.startsWith('custom/') })
    const { action, why } = note(param)
    if (typeof fate === 'string') {
      expect({ action, why }).toEqual({ action: fate, why: expect.stringMatching(/\w/) })
      if (!Object.keys(rest).length) expect(body).toEqual({})
      return
    }
    const [path, expected] = fate
    expect(at(body, path)).toEqual(expected)
    expect(['kept', 'moved', 'changed']).toContain(action)
  })
})

/** One sane value of every parameter at once. */
const ALL = Object.fromEntries(Object.entries(PAGE).map(([param, { value }]) => [param, value]))

const MODELS = [...new Set(Object.values(PAGE).flatMap(({ to }) => Object.keys(to)))] as Model[]
const POLICIES = ['drop', 'error', 'emulate'] as const

describe('for every parameter on every wire and model', () => {
  const everything = MODELS.flatMap(model =>
    [...Object.keys(PAGE), 'all'].flatMap(param =>
      POLICIES.flatMap(unsupported =>
        [false, true].map(stream => {
          const asked = param === 'all' ? ALL : { ...PAGE[param]!.with, [param]: PAGE[param]!.value }
          return { model, param, asked, ...send(model, { ...asked, stream, tools: TOOLS }, { unsupported }) }
        }),
      ),
    ),
  )

  test('there is a note, and where it points the body holds what it says', () => {
    for (const { body, notes, asked, model } of everything) {
      for (const param of Object.keys(asked).filter(name => !(STRUCTURAL as readonly string[]).includes(name)))
        expect(
          notes.filter(note => note.param === param),
          `${param} ${model}`,
        ).toHaveLength(1)
      for (const note of notes)
        if (note.at) expect({ to: at(body, note.at) }, `${note.param} ${model}`).toMatchObject({ to: note.to })
    }
  })

  test('what is dropped or emulated elsewhere is not in the body, and says nothing of a place', () => {
    for (const { param, body, notes } of everything) {
      if (param === 'all') continue
      const mine = notes.filter(note => note.param === param)
      if (!mine.every(({ action }) => action === 'dropped')) continue
      expect(mine.every(note => !('at' in note) && !('to' in note))).toBe(true)
      expect(JSON.stringify(body)).not.toContain(JSON.stringify(PAGE[param]!.value))
    }
  })

  test('the reason is one short sentence without anything that looks like a key', () => {
    for (const { notes } of everything) {
      for (const { why } of notes) {
        expect(why).toMatch(/^\S.*\.$/)
        expect(why.length).toBeLessThan(160)
        expect(why).not.toMatch(/undefined|NaN|Infinity|null|sk-|Bearer|[A-Za-z0-9]{30}/)
      }
    }
  })

  test('a reason for a loss names the model or its place', () => {
    for (const { model, notes } of everything) {
      const { name, vendor } = abilitiesFor(model)
      const known = [name, vendor, 'Anthropic', 'Gemini', 'Vertex', 'Bedrock', 'The sandbox']
      for (const { param, action, why } of notes) {
        if (action !== 'dropped' && action !== 'changed') continue
        if (param === 'reasoning_effort' && why.startsWith('thinking is given')) continue
        expect(
          known.some(word => why.includes(word)),
          why,
        ).toBe(true)
      }
    }
  })

  test('a source is the vendor’s own page', () => {
    const pages = everything.flatMap(({ notes }) => notes.flatMap(({ source }) => source ?? []))
    expect(new Set(pages.map(page => new URL(page).host))).toEqual(
      new Set(['platform.claude.com', 'platform.openai.com', 'ai.google.dev', 'docs.aws.amazon.com']),
    )
  })

  test('under drop nothing is emulated', () => {
    for (const model of MODELS) {
      for (const stream of [false, true]) {
        const { notes } = send(model, { ...ALL, stream }, { unsupported: 'drop' })
        expect(notes.filter(({ action }) => action === 'emulated')).toEqual([])
      }
    }
  })

  test('the caller’s request is never changed, and nothing done to a body or a note reaches it', () => {
    for (const model of MODELS) {
      const request = { model: 'm', messages: [], tools: TOOLS, ...structuredClone(ALL) } as unknown as ChatRequest
      const before = JSON.stringify(request)
      freeze(request)
      const body: Record<string, unknown> = {}
      const notes = applyParams(request, wireOf(model), body, askFor(model))
      const reachable = new Set(Object.values(request))
      for (const note of notes)
        for (const value of [note.from, note.to]) if (typeof value === 'object') expect(reachable.has(value)).toBe(false)
      if (wireOf(model) !== 'openai') for (const value of objectsIn(body)) expect(Object.isFrozen(value)).toBe(false)
      expect(JSON.stringify(request)).toBe(before)
    }
  })
})

describe('temperature and its kin', () => {
  test('say why they were changed', () => {
    expect(send(CLAUDE, { temperature: 1.7 }).note('temperature')).toEqual({
      param: 'temperature',
      action: 'changed',
      from: 1.7,
      to: 1,
      at: 'temperature',
      why: 'Claude Sonnet 4.5 takes a temperature of at most 1.',
    })
  })

  test('are left out while a Claude thinks, and sent while it does not', () => {
    const sampling = { temperature: 0.5, top_k: 5 }
    for (const model of [CLAUDE, 'anthropic/claude-opus-4-6', BEDROCK] as const) {
      const { notes } = send(model, { ...sampling, reasoning_effort: 'low' })
      expect(notes.slice(0, 2).map(({ action }) => action)).toEqual(['dropped', 'dropped'])
      const quiet = send(model, { ...sampling, reasoning_effort: 'none' })
      expect(quiet.notes.slice(0, 2).map(({ action }) => action)).not.toContain('dropped')
    }
  })

  test('are taken by OpenAI’s newer reasoning models at effort none only', () => {
    const asked = { temperature: 0.5, top_p: 0.5, logprobs: true }
    for (const model of ['openai/gpt-5.1', 'openai/gpt-5.4', 'openai/gpt-6-luna'] as const) {
      expect(send(model, { ...asked, reasoning_effort: 'none' }).body).toEqual({ ...asked, reasoning_effort: 'none' })
      expect(send(model, { ...asked, thinking: { type: 'disabled' } }).body).toEqual({ ...asked, reasoning_effort: 'none' })
      expect(send(model, { ...asked, reasoning_effort: 'low' }).body).toEqual({ reasoning_effort: 'low' })
      expect(send(model, asked).body).toEqual({})
    }
    expect(send('openai/gpt-5', { ...asked, reasoning_effort: 'none' }).body).toEqual({ reasoning_effort: 'minimal' })
  })

  test('a model that rejects the pair gets the temperature', () => {
    const both = send(CLAUDE, { temperature: 0.5, top_p: 0.9 })
    expect(both.body).toEqual({ temperature: 0.5 })
    expect(both.note('top_p').action).toBe('dropped')
  })

  test('unless that only says the default', () => {
    const both = send(CLAUDE, { temperature: 1, top_p: 0.9 })
    expect(both.body).toEqual({ top_p: 0.9 })
    expect(both.notes.map(({ action }) => action)).toEqual(['kept', 'kept'])
  })

  test('top_k below 1 means no limit, which needs no word where there is none', () => {
    expect(send('custom/llama', { top_k: -1 }).body).toEqual({ top_k: -1 })
    expect(send(CLAUDE, { top_k: 0 })).toMatchObject({ body: {}, notes: [{ action: 'kept' }] })
  })
})

describe('the token limit', () => {
  test('is brought down to what the model can write', () => {
    const { body, note } = send(CLAUDE, { max_tokens: 100_000 })
    expect(body).toEqual({ max_tokens: 64_000 })
    expect(note('max_tokens')).toMatchObject({
      action: 'changed',
      from: 100_000,
      to: 64_000,
      why: 'Claude Sonnet 4.5 writes at most 64000 tokens.',
    })
    expect(send('sandbox/openai', { max_tokens: 5000 }).body).toEqual({ max_tokens: 2000 })
    expect(send('custom/llama', { max_tokens: 5_000_000 }).body).toEqual({ max_tokens: 5_000_000 })
  })

  test('is sent once when both names are given, by the newer one', () => {
    for (const model of [GPT, 'openai/o3', CLAUDE, STUDIO, BEDROCK, 'custom/llama'] as const) {
      for (const asked of [
        { max_tokens: 10, max_completion_tokens: 20 },
        { max_completion_tokens: 20, max_tokens: 10 },
      ]) {
        const { body, note } = send(model, asked)
        expect(JSON.stringify(body)).toMatch(/^[^1]*20[^1]*$/)
        expect(note('max_tokens')).toMatchObject({ action: 'dropped', from: 10 })
      }
    }
    expect(send(GPT, { max_tokens: 20, max_completion_tokens: 20 }).note('max_tokens').action).toBe('kept')
  })

  test('is raised above a thinking budget, on the wires that count thinking in it', () => {
    const asked = { max_tokens: 1000, thinking: { type: 'enabled', budget_tokens: 2030 } }
    expect(send(CLAUDE, asked).body).toEqual({ max_tokens: 3030, thinking: asked.thinking })
    expect(send(CLAUDE, asked).note('max_tokens')).toMatchObject({ action: 'changed', from: 1000, to: 3030 })
    expect(send(BEDROCK, asked).body).toMatchObject({ inferenceConfig: { maxTokens: 3030 } })
    expect(send(STUDIO, asked).body).toMatchObject({ generationConfig: { maxOutputTokens: 3030 } })
    expect(send(CLAUDE, { ...asked, max_tokens: 2031 }).note('max_tokens').action).toBe('kept')
  })

  test('always leaves a Claude room for its answer', () => {
    const budget = fc.integer({ min: 0, max: 200_000 })
    const limit = fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: undefined })
    const effort = fc.constantFrom('minimal', 'low', 'medium', 'high', 'xhigh', 'max')
    const wish = fc.oneof(
      budget.map(budget_tokens => ({ thinking: { type: 'enabled', budget_tokens } })),
      effort.map(reasoning_effort => ({ reasoning_effort })),
      fc.constant({ thinking: { type: 'adaptive' } }),
    )
    const model = fc.constantFrom<Model>(
      CLAUDE,
      'anthropic/claude-opus-4-5',
      'anthropic/claude-opus-4-1',
      'sandbox/anthropic',
      BEDROCK,
    )
    const runs = Math.max(20, Math.round(5000 * Number(process.env.THOROUGH ?? 0.1)))
    fc.assert(
      fc.property(model, limit, wish, (model, max_tokens, wish) => {
        const { body } = send(model, { max_tokens, ...wish })
        const most = abilitiesFor(model).maxOutput!
        const bedrock = wireOf(model) === 'converse'
        const told = at(
          body,
          bedrock ? 'additionalModelRequestFields.thinking.budget_tokens' : 'thinking.budget_tokens',
        ) as number
        // Without a limit of its own, Anthropic's wire asks for all the model can write.
        const total = (at(body, bedrock ? 'inferenceConfig.maxTokens' : 'max_tokens') as number | undefined) ?? most
        expect(told).toBeGreaterThanOrEqual(1024)
        expect(told).toBeLessThan(total)
        expect(total).toBeLessThanOrEqual(most)
        if (max_tokens) expect(total).toBeGreaterThanOrEqual(Math.min(max_tokens, most))
      }),
      { numRuns: runs },
    )
  })
})

describe('on Gemini', () => {
  test('the token limit says that it includes what the model thinks, where that has no limit of its own', () => {
    const why = (params: object) => send(STUDIO, { max_tokens: 500, ...params }).note('max_tokens').why
    expect(why({})).toMatch(/counts what it thinks/)
    expect(why({ reasoning_effort: 'none' })).toBe('Gemini calls it maxOutputTokens.')
    expect(why({ reasoning_effort: 'low' })).toMatch(/1024 tokens for it, 500 for the answer/)
    expect(send('gemini/gemini-2.0-flash', { max_tokens: 500 }).note('max_tokens').why).toBe('Gemini calls it maxOutputTokens.')
  })

  test.each([
    [2 ** 31 - 1, 2 ** 31 - 1, 'kept'],
    [-5, -5, 'kept'],
    [2 ** 32 + 7, 7, 'changed'],
  ])('a seed of %d is %d in 32 bits', (seed, to, action) => {
    const { body, note } = send(STUDIO, { seed })
    expect(at(body, 'generationConfig.seed')).toBe(to)
    expect(note('seed').action).toBe(action)
  })
})

describe('several choices', () => {
  const sendings = (model: Model, request: object, unsupported: Ask['unsupported'] = 'emulate') =>
    fanOut({ model: 'm', messages: [], ...request } as ChatRequest, wireOf(model), { ...askFor(model), unsupported })

  test('are one sending where the place gives them, and as many as are asked for elsewhere', () => {
    expect(sendings(GPT, { n: 3 })).toBe(1)
    expect(sendings(CLAUDE, { n: 3 })).toBe(3)
    expect(sendings(BEDROCK, { n: 128 })).toBe(128)
    expect(sendings(STUDIO, { n: 8 })).toBe(1)
    expect(sendings(STUDIO, { n: 9 })).toBe(9)
    expect(sendings(STUDIO, { n: 2, stream: true })).toBe(2)
    expect(sendings('gemini/gemini-3.5-flash', { n: 2 })).toBe(2)
    expect(sendings('sandbox/openai', { n: 8 })).toBe(1)
    expect(sendings('sandbox/openai', { n: 9 })).toBe(9)
  })

  test('are one sending on the openai wire only where several are taken', () => {
    const request = { model: 'm', messages: [], n: 4 } satisfies ChatRequest
    const ask: Ask = { can: { ...abilitiesFor('custom/x'), n: false }, unsupported: 'emulate', passUnknown: true }
    expect(fanOut(request, 'openai', ask)).toBe(4)
    const body = {}
    expect(applyParams(request, 'openai', body, ask)).toMatchObject([
      { param: 'n', action: 'emulated', from: 4, to: '4 requests' },
    ])
    expect(body).toEqual({})
  })

  test('nobody multiplies a single choice, or none', () => {
    for (const model of MODELS) for (const request of [{}, { n: 1 }, { n: null }]) expect(sendings(model, request)).toBe(1)
  })

  test('the note says how many requests are made and what that costs', () => {
    const { note } = send(CLAUDE, { n: 3 })
    expect(note('n')).toMatchObject({ action: 'emulated', from: 3, to: '3 requests' })
    expect(note('n').why).toMatch(/prompt is paid for/)
  })

  test('under drop one choice is asked for', () => {
    expect(send(CLAUDE, { n: 3 }, { unsupported: 'drop' }).note('n')).toMatchObject({ action: 'dropped', from: 3 })
    expect(sendings(CLAUDE, { n: 3 }, 'drop')).toBe(1)
    expect(sendings(CLAUDE, { n: 3 }, 'error')).toBe(1)
  })
})

describe('values that ask for what happens anyway', () => {
  const NEUTRAL = {
    n: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    logprobs: false,
    logit_bias: {},
    stop: [],
    parallel_tool_calls: true,
    store: false,
    temperature: 1,
    top_p: 1,
    modalities: ['text'],
    service_tier: 'auto',
    metadata: {},
  }

  test.each(MODELS)('are never lost at %s, whatever the policy', model => {
    for (const unsupported of POLICIES) {
      for (const [param, value] of Object.entries(NEUTRAL)) {
        const { note, body } = send(model, { [param]: value }, { unsupported })
        expect(['kept', 'moved']).toContain(note(param).action)
        if (!note(param).at) expect(body).toEqual({})
      }
      const { notes } = send(model, NEUTRAL, { unsupported })
      expect(notes.filter(({ action }) => action !== 'kept' && action !== 'moved')).toEqual([])
    }
  })

  test('the note says that nothing was sent', () => {
    expect(send(CLAUDE, { presence_penalty: 0 }).notes).toEqual([
      {
        param: 'presence_penalty',
        action: 'kept',
        from: 0,
        why: 'Asks for what Claude Sonnet 4.5 does anyway; nothing to send.',
        source: expect.any(String),
      },
    ])
  })
})

describe('stop', () => {
  test('loses only the entries a place cannot take, each with its reason', () => {
    const { body, notes } = send(CLAUDE, { stop: ['END', ' \n', '###'] })
    expect(body).toEqual({ stop_sequences: ['END', '###'] })
    expect(notes).toMatchObject([
      { param: 'stop', action: 'moved', to: ['END', '###'] },
      { param: 'stop[1]', action: 'dropped', from: ' \n' },
    ])
    expect(send(STUDIO, { stop: ['\n', ''] }).body).toEqual({ generationConfig: { stopSequences: ['\n'] } })
  })

  test('with nothing left is not sent', () => {
    expect(send(CLAUDE, { stop: ' ' })).toMatchObject({ body: {}, notes: [{ param: 'stop', action: 'dropped' }] })
    expect(send(GPT, { stop: [] }).body).toEqual({})
  })
})

describe('log probabilities on Gemini', () => {
  test('are asked for as a whole answer when the caller wants a stream', () => {
    const asked = { logprobs: true, top_logprobs: 5, stream: true }
    const { body, note } = send(VERTEX, asked)
    expect(body).toEqual({ generationConfig: { responseLogprobs: true, logprobs: 5 } })
    expect(note('logprobs').action).toBe('emulated')
    expect(send(VERTEX, asked, { unsupported: 'drop' }).body).toEqual({})
  })

  test('leave out the number when it is 0, which is out of range there', () => {
    expect(send(VERTEX, { logprobs: true, top_logprobs: 0 }).body).toEqual({ generationConfig: { responseLogprobs: true } })
  })
})

describe('top_logprobs', () => {
  test('is brought down to what the place gives', () => {
    const can = { ...abilitiesFor('custom/x'), topLogprobs: 5, name: 'Some model' }
    const body = {}
    const notes = applyParams({ model: 'm', messages: [], logprobs: true, top_logprobs: 20 }, 'openai', body, {
      can,
      unsupported: 'emulate',
      passUnknown: true,
    })
    expect(body).toEqual({ logprobs: true, top_logprobs: 5 })
    expect(notes[1]).toMatchObject({ action: 'changed', to: 5, why: 'Some model gives at most 5 alternatives per token.' })
  })
})

describe('parallel tool calls', () => {
  test('are turned off inside the tool choice that is there', () => {
    const asked = { parallel_tool_calls: false, tools: TOOLS }
    const forced = send(CLAUDE, asked, { body: { tool_choice: { type: 'tool', name: 'look' } } })
    expect(forced.body).toEqual({ tool_choice: { type: 'tool', name: 'look', disable_parallel_tool_use: true } })
    const none = send(CLAUDE, asked, { body: { tool_choice: { type: 'none' } } })
    expect(none.body).toEqual({ tool_choice: { type: 'none' } })
  })

  test('move Bedrock’s tool choice into Claude’s own form', () => {
    const toolConfig = { tools: [{}], toolChoice: { tool: { name: 'look' } } }
    const { body } = send(BEDROCK, { parallel_tool_calls: false, tools: TOOLS }, { body: { toolConfig } })
    expect(body).toEqual({
      toolConfig: { tools: [{}] },
      additionalModelRequestFields: { tool_choice: { type: 'tool', name: 'look', disable_parallel_tool_use: true } },
    })
  })

  test('are not spoken of where there are no tools', () => {
    for (const model of [GPT, CLAUDE, BEDROCK] as const) {
      expect(send(model, { parallel_tool_calls: false })).toMatchObject({ body: {}, notes: [{ action: 'kept' }] })
    }
  })
})

describe('tags', () => {
  test('that a place cannot hold are dropped one by one', () => {
    const { body, notes } = send(VERTEX, { metadata: { team: 'red', Owner: 'Ada', mail: 'a@b.c' } })
    expect(body).toEqual({ labels: { team: 'red' } })
    expect(notes.map(({ param, action }) => [param, action])).toEqual([
      ['metadata', 'moved'],
      ['metadata.Owner', 'dropped'],
      ['metadata.mail', 'dropped'],
    ])
    expect(send(VERTEX, { user: 'ada@example.org' }).note('user').action).toBe('dropped')
    expect(send(BEDROCK, { user: 'ada@example.org' }).body).toEqual({ requestMetadata: { user: 'ada@example.org' } })
    expect(send(BEDROCK, { user: 'Ада' }).note('user').action).toBe('dropped')
  })

  test('more than Bedrock takes are dropped', () => {
    const metadata = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, 'v']))
    const { body, notes } = send(BEDROCK, { metadata })
    expect(Object.keys(at(body, 'requestMetadata') as object)).toHaveLength(16)
    expect(notes.filter(({ action }) => action === 'dropped')).toHaveLength(4)
  })

  test('two names for one end user are one to Anthropic', () => {
    const { body, note } = send(CLAUDE, { user: 'u', safety_identifier: 's' })
    expect(body).toEqual({ metadata: { user_id: 'u' } })
    expect(note('safety_identifier').action).toBe('dropped')
  })
})

describe('service tiers', () => {
  test.each([
    [CLAUDE, { auto: { service_tier: 'auto' }, default: { service_tier: 'standard_only' }, flex: {}, priority: {}, scale: {} }],
    [
      STUDIO,
      {
        auto: {},
        default: { serviceTier: 'standard' },
        flex: { serviceTier: 'flex' },
        priority: { serviceTier: 'priority' },
        scale: {},
      },
    ],
    [BEDROCK, { auto: {}, default: { serviceTier: { type: 'default' } }, flex: { serviceTier: { type: 'flex' } }, scale: {} }],
  ] as const)('of %s', (model, tiers) => {
    for (const [service_tier, body] of Object.entries(tiers)) expect(send(model, { service_tier }).body).toEqual(body)
  })
})

describe('names the table does not know', () => {
  const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'температура', 'chat_template_kwargs', 'x y', '']

  test.each(NAMES)('%j travels on the openai wire where unknown keys may, as it is', name => {
    const request = JSON.parse(`{"model":"m","messages":[],${JSON.stringify(name)}:{"big":[1]}}`)
    const body: Record<string, unknown> = {}
    const notes = applyParams(request, 'openai', body, { ...askFor('custom/x'), passUnknown: true })
    expect(JSON.stringify(body)).toBe(`{${JSON.stringify(name)}:{"big":[1]}}`)
    expect(Object.getOwnPropertyDescriptor(body, name)!.value).toBe(Object.getOwnPropertyDescriptor(request, name)!.value)
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
    expect(notes).toMatchObject([{ param: name, action: 'kept', at: name }])
  })

  test.each(NAMES)('%j is dropped with a reason everywhere else', name => {
    const request = JSON.parse(`{"model":"m","messages":[],${JSON.stringify(name)}:1}`)
    for (const model of [GPT, CLAUDE, STUDIO, BEDROCK] as const) {
      const body = {}
      const notes = applyParams(request, wireOf(model), body, askFor(model))
      expect(Object.getOwnPropertyNames(body)).toEqual([])
      expect(notes).toMatchObject([
        { param: name, action: 'dropped', from: 1, why: expect.stringMatching(/^(OpenAI|Anthropic|Gemini|Bedrock) .+\.$/) },
      ])
    }
  })

  test('the reason says which place would answer with an error, or has nothing of the kind', () => {
    expect(send(GPT, { mirostat: 1 }).note('mirostat').why).toBe('OpenAI answers unknown keys with an error.')
    expect(send(CLAUDE, { mirostat: 1 }).note('mirostat').why).toBe('Anthropic has no mirostat.')
    expect(send(CLAUDE, { min_p: 0.1 }).note('min_p').why).toBe('Anthropic has no min_p.')
    const odd = `sk-${'a1'.repeat(100)}`
    expect(send(CLAUDE, { [odd]: 1 }).note(odd).why).not.toContain('a1a1')
  })
})

describe('a provider’s exceptions', () => {
  test('come before the row, for known and unknown names, and only own ones', () => {
    const overrides = {
      seed: (value: unknown, body: Record<string, unknown>) => {
        body.random_seed = value
        return { action: 'moved' as const, at: 'random_seed', to: value, why: 'Mistral calls it random_seed.' }
      },
      safe_prompt: (value: unknown, body: Record<string, unknown>) => void (body.safe_prompt = value),
    }
    const { body, notes } = send('mistral/large', { seed: 7, safe_prompt: true, toString: 1 }, { overrides })
    expect(body).toEqual({ random_seed: 7, safe_prompt: true })
    expect(notes).toMatchObject([
      { param: 'seed', action: 'moved', from: 7, to: 7 },
      { param: 'safe_prompt', action: 'kept', at: 'safe_prompt', to: true, why: 'As written.' },
      { param: 'toString', action: 'dropped' },
    ])
  })
})

describe('what is not a plain parameter', () => {
  test('is left to the wires', () => {
    const request = Object.fromEntries([...STRUCTURAL].map(name => [name, 'x']))
    for (const model of MODELS)
      expect(send(model, { ...request, tools: [], functions: [] })).toMatchObject({ body: {}, notes: [] })
  })

  test('null means absent', () => {
    const nothing = Object.fromEntries(Object.keys(params).map(param => [param, null]))
    for (const model of MODELS)
      expect(send(model, { ...nothing, whatever: null }, { passUnknown: true })).toMatchObject({ body: {}, notes: [] })
  })
})

describe('a value of the wrong kind', () => {
  const WRONG: Record<string, unknown[]> = {
    temperature: ['hot', 3, -1, Number.NaN],
    max_tokens: [0, 1.5, '10'],
    n: [0, 129, 'two'],
    stop: [5, ['a', 'b', 'c', 'd', 'e'], [1]],
    logit_bias: [[], { a: 101 }, 'x'],
    logprobs: ['yes', 1],
    seed: [1.5],
    metadata: [{ a: 1 }],
    reasoning_effort: [3],
    thinking: ['on', []],
    modalities: ['text', [1]],
    user: [5],
  }

  test.each(Object.entries(WRONG))('of %s is refused by name, whatever the wire', (param, values) => {
    for (const value of values) {
      for (const model of [GPT, CLAUDE, STUDIO, BEDROCK] as const) {
        const attempt = () => send(model, { [param]: value })
        expect(attempt).toThrow(GatewayError)
        expect(attempt).toThrow(new RegExp(`^${param} must be .+\\.$`))
      }
    }
  })

  test('leaves words of a vendor’s own alone', () => {
    expect(send('custom/qwen', { reasoning_effort: 'default', service_tier: 'on_demand' }).body).toEqual({
      reasoning_effort: 'default',
      service_tier: 'on_demand',
    })
  })
})

describe('what the playground reads of a row', () => {
  test.each(Object.entries(params))('%s has a label, a sentence, a group and a control', (_name, row) => {
    expect(row.label).toMatch(/^[A-Z]/)
    expect(row.help).toMatch(/^[A-Z].+\.$/)
    expect(['sampling', 'output', 'thinking', 'tools', 'request']).toContain(row.group)
    expect(['number', 'flag', 'choice', 'text', 'list', 'record', 'json']).toContain(row.kind.control)
    for (const bound of [row.kind.min, row.kind.max, row.kind.step])
      if (bound !== undefined) expect(Number.isFinite(bound)).toBe(true)
  })
})

function askFor(model: Model): Ask {
  return { can: abilitiesFor(model), unsupported: 'emulate', passUnknown: false }
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}
