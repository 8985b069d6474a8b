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
// biome-ignore lint/suspicious/noExplicitAny: a row of which only the words are read.
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
  /** What a target has to be told when the caller said nothing. */
  absent?: { [Id in WireId]?: (body: Bodies[Id], context: MappingContext) => Outcome | undefined }
}

/**
 * Writes the value into the body and says what became of it; nothing returned means kept under its own name.
 * The value is the mapping's own copy. The row's own name and `from` are filled in by `applyParams`.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a mapping that only writes returns nothing.
export type Mapping<Value, Body> = (value: Value, body: Body, context: MappingContext) => Outcome | Outcome[] | void

/** Where rows of all kinds meet. */
// biome-ignore lint/suspicious/noExplicitAny: each row and wire has types of its own, which `Param` holds together.
export type AnyMapping = Mapping<any, any>
/** A mapping of the same value and body: by it a combinator learns both from the place in the row where it stands. */
export type Like<Chosen extends AnyMapping> = Mapping<Parameters<Chosen>[0], Parameters<Chosen>[1]>

export interface MappingContext extends Ask {
  request: ChatRequest
  param: string
  wire: WireId
}

export type Outcome = Omit<Note, 'param' | 'from'> & { param?: string; from?: unknown }

/** A sentence a person reads; where it needs the model's name it is made from the context. */
export type Sentence = string | ((context: MappingContext) => string)

export const AS_WRITTEN = 'As written.'

/** The value unchanged at `at`: kept when the key has the parameter's own name, else moved. */
export function put<Body>(at: Path<Body>): Mapping<unknown, Body> {
  return (value, body, context) => {
    setAt(body, at, value)
    return placed(at, value, context)
  }
}

/** The value brought into a range, which may depend on the model. */
export function clamp<Body>(
  at: Path<Body>,
  range: (context: MappingContext) => readonly [number, number],
  why: Sentence,
): Mapping<number, Body> {
  return (value, body, context) => {
    const [lowest, highest] = range(context)
    const near = Math.min(highest, Math.max(lowest, value))
    setAt(body, at, near)
    return near === value ? placed(at, value, context) : { action: 'changed', at, to: near, why: say(why, context) }
  }
}

/** The same meaning in the wire's own spelling. A spelling of `undefined` means the wire has none: dropped. */
export function convert<Value, Body>(
  at: Path<Body>,
  spell: (value: Value) => unknown,
  why: Sentence,
  without: Sentence,
): Mapping<Value, Body> {
  return (value, body, context) => {
    const spelled = spell(value)
    if (spelled === undefined) return { action: 'dropped', why: say(without, context) }
    setAt(body, at, spelled)
    if (at === context.param && spelled === value) return placed(at, value, context)
    return { action: 'moved', at, to: spelled, why: say(why, context) }
  }
}

/** Done by other means than a key of the body. Under `drop` it is not done: `without` says what happens instead. */
export function emulate<Value>(to: (value: Value) => unknown, why: Sentence, without: Sentence): Mapping<Value, unknown> {
  return (value, _body, context) =>
    context.unsupported === 'drop'
      ? { action: 'dropped', why: say(without, context) }
      : { action: 'emulated', to: to(value), why: say(why, context) }
}

export function drop(why: Sentence, source?: string): Mapping<unknown, unknown> {
  return (_value, _body, context) => ({ action: 'dropped', why: say(why, context), ...(source && { source }) })
}

/** Dropped because the place has nothing of the kind: "Anthropic has no seed." */
export function lacks(thing: string): Mapping<unknown, unknown> {
  return (_value, _body, context) => ({
    action: 'dropped',
    why: `${place(context)} has no ${thing}.`,
    ...(context.wire !== 'openai' && { source: PLACES[context.wire].page }),
  })
}

/** Chooses by what the model can do, and by the request. The body's type comes from the wire it is written for. */
export function when<Chosen extends AnyMapping>(
  test: (context: MappingContext, value: Parameters<Chosen>[0]) => boolean,
  yes: NoInfer<Chosen>,
  no: NoInfer<Chosen>,
): Like<Chosen> {
  return (value, body, context) => (test(context, value) ? yes : no)(value, body, context)
}

/** Who is asked, as a sentence says it. On the openai wire that is the provider; the others have one name each. */
export function place({ wire, can }: Pick<MappingContext, 'wire' | 'can'>): string {
  return wire === 'openai' ? can.vendor : PLACES[wire].name
}

const PLACES = {
  anthropic: { name: 'Anthropic', page: 'https://platform.claude.com/docs/en/api/messages' },
  gemini: { name: 'Gemini', page: 'https://ai.google.dev/api/generate-content' },
  converse: { name: 'Bedrock', page: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html' },
}

/** How a value that stands at `at` unchanged is reported. */
export function placed(at: string, value: unknown, context: MappingContext): Outcome {
  const key = at.slice(at.lastIndexOf('.') + 1)
  if (key === context.param) return { action: 'kept', at, to: value, why: AS_WRITTEN }
  return { action: 'moved', at, to: value, why: `${place(context)} calls it ${key}.` }
}

export function say(sentence: Sentence, context: MappingContext): string {
  return typeof sentence === 'string' ? sentence : sentence(context)
}

/** A typed path into a body: `generationConfig.topK`. */
export type Path<Body> = Body extends object
  ? {
      [Key in keyof Body & string]: Key | (NonNullable<Body[Key]> extends Leaf ? never : Deeper<Key, NonNullable<Body[Key]>>)
    }[keyof Body & string]
  : never
type Deeper<Key extends string, Inner> = unknown extends Inner ? never : `${Key}.${Path<Inner>}`
type Leaf = string | number | boolean | readonly unknown[]

/** Sets a value in a body, making the objects on its way. */
export function setAt<Body>(body: Body, at: Path<Body>, value: unknown): void {
  const keys = at.split('.')
  const last = keys.pop()!
  // biome-ignore lint/suspicious/noExplicitAny: the path's type has been checked above.
  let node = body as Record<string, any>
  for (const key of keys) node = node[key] ??= {}
  node[last] = value
}
