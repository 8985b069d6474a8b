import type { ChatRequest, Note } from '@/lib/chat/types'
import type { AnthropicBody } from '@/lib/wires/anthropic/types'
import type { ConverseBody } from '@/lib/wires/converse/types'
import type { GeminiBody } from '@/lib/wires/gemini/types'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import type { Ask, WireId } from '@/lib/wires/wire'
import type { Kind } from './kinds'

export interface Bodies {
  openai: OpenAIBody
  anthropic: AnthropicBody
  gemini: GeminiBody
  converse: ConverseBody
}

/** One plain parameter: what callers may send, what the playground calls it, and where each wire puts it. */
export interface Param<Value = any> {
  /** The control's name in the playground. */
  label: string
  /** One sentence for the control's hint and the docs. */
  help: string
  /** Where the playground shows it. */
  group: 'sampling' | 'output' | 'thinking' | 'tools' | 'request'
  kind: Kind<Value>
  /** True for a value that only asks for what every target does anyway: never dropped, never refused. */
  neutral?(value: Value): boolean
  to: { [Id in WireId]: Mapping<Value, Bodies[Id]> }
}

/**
 * Writes the value into the body and says what became of it; nothing returned means kept under its own name.
 * The row's own name and `from` are filled in by `applyParams`.
 */
export type Mapping<Value, Body> = (value: Value, body: Body, context: MappingContext) => Outcome | Outcome[] | void

export interface MappingContext extends Ask {
  request: ChatRequest
  param: string
}

export type Outcome = Omit<Note, 'param' | 'from'> & { param?: string; from?: unknown }
