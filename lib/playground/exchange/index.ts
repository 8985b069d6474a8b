import { checkDepth, checkTextDepth, parseJson } from '@/lib/util/json'
import { isObject } from '../check'
import { anthropicBody } from './anthropic-body'
import { isCurl, readCurl } from './curl'
import type { ImportFormat, Understood } from './format'
import { openaiBody } from './openai-body'
import { refractFile } from './refract-file'

/** The first that matches reads it. */
const FORMATS: readonly ImportFormat[] = [refractFile, anthropicBody, openaiBody]

/** Characters. */
const LONGEST = 20_000_000
const DEPTH = 64

/** What a text from outside is as a prompt. Throws an Error whose message is for the person. */
export function readImport(text: string, providers: ReadonlySet<string>): Understood {
  if (text.length > LONGEST) throw new Error('It is longer than a prompt can be: 20 MB at most.')
  if (isCurl(text)) {
    const { body, lost } = readCurl(text)
    const understood = readBody(body, providers)
    return { ...understood, what: `${understood.what} of a curl command`, lost: [...lost, ...understood.lost] }
  }
  if (!checkTextDepth(text, DEPTH)) throw new Error(`It is nested more than ${DEPTH} levels deep.`)
  const parsed = parseJson(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return readBody(parsed.value, providers)
}

function readBody(value: unknown, providers: ReadonlySet<string>): Understood {
  if (!checkDepth(value, DEPTH)) throw new Error(`It is nested more than ${DEPTH} levels deep.`)
  const format = isObject(value) ? FORMATS.find(({ matches }) => matches(value)) : undefined
  if (!format || !isObject(value))
    throw new Error('It is JSON, but neither a prompt of this page nor a request body of OpenAI or Anthropic with messages.')
  return format.read(value, providers)
}

/** Whether a text looks like one, for what is pasted anywhere. */
export function isImport(text: string): boolean {
  if (isCurl(text)) return text.length <= LONGEST
  if (!/^\s*\{/.test(text) || text.length > LONGEST || !checkTextDepth(text, DEPTH)) return false
  const parsed = parseJson(text)
  if (!parsed.ok || !isObject(parsed.value)) return false
  const { value } = parsed
  return FORMATS.some(({ matches }) => matches(value))
}
