import { answerInWords, messageOf } from './answer'
import { findIn } from './findings'
import type { Guide } from './guide'
import { spell } from './markup'
import { encode, piece } from './model'
import { hash, seeded } from './random'
import { jsonObject } from './schema/any-object'
import { source } from './schema/leaves'
import { walkSchema } from './schema/walk'
import { SchemaGuide } from './schema-guide'
import { TextGuide } from './text-guide'
import type { Intent } from './thinking'
import { type PlannedCall, planCalls } from './tools'
import type { EngineAsk } from './types'

/** What will be done. */
export interface Decision {
  intent: Intent
  calls: PlannedCall[]
  /** Said before the calls. */
  preamble?: string
  key: number
  guide: () => Guide
}

/** What is a matter of the prompt, not of sampling: the same prompt is always met with the same intent. */
export function decide(ask: EngineAsk, key: number): Decision {
  const { intent, parts } = answerInWords(ask, key, text => new Set(encode(` ${text}`)))
  const calls = planCalls(ask, messageOf(ask))
  if (calls.length > 0) {
    const preamble =
      ask.style === 'thorough' && ask.choice === 'auto'
        ? `[Let me look that up|I will ask] with ${calls[0]!.tool.name}.`
        : undefined
    return { intent: { ...intent, kind: 'calls' }, calls, preamble, key, guide: () => new TextGuide(parts, key, lexicon()) }
  }
  if (ask.schema === undefined) return { intent, calls, key, guide: () => new TextGuide(parts, key, lexicon()) }
  const schema = ask.schema === 'object' ? jsonObject(messageOf(ask), intent) : ask.schema
  const prose = [spell(intent.answer), spell(intent.answer, options => options.at(-1)!)].map(text =>
    text.replace('{ramble}', '…'),
  )
  return {
    intent: { ...intent, kind: 'schema' },
    calls,
    key,
    guide: () =>
      new SchemaGuide(walkSchema(schema, source(schema, findIn(messageOf(ask)), [...new Set(prose)], seeded(key))), encode),
  }
}

export const lexicon = () => ({ encode, piece })
/** A number that depends on the whole prompt, and on nothing else. */
export const keyOf = ({ turns, tools, schema, style }: EngineAsk) => hash(JSON.stringify([turns, tools, schema, style]))
