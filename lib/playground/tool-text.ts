import type { FunctionObject, Tool } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
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
  const parsed = parseJson(text)
  if (!parsed.ok) return { problem: withLine(text, parsed.message) }
  const value = to(parsed.value)
  return value === undefined ? { problem: otherwise } : { value }
}

/** A place people can find: lines and columns are counted from 1. */
function withLine(text: string, message: string): string {
  const position = / at position (\d+)/.exec(message)
  if (!position) return message
  const before = text.slice(0, Number(position[1])).split('\n')
  return message.replace(position[0], `: line ${before.length}, column ${before.at(-1)!.length + 1}`)
}
