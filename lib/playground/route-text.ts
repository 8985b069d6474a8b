import type { ErrorBody } from '@/lib/chat/errors'
import { isObject } from './check'
import { keysIn } from './route-keys'
import { nearestPlace, placesOf } from './schema/places'
import type { ColumnRoute } from './types'

/** As the gateway tells a name from a config. */
const NAME = /^[\w.@-]+$/

export const isConfigName = (text: string) => NAME.test(text.trim())

/** A text as a config, or the name of one; undefined while it is neither, or holds keys. */
export function readConfig(text: string): ColumnRoute['config'] | undefined {
  if (isConfigName(text)) return text.trim()
  const value = parsed(text)
  return isObject(value) && !keysIn(value).length ? value : undefined
}

/** The same as text to be edited. */
export const configText = (config: ColumnRoute['config']) =>
  typeof config === 'string' ? config : JSON.stringify(config, null, 2)

export interface Complaint {
  from: number
  to: number
  message: string
  /** The key that stands there, with the name of its member. */
  key?: { path: string; name: string; value: unknown }
}

/** What is wrong with the text of a config: keys in it, or else what the gateway says, each at its place. */
export function complaintsOf(text: string, error: ErrorBody['error'] | undefined): Complaint[] {
  if (isConfigName(text)) return isOfConfig(error) ? [{ from: 0, to: text.length, message: error!.message }] : []
  const value = parsed(text)
  const places = placesOf(text)
  if (!isObject(value))
    return [{ from: 0, to: 1, message: 'A config is an object, { … }, or the name of one that the server keeps.' }]
  const keys = keysIn(value)
  if (keys.length) {
    return keys.map(key => ({
      ...nearestPlace(places, key.path)!,
      message: `Keys do not belong in a config: ${key.name} would travel with it. Keep it under Keys, and it is put in when the request is sent.`,
      key,
    }))
  }
  if (!error || !isOfConfig(error)) return []
  const place = nearestPlace(places, error.param!.replace(/^config\.?/, ''))
  return place ? [{ ...place, message: error.message }] : []
}

/** Whether the gateway complains of the config, and not of something else in the request. */
export function isOfConfig(error: ErrorBody['error'] | undefined): boolean {
  return /^(config|x-portkey-config|REFRACT_CONFIGS)($|[.[])/.test(error?.param ?? '')
}

/** The text of a config without one of its members, laid out anew. */
export function withoutMember(text: string, path: string): string {
  return JSON.stringify(without(parsed(text), path), null, 2)
}

function without(value: unknown, path: string, at = ''): unknown {
  if (Array.isArray(value)) return value.map((item, index) => without(item, path, `${at}[${index}]`))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, inner, at ? `${at}.${name}` : name] as const)
  return Object.fromEntries(
    entries.filter(([, , here]) => here !== path).map(([name, inner, here]) => [name, without(inner, path, here)]),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
