import { expect } from 'vitest'
import type { ChatRequest, Note } from '@/lib/chat/types'
import { abilitiesOf } from '@/lib/models'
import { applyParams, type Overrides } from '@/lib/params/apply'
import type { Ask, WireId } from '@/lib/wires/wire'

/** A model of a provider: `bedrock/us.anthropic.claude-…`. */
export type Model = `${string}/${string}`

export interface Sent {
  body: Record<string, unknown>
  notes: Note[]
  /** The note about one parameter. */
  note(param: string): Note
}

interface How extends Partial<Omit<Ask, 'can'>> {
  /** What the wire has put into the body before. */
  body?: Record<string, unknown>
  overrides?: Overrides
}

/** What `applyParams` makes of parameters for a model. */
export function send(model: Model, params: Record<string, unknown>, how: How = {}): Sent {
  const { unsupported = 'emulate', passUnknown = false, body = {}, overrides } = how
  const request = { model: 'm', messages: [], ...params } as unknown as ChatRequest
  const notes = applyParams(request, wireOf(model), body, { can: abilitiesFor(model), unsupported, passUnknown }, overrides)
  const note = (param: string) => {
    const found = notes.find(one => one.param === param)
    expect(found, `a note about ${param} for ${model}`).toBeDefined()
    return found!
  }
  return { body, notes, note }
}

export function abilitiesFor(model: Model) {
  const slash = model.indexOf('/')
  return abilitiesOf(model.slice(0, slash), model.slice(slash + 1))
}

export function wireOf(model: Model): WireId {
  if (/^(anthropic\/|sandbox\/anthropic|vertex\/claude)/.test(model)) return 'anthropic'
  if (/^(gemini\/|vertex\/|sandbox\/gemini)/.test(model)) return 'gemini'
  return /^(bedrock\/|sandbox\/converse)/.test(model) ? 'converse' : 'openai'
}

/** The value at a path such as `generationConfig.topK`. */
export function at(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], body)
}

export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) freeze(inner)
  return value
}
