import type { FunctionObject, Tool } from '@/lib/chat/types'
import { readBeginning } from '@/lib/util/json-beginning'
import { isObject } from './check'
import { toTool, toTools } from './tools'

export type ReadText<T> = { value: T; problem?: undefined } | { value?: undefined; problem: string }

/** One tool from what was typed, or what is wrong and where. */
export function readTool(text: string): ReadText<Tool> {
  return readJson(
    text,
    value => (isObject(value) ? toTool(value) : undefined),
    'A tool is an object with "type": "function" and a "function" that has a name.',
  )
}

/** Tools from what was pasted. */
export function readTools(text: string): ReadText<Tool[]> {
  return readJson(
    text,
    toTools,
    'No tools were found. Paste OpenAI’s tools, legacy functions, one function, or a body with them.',
  )
}

/** Legacy functions: a list of objects with names. */
export function readFunctions(text: string): ReadText<FunctionObject[]> {
  const are = (value: unknown) =>
    Array.isArray(value) && value.length && value.every(item => isObject(item) && typeof item.name === 'string')
      ? (value as FunctionObject[])
      : undefined
  return readJson(text, are, 'Functions are a list of objects with a name.')
}

function readJson<T>(text: string, to: (value: unknown) => T | undefined, otherwise: string): ReadText<T> {
  const { complete, fault } = readBeginning(text)
  if (!complete) return { problem: fault ? `${fault.message} ${placeOf(text, fault.at)}` : 'The JSON ends too early.' }
  const value = to(JSON.parse(text))
  return value === undefined ? { problem: otherwise } : { value }
}

/** As people count: from 1. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `Line ${before.length}, column ${before.at(-1)!.length + 1}.`
}
