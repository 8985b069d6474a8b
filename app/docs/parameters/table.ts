import { GatewayError } from '@/lib/chat/errors'
import type { Note } from '@/lib/chat/types'
import { prepare, refused } from '@/lib/gateway/prepare'
import { params } from '@/lib/params'
import type { Param } from '@/lib/params/param'
import { providers } from '@/lib/providers'
import { PROBES, probeOf, STRUCTURE_HELP, STRUCTURES } from './probes'

/** A model that was tried. */
export interface Place {
  provider: string
  /** As a sentence says the provider. */
  name: string
  model: string
}

/** What became of a parameter for a model. */
export interface Fate extends Place {
  action: Note['action']
  /** Where it stands in the provider's body. */
  at?: string
  to?: unknown
  why: string
  source?: string
}

export interface Row {
  param: string
  help: string
  /** What it was tried with. */
  probe: unknown
  fates: Fate[]
}

/** A name that is no known model's: what a host does for any. */
const ANY = 'any-model'

/** Settings that addresses are made of; they change no body. */
export const SETTINGS = {
  resource_name: 'my-resource',
  vertex_project_id: 'my-project',
  vertex_region: 'global',
  aws_region: 'us-east-1',
}

/** Every model that is known, and one of each provider whose models are not. */
export const places: readonly Place[] = [...providers.values()]
  .filter(({ id }) => id !== 'sandbox')
  .flatMap(({ id, name, models }) => (models.length ? models : [ANY]).map(model => ({ provider: id, name, model })))

/** The target a place is asked at. */
export function targetOf({ provider }: Place) {
  return { provider, settings: SETTINGS, ...(provider === 'custom' && { custom_host: 'https://host.example/v1' }) }
}

/** What the gateway would do with the parameter there: the same `prepare` that makes what is sent. */
export function fateOf(param: string, place: Place): Fate {
  const body = probeOf(param, place.model)
  const note = notesFor(body, place).find(note => note.param === param || note.param.startsWith(`${param}.`)) ?? {
    action: 'kept' as const,
    why: 'As written.',
  }
  const { action, at, to, why, source } = note as Note
  return { ...place, action, ...(at && { at }), ...(to !== undefined && { to }), why, ...(source && { source }) }
}

function notesFor(body: Record<string, unknown>, place: Place): Note[] {
  const request = body as unknown as Parameters<typeof prepare>[1]['request']
  const source = { text: JSON.stringify(body), parsed: body }
  try {
    return prepare(targetOf(place), { request, source, unsupported: 'emulate', forwarded: {}, notes: [] }).notes
  } catch (cause) {
    if (cause instanceof GatewayError) return [refused(cause)]
    throw cause
  }
}

let made: Row[] | undefined

/** Every parameter at every model; made once, for neither changes while the app runs. */
export function parameterTable(): Row[] {
  made ??= [
    ...Object.entries<Param>(params).map(([param, { help }]) => rowOf(param, help, PROBES[param as keyof typeof PROBES])),
    ...Object.entries(STRUCTURES).map(([param, probe]) =>
      rowOf(param, STRUCTURE_HELP[param as keyof typeof STRUCTURES], (probe as Record<string, unknown>)[param]),
    ),
  ]
  return made
}

const rowOf = (param: string, help: string, probe: unknown): Row => ({
  param,
  help,
  probe,
  fates: places.map(place => fateOf(param, place)),
})
