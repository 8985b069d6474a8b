import type { Note, ToolMessage } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import type { Ask } from '../wire'
import { toParts } from './parts'
import type { Part } from './types'

/** The result of a call to the function `name`. Its images are part of it, or stand beside it on models before version 3. */
export function toResultParts(
  { tool_call_id: id, content }: ToolMessage,
  name: string | undefined,
  at: string,
  ask: Ask,
  notes: Note[],
): Part[] {
  if (name === undefined) {
    const why = 'Gemini wants the name of the function; no call in the messages before has this id.'
    notes.push({ param: `${at}.tool_call_id`, action: 'refused', from: id, why })
    return []
  }
  const parts = toParts(content, at, ask, notes)
  const files = parts.filter(part => part.text === undefined)
  const inside = ask.can.imageResults !== false && files.every(part => part.inlineData)
  if (files.length) notes.push(imageNote(inside, at, ask))
  const result: Part = {
    functionResponse: {
      ...(ask.can.callIds !== false && { id }),
      name,
      response: responseOf(parts.flatMap(part => part.text ?? []).join('\n')),
      ...(inside && files.length && { parts: files.map(({ inlineData }) => ({ inlineData: inlineData! })) }),
    },
  }
  return inside ? [result] : [result, ...files]
}

/** JSON stays JSON. Gemini takes an object as the whole result; anything else needs its key `output`. */
function responseOf(text: string): object {
  const parsed = parseJson(text)
  if (!parsed.ok || LONG_NUMBER.test(text.replace(STRINGS, '""'))) return { output: text }
  const { value } = parsed
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { output: value }
}

/** A whole number that may lose digits when it is parsed: a result with one is sent as the text it is. */
const LONG_NUMBER = /(?<![.\d])\d{16}/
const STRINGS = /"(?:[^"\\]|\\.)*"/g

function imageNote(inside: boolean, at: string, { can }: Ask): Note {
  if (inside) return { param: at, action: 'moved', why: 'Gemini keeps the images of a result apart from its text.' }
  return { param: at, action: 'changed', why: `${can.name} takes no images inside a result: they stand beside it.` }
}
