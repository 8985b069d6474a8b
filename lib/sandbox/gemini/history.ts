import type { Blob, Content, Part } from '@google/genai'
import { bytesOf, pictureOf } from '../images'
import { WireError } from '../wire-error'
import { invalid } from './errors'
import type { GenerateBody } from './request'
import { isSigned } from './seal'

/** What is wrong with the contents taken together. */
export function brokenHistory({ contents = [], systemInstruction }: GenerateBody): WireError | undefined {
  if (!contents.length) return invalid('* GenerateContentRequest.contents: contents is not specified\n')
  return (
    brokenSystem(systemInstruction) ??
    firstOf(contents, (content, index) => brokenContent(content, `contents[${index}]`)) ??
    firstOf(contents, (_, index) => brokenOrder(contents, index)) ??
    brokenEnd(contents)
  )
}

function brokenSystem(system: Content | undefined): WireError | undefined {
  if (!system) return
  if (!system.parts?.length) return invalid('* GenerateContentRequest.system_instruction.parts: must not be empty.\n')
  if (system.parts.some(part => typeof part.text !== 'string'))
    return invalid('* GenerateContentRequest.system_instruction: only text parts are supported.\n')
}

function brokenContent({ role, parts }: Content, at: string): WireError | undefined {
  if (role !== undefined && role !== 'user' && role !== 'model') return invalid('Please use a valid role: user, model.')
  if (!parts?.length) return invalid(`* GenerateContentRequest.${at}.parts: contents.parts must not be empty.\n`)
  return firstOf(parts, (part, index) => brokenPart(part, role ?? 'user', `${at}.parts[${index}]`))
}

const DATA = [
  'text',
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
] as const
const ONLY: Partial<Record<(typeof DATA)[number], string>> = { functionCall: 'model', functionResponse: 'user' }

function brokenPart(part: Part, role: string, at: string): WireError | undefined {
  const data = DATA.filter(key => part[key] !== undefined)
  const empty = part.text === '' && !part.thoughtSignature
  if (!data.length || empty)
    return invalid(`* GenerateContentRequest.${at}.data: required oneof field 'data' must have one initialized field\n`)
  if (data.length > 1)
    return invalid(`Invalid value at '${at}' (oneof), oneof field 'data' is already set. Cannot set '${data[1]}'`, at)
  const only = ONLY[data[0]!]
  if (only && only !== role) return invalid(`* GenerateContentRequest.${at}: a ${data[0]} can only be in a ${only} turn.\n`)
  if (part.functionCall && !part.functionCall.name) return unnamed(`${at}.function_call`)
  if (part.functionResponse && !part.functionResponse.name) return unnamed(`${at}.function_response`)
  if (part.functionResponse && !part.functionResponse.response)
    return invalid(`* GenerateContentRequest.${at}.function_response.response: must be set\n`)
  if (part.thoughtSignature !== undefined && !isSigned(part)) return invalid('Corrupted thought signature.')
  if (part.fileData) return noFile(part.fileData.fileUri)
  if (part.inlineData) return brokenBlob(part.inlineData, `${at}.inline_data`)
  return firstOf(part.functionResponse?.parts ?? [], (inner, index) => {
    if (inner.fileData) return noFile(inner.fileData.fileUri)
    return inner.inlineData && brokenBlob(inner.inlineData, `${at}.function_response.parts[${index}].inline_data`)
  })
}

const unnamed = (at: string) => invalid(`* GenerateContentRequest.${at}.name: Name cannot be empty.\n`)

const noFile = (uri = '') =>
  new WireError(
    403,
    'PERMISSION_DENIED',
    `You do not have permission to access the File ${uri} or it may not exist. The sandbox stores no files.`,
  )

function brokenBlob({ mimeType = '', data = '' }: Blob, at: string): WireError | undefined {
  const bytes = bytesOf(data)
  if (!bytes)
    return invalid(`Invalid value at '${at}.data' (TYPE_BYTES), Base64 decoding failed for "${data.slice(0, 40)}"`, `${at}.data`)
  if (!/^(image|audio|video|text)\/|^application\/pdf$/.test(mimeType)) return invalid(`Unsupported MIME type: ${mimeType}`)
  if (!mimeType.startsWith('image/') || pictureOf(bytes) || /hei[cf]$/.test(mimeType)) return
  return invalid(
    'Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  )
}

const hasCalls = (content: Content | undefined) => content?.parts?.some(part => part.functionCall) ?? false
const results = (content: Content | undefined) => content?.parts?.filter(part => part.functionResponse) ?? []

/** Calls follow the user, results follow their calls, and there are as many. */
function brokenOrder(contents: readonly Content[], index: number): WireError | undefined {
  const [before, here] = [contents[index - 1], contents[index]!]
  if (hasCalls(here) && (!before || before.role === 'model'))
    return invalid('Please ensure that function call turn comes immediately after a user turn or after a function response turn.')
  const given = results(here)
  if (given.length && !hasCalls(before))
    return invalid('Please ensure that function response turn comes immediately after a function call turn.')
  const called = before?.parts?.flatMap(part => part.functionCall ?? []) ?? []
  if (!called.length) return
  if (given.length !== called.length)
    return invalid(
      'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
    )
  const names = (calls: readonly { name?: string }[]) =>
    calls
      .map(call => call.name)
      .sort()
      .join(' ')
  if (names(called) === names(given.map(part => part.functionResponse!))) return
  return invalid('Please ensure that the function response parts have the names of the function calls they answer.')
}

function brokenEnd(contents: readonly Content[]): WireError | undefined {
  const last = contents.at(-1)!
  if (last.role !== 'model') return
  if (contents.length === 1)
    return invalid('Please ensure that single turn requests end with a user role or the role field is empty.')
  return invalid('Please ensure that multiturn requests end with a user role or a function response.')
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => WireError | undefined): WireError | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index)
    if (found) return found
  }
}
