import type { ChatRequest, Note } from '@/lib/chat/types'
import { abilitiesOf, catalogue } from '@/lib/models'
import type { Overrides } from '@/lib/params/apply'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import type { Ask } from '@/lib/wires/wire'
import { openaiCompatible, type Provider } from '../provider'
import { allowedTools } from './choice'
import { plainThoughts } from './messages'
import { foreign, type OpenAIs, passed } from './params'

/** One exception, made in the finished body: never in the caller's own lists and objects. */
export type Settle = (body: OpenAIBody, request: ChatRequest, ask: Ask) => Note[]

interface Compatible extends Pick<Provider, 'id' | 'name' | 'env' | 'passUnknown' | 'keyless' | 'openHost'> {
  baseUrl: string
  /** Which of OpenAI's own parameters this place has too; the others are dropped. */
  takes?: readonly OpenAIs[]
  /** Parameters of its own, for places that answer other unknown keys with an error. */
  own?: readonly string[]
  params?: Overrides
  settle?: readonly Settle[]
}

/** A place that speaks OpenAI's wire at its own address, without all that OpenAI has. Its models are those of lib/models. */
export function compatible({ takes = [], own = [], params, settle = [], ...rest }: Compatible): Provider {
  const changes = [allowedTools, withoutObfuscation, ...(rest.passUnknown ? [plainThoughts] : []), ...settle]
  return openaiCompatible({
    ...rest,
    can: model => abilitiesOf(rest.id, model),
    models: catalogue(rest.id),
    toolsOnly: true,
    params: { ...foreign(takes), ...passed(own), ...params },
    settle: (body: OpenAIBody, request, ask) => changes.flatMap(change => change(body, request, ask)),
  })
}

/** OpenAI alone pads its chunks. */
const withoutObfuscation: Settle = (body, _request, { can }) => {
  const { include_obfuscation: from, ...options } = body.stream_options ?? {}
  if (from === undefined) return []
  body.stream_options = options
  if (!from) return []
  return [{ param: 'stream_options.include_obfuscation', action: 'dropped', from, why: `${can.vendor} has no obfuscation.` }]
}
