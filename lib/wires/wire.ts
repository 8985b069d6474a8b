import type { Abilities } from '@/lib/chat/abilities'
import type { GatewayError } from '@/lib/chat/errors'
import type { ChatCompletion, ChatRequest, Decoded, Note } from '@/lib/chat/types'
import type { ServerEvent } from '@/lib/util/sse'

export type WireId = 'openai' | 'anthropic' | 'gemini' | 'converse'

/** A provider's message format, in both directions. Wires are pure: no network, no keys, no clock of their own. */
export interface Wire<Body = any, Reply = any> {
  id: WireId
  framing: 'sse' | 'event-stream'
  /**
   * Messages, tools, tool choice, response format, stream; plain parameters are added afterwards from the table.
   * The request is never changed. Refused content (an image the model cannot take) is a note with action `refused`.
   */
  toBody(request: ChatRequest, ask: Ask): { body: Body; notes: Note[] }
  /** Last repairs once every parameter is in place, such as a token limit the provider insists on. Changes the body. */
  settle?(body: Body, request: ChatRequest, ask: Ask): Note[]
  /** True where the body asks for what is never streamed: the call is then made whole, and its answer streamed to the caller. */
  whole?(body: Body): boolean
  /** True where the form that `response_format` asks for is asked for in words only, so that nobody holds the answer to it. */
  tells?(request: ChatRequest, ask: Ask): boolean
  /** Addresses of images and files that are read there, although others are not. */
  reads?(url: string, ask: Ask): boolean
  /** Throws a GatewayError when the reply is no answer, or stands for an error. */
  fromReply(reply: Reply, context: ReplyContext): ChatCompletion
  /** A fresh decoder for one stream. */
  decoder(context: ReplyContext): StreamDecoder
  /** What a refused request (400) shows the model not to be able to do, where the same can be had by other means. */
  lessAfter?(error: GatewayError, request: ChatRequest): Partial<Abilities> | undefined
  /** The provider's own words for what went wrong. `body` is the parsed JSON, or the text where it is none. */
  errorOf(body: unknown, status: number, headers?: Pick<Headers, 'get'>): GatewayError
}

/** What a translation is told besides the request. */
export interface Ask {
  can: Readonly<Abilities>
  /** What to do about parameters the target lacks. */
  unsupported: 'drop' | 'error' | 'emulate'
  /** False where the provider answers unknown keys with an error: they are dropped with a note. */
  passUnknown: boolean
}

export interface ReplyContext {
  /** As it was translated: a wire that emulates (a schema by a tool) reads here, with `ask`, what it did on the way out. */
  request: ChatRequest
  ask: Ask
  /** Seconds since 1970; used where the provider gives no `created`. */
  now: number
  /** `chatcmpl-…`; used where the provider gives none. */
  id: string
  /** True when the caller reads content_blocks and the like (strict compliance `false`): otherwise they are not made. */
  extras: boolean
}

/** Turns provider events into chunks. Holds only what one stream needs to remember. Throws GatewayError for error events. */
export interface StreamDecoder {
  next(event: ServerEvent): Decoded[]
  /** Once, when the bytes end: chunks still owed (a usage chunk; text held back of an answer that broke off). */
  end(): Decoded[]
  /**
   * True once the wire's terminal event was seen, or where `end` finds that nothing is missing but this event: to be read after
   * `end`. Bytes that end before are `truncated`.
   */
  readonly finished: boolean
}
