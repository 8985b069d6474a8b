import { describe, expect, it } from 'vitest'
import type { Note } from '@/lib/chat/types'
import { type PrepareCall, prepare, refusalOf } from '@/lib/gateway/prepare'
import type { Policy, Target } from '@/lib/routing/types'
import { withOverrides } from '@/lib/routing/walk'
import { callOf } from '../support/gateway'

const OWN: Target = { provider: 'openai', custom_host: 'https://host.example/v1/' }
const CLAUDE: Target = { provider: 'anthropic' }
const MESSAGES = '"messages": [ {"role":"user","content":"Hi \\u00e9"} ]'

/** A call whose body is exactly this text. */
function calling(text: string, more: Partial<PrepareCall> = {}): PrepareCall {
  const parsed = JSON.parse(text)
  const request = Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== null))
  return { ...callOf(), request: request as PrepareCall['request'], source: { text, parsed }, ...more }
}

const byParam = (notes: Note[]) => Object.fromEntries(notes.map(note => [note.param, note]))

describe("on OpenAI's wire", () => {
  it("what does not change keeps the caller's bytes", () => {
    const text = `{ ${MESSAGES} ,"seed": 9007199254740993, "temperature":1.0,"model":"my\\u002dmodel",\n"x":{"big": 12345678901234567890}}`
    expect(prepare(OWN, calling(text)).text).toBe(text)
  })

  it('also where a config overrides, fills or removes a parameter', () => {
    const text = `{${MESSAGES},"model":"m", "seed": 9007199254740993,"user":"u","temperature": 1.0, "x":12345678901234567890}`
    const policy: Policy = { override_params: { temperature: 0 }, default_params: { stop: ['a'] }, drop_params: ['user'] }
    const sent = prepare(OWN, withOverrides(calling(text), policy, 'config'))
    expect(sent.text).toBe(
      `{${MESSAGES},"model":"m", "seed": 9007199254740993,"temperature": 0, "x":12345678901234567890,"stop":["a"]}`,
    )
    expect(byParam(sent.notes)).toMatchObject({
      temperature: { action: 'changed', from: 1, to: 0 },
      stop: { action: 'added', to: ['a'] },
      user: { action: 'dropped', from: 'u' },
    })
  })

  it('a stream is asked for its usage, and says so', () => {
    const sent = prepare(OWN, calling(`{${MESSAGES},"model":"m","stream" :true}`))
    expect(sent.text).toBe(`{${MESSAGES},"model":"m","stream" :true,"stream_options":{"include_usage":true}}`)
    expect(byParam(sent.notes)['stream_options.include_usage']).toMatchObject({ action: 'added', to: true })
    const asked = `{${MESSAGES},"model":"m","stream_options": {"include_usage" :true},"stream":true}`
    expect(prepare(OWN, calling(asked)).text).toBe(asked)
  })

  it('null is left out, and unknown keys go where they are known', () => {
    const text = `{${MESSAGES},"model":"gpt-4o","top_p":null,"guided":{"a":1}}`
    expect(prepare(OWN, calling(text)).text).toBe(`{${MESSAGES},"model":"gpt-4o","guided":{"a":1}}`)
    const official = prepare({ provider: 'openai' }, calling(text))
    expect(official.text).toBe(`{${MESSAGES},"model":"gpt-4o"}`)
    expect(byParam(official.notes).guided).toMatchObject({ action: 'dropped', from: { a: 1 } })
  })

  it('a host of one’s own takes top_k and min_p, whatever the name of its model', () => {
    const text = `{${MESSAGES},"model":"gpt-4o","top_k":40,"min_p":0.1}`
    for (const provider of ['openai', 'custom']) expect(prepare({ ...OWN, provider }, calling(text)).text).toBe(text)
    expect(prepare({ provider: 'openai' }, calling(text)).body).not.toHaveProperty('top_k')
  })
})

describe('an address', () => {
  it.each<[target: Target, url: string]>([
    [{ provider: 'openai' }, 'https://api.openai.com/v1/chat/completions'],
    [{ provider: '@openai' }, 'https://api.openai.com/v1/chat/completions'],
    [OWN, 'https://host.example/v1/chat/completions'],
    [{ ...OWN, provider: 'custom' }, 'https://host.example/v1/chat/completions'],
    [CLAUDE, 'https://api.anthropic.com/v1/messages'],
    [{ ...CLAUDE, custom_host: 'https://host.example/v1' }, 'https://host.example/v1/messages'],
  ])('of %j', (target, url) => expect(prepare(target, callOf()).url).toBe(url))

  it.each<[target: Target, says: RegExp]>([
    [{ provider: 'custom' }, /needs the address/],
    [{ provider: 'sandbox', custom_host: 'https://host.example' }, /no other host/],
  ])('of %j makes no sense', (target, says) => {
    expect(() => prepare(target, callOf())).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(says),
        details: expect.objectContaining({ param: 'x-portkey-custom-host' }),
      }),
    )
  })
})

describe('headers', () => {
  it('are those of the wire and the target, and a forwarded one never replaces them', () => {
    const forwarded = { 'x-team': 'blue', 'content-type': 'text/plain', accept: '*/*', 'anthropic-version': '1999' }
    const settings = { anthropic_beta: 'a,b', openai_project: 'p' }
    const { headers } = prepare({ ...CLAUDE, settings }, callOf({ stream: true }, { forwarded }))
    expect(headers).toEqual({
      'x-team': 'blue',
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'a,b',
    })
    const own = { openai_organization: 'o', openai_project: 'p', openai_beta: 'x', anthropic_version: 'v' }
    expect(prepare({ ...OWN, settings: own }, callOf()).headers).toEqual({
      'content-type': 'application/json',
      accept: 'application/json',
      'openai-organization': 'o',
      'openai-project': 'p',
      'openai-beta': 'x',
    })
    expect(prepare({ ...CLAUDE, settings: own }, callOf()).headers).toMatchObject({ 'anthropic-version': 'v' })
  })
})

describe('notes', () => {
  const asked = { temperature: 1.7, seed: 7, top_k: 40, logit_bias: { 5: 1 }, stop: 'x', user: 'u', n: 1 }

  it('speak of everything that was asked, once', () => {
    for (const target of [OWN, CLAUDE, { provider: 'openai' }]) {
      const { notes } = prepare(target, callOf(asked))
      for (const param of ['model', 'messages', ...Object.keys(asked)]) {
        expect(notes.filter(note => note.param === param)).toHaveLength(1)
      }
      for (const { why } of notes) expect(why).toMatch(/^\S.+[.]$/)
    }
  })

  it('begin with what the route itself did', () => {
    const moved: Note = { param: 'model', action: 'moved', from: 'anthropic/m', to: 'm', at: 'model', why: 'A prefix.' }
    expect(prepare(CLAUDE, callOf({}, { notes: [moved] })).notes).toContainEqual(moved)
    const both = prepare(CLAUDE, withOverrides(callOf({ temperature: 0.5 }), { override_params: { temperature: 1.5 } }, 'config'))
    // What was asked is what the caller asked, through both changes.
    expect(byParam(both.notes).temperature).toMatchObject({ action: 'changed', from: 0.5, to: 1 })
  })
})

it('functions whose tools are dropped are said to be dropped, as they were written', () => {
  const functions = [{ name: 'f', parameters: { type: 'object' } }]
  const notes = (request: object) => byParam(prepare({ provider: 'perplexity' }, callOf({ model: 'sonar', ...request })).notes)
  const alone = notes({ functions })
  expect(alone.functions).toMatchObject({ action: 'dropped', from: functions })
  expect(alone).not.toHaveProperty('tools')
  const tools = [{ type: 'function', function: { name: 'g', parameters: { type: 'object' } } }]
  expect(notes({ functions, tools })).toMatchObject({ functions: { action: 'dropped' }, tools: { action: 'dropped' } })
})

describe('the policy for what a target lacks', () => {
  const lossy = { temperature: 1.7, seed: 7, top_k: 40 }
  const refusal = (target: Target, request: object, unsupported: PrepareCall['unsupported']) =>
    refusalOf(prepare(target, callOf(request, { unsupported })), unsupported)

  it('error lists all that would not arrive as written', () => {
    const error = refusal(CLAUDE, { ...lossy, n: 2 }, 'error')!
    expect([error.status, error.details.code, error.details.provider]).toEqual([400, 'unsupported_parameter', 'anthropic'])
    for (const says of ['temperature would be changed', 'seed would be dropped', 'n would be emulated'])
      expect(error.message).toContain(says)
    expect(error.message).not.toContain('top_k')
  })

  it('error lets pass what arrives, what asks for nothing, and what the route itself changed', () => {
    expect(refusal(CLAUDE, { top_k: 40, n: 1, logprobs: false, presence_penalty: 0 }, 'error')).toBeUndefined()
    const call = withOverrides(
      callOf({ temperature: 1 }, { unsupported: 'error' }),
      { override_params: { temperature: 0.5 } },
      'c',
    )
    expect(refusalOf(prepare(CLAUDE, call), 'error')).toBeUndefined()
  })

  it('drop and emulate refuse no parameter', () => {
    for (const unsupported of ['drop', 'emulate'] as const) expect(refusal(CLAUDE, lossy, unsupported)).toBeUndefined()
  })

  it('content that cannot be told is refused under each, with its path', () => {
    const sound = { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'Hear this' }, sound] }]
    for (const unsupported of ['drop', 'error', 'emulate'] as const) {
      const { code, param } = refusal(CLAUDE, { messages }, unsupported)!.details
      expect([code, param]).toEqual(['unsupported_content', expect.stringContaining('messages[0].content[1]')])
    }
  })
})

it('is pure: the same bytes each time, and the request as it was', () => {
  const request = {
    temperature: 1.7,
    stream: true,
    functions: [{ name: 'f', parameters: { type: 'object', properties: {} } }],
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } },
  }
  for (const target of [OWN, CLAUDE]) {
    const call = callOf(request)
    const before = structuredClone({ ...call, signal: undefined })
    const [first, second] = [prepare(target, call), prepare(target, call)]
    expect(second.text).toBe(first.text)
    expect(second.notes).toEqual(first.notes)
    expect({ ...call, signal: undefined }).toEqual(before)
  }
})
