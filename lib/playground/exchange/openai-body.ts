import { parseRequest } from '@/lib/chat/request'
import { own } from '@/lib/util/own'
import { readPortable } from '../share/portable'
import type { ImportFormat, Understood } from './format'

/** Members of a body that are no part of a prompt. */
const LOST: Readonly<Record<string, string>> = {
  stream: 'The page always streams.',
  stream_options: 'The page always asks for the usage.',
}

const KEY = /^(api_?key|key|authorization|headers|extra_headers|access_?token)$/i

/** https://platform.openai.com/docs/api-reference/chat/create */
export const openaiBody: ImportFormat = {
  matches: value => Array.isArray(value.messages) && value.refract === undefined,
  read(value, providers) {
    const lost: Understood['lost'] = []
    const taken = Object.entries(value).filter(([name, inner]) => {
      const why = KEY.test(name) ? 'Keys have a place of their own and are never part of a prompt.' : own(LOST, name)
      if (why) lost.push({ path: name, why })
      return !why && inner !== null
    })
    const { model, messages, ...params } = parseRequest(Object.fromEntries(taken), { modelOptional: true })
    const column = { letter: 'A', params: {}, ...targetOf(model ?? '', providers) }
    const { columns, ...prompt } = readPortable({ title: 'Imported prompt', messages, params, columns: [column] })
    return { what: 'An OpenAI request body', prompt, ...(model && { columns }), answers: [], lost }
  },
}

/** `anthropic/claude-…` names its provider; a name alone is OpenAI's. */
function targetOf(model: string, providers: ReadonlySet<string>): { provider: string; model: string } {
  const at = model.indexOf('/')
  const provider = model.slice(0, Math.max(0, at))
  return providers.has(provider) ? { provider, model: model.slice(at + 1) } : { provider: 'openai', model }
}
