import type { AssistantMessage, AssistantPart, ContentBlock, Note, ToolCall } from '@/lib/chat/types'
import { parsedArguments } from '../arguments'
import { parseDataUrl } from '../data-url'
import { record, text } from '../read'
import type { Ask } from '../wire'
import { textPart } from './parts'
import type { Part } from './types'

/** A turn of the model: its thoughts and text in their order, then its calls, with the signatures they came with. */
export function toModelParts(message: AssistantMessage, at: string, ask: Ask, notes: Note[]): Part[] {
  const said = saidParts(message, at, notes)
  const shown = message.content_blocks?.length ? withThoughts(message.content_blocks, said, at, notes) : said
  if (message.reasoning_content && !shown.some(part => part.thought)) {
    const why = 'Gemini takes its own thoughts back only, which stand in content_blocks.'
    notes.push({ param: `${at}.reasoning_content`, action: 'dropped', why })
  }
  const calls = (message.tool_calls ?? []).flatMap((call, index) => callPart(call, `${at}.tool_calls[${index}]`, ask, notes))
  if (ask.can.signedCalls && calls[0] && !calls[0].thoughtSignature) {
    calls[0].thoughtSignature = UNSIGNED
    notes.push({
      param: `${at}.tool_calls[0].extra_content.google.thought_signature`,
      // Not under the policy of emulations: without it the answer would be a 400.
      action: ask.unsupported === 'drop' ? 'added' : 'emulated',
      to: UNSIGNED,
      why: `${ask.can.name} wants the signature of its own call, or this word where the call came without one.`,
      source: 'https://ai.google.dev/gemini-api/docs/thought-signatures',
    })
  }
  return [...shown, ...calls]
}

/** Stands in for a signature: of calls made in parallel only the first has one, so only it needs one. */
const UNSIGNED = 'skip_thought_signature_validator'

function saidParts({ content, refusal }: AssistantMessage, at: string, notes: Note[]): Part[] {
  const said =
    typeof content === 'string'
      ? textPart(content)
      : (content ?? []).flatMap((part, index) => partOf(part, `${at}.content[${index}]`, notes))
  return refusal ? [...said, ...textPart(refusal)] : said
}

const partOf = (part: AssistantPart, at: string, notes: Note[]): Part[] =>
  part.type === 'refusal' && 'refusal' in part ? textPart(part.refusal) : historyPart(part, at, notes)

/**
 * `content_blocks` hold the order of thoughts and text. A caller who wrote other text beside them has the last word on the text;
 * the thoughts are kept all the same.
 */
function withThoughts(history: ContentBlock[], said: Part[], at: string, notes: Note[]): Part[] {
  const parts = history.flatMap((block, index) => historyPart(block, `${at}.content_blocks[${index}]`, notes))
  const text = textIn(said)
  if (text === '' || text === textIn(parts)) return parts
  return [...parts.filter(part => part.thought || part.text === undefined), ...said.filter(part => !part.thought)]
}

const textIn = (parts: Part[]) => parts.map(part => (part.thought ? '' : (part.text ?? ''))).join('')

/** Parts of Gemini's own, which go back as they came. */
const OWN = ['executableCode', 'codeExecutionResult', 'toolCall', 'toolResponse', 'inlineData', 'fileData']

/** A block of an earlier answer as the part it was made of. */
function historyPart(block: ContentBlock, at: string, notes: Note[]): Part[] {
  const { type, ...members } = record(block)
  const thoughtSignature = signatureOf(block)
  const signed = thoughtSignature && { thoughtSignature }
  if (type === 'text') {
    const words = text(members.text) ?? ''
    return words || signed ? [{ text: words, ...signed }] : []
  }
  if (type === 'thinking' && !members.signature) {
    const thought = text(members.thinking) ?? ''
    return thought || signed ? [{ text: thought, thought: true, ...signed }] : []
  }
  // Calls stand in tool_calls, too.
  if (type === 'tool_use') return []
  if (type === 'image_url') {
    const data = parseDataUrl(text(record(members.image_url).url) ?? '')
    if (data) return [{ inlineData: { mimeType: data.mediaType, data: data.base64 }, ...signed }]
  }
  if (OWN.some(kind => kind === type && members[kind])) return [structuredClone(members) as Part]
  const foreign = type === 'thinking' || type === 'redacted_thinking'
  const why = foreign ? 'These are the thoughts of another model.' : `Gemini knows no blocks of type ${JSON.stringify(type)}.`
  notes.push({ param: at, action: 'dropped', why })
  return []
}

/** Where Gemini's own OpenAI interface has it, too: https://ai.google.dev/gemini-api/docs/thought-signatures */
const signatureOf = (holder: unknown) => text(record(record(record(holder).extra_content).google).thought_signature)

function callPart(call: ToolCall, at: string, ask: Ask, notes: Note[]): Part[] {
  if (call.type === 'custom') {
    const why = 'Gemini takes function calls only; a custom call has no arguments by name.'
    notes.push({ param: at, action: 'refused', why })
    return []
  }
  const { name, arguments: written } = call.function
  const args = parsedArguments(written, `${at}.function.arguments`)
  const thoughtSignature = signatureOf(call)
  return [
    {
      functionCall: { ...(ask.can.callIds !== false && { id: call.id }), name, args },
      ...(thoughtSignature && { thoughtSignature }),
    },
  ]
}
