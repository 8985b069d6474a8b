import type { JsonSchema, TokenLogprob } from '@/lib/chat/types'

/** What a face hands to the engine: its own wire's request, read and checked. */
export interface EngineAsk {
  turns: EngineTurn[]
  sampling: {
    /** 0..2; 0 takes the likeliest token. */
    temperature: number
    topP?: number
    topK?: number
    minP?: number
    presencePenalty?: number
    frequencyPenalty?: number
    /** By token id of the sandbox's own tokenizer; -100..100. */
    logitBias?: Record<string, number>
    seed?: number
  }
  /** How many alternatives per token; absent: no logprobs are computed. 0 is allowed. */
  logprobs?: number
  /** Tokens, thinking included. */
  maxTokens: number
  stop: string[]
  tools: EngineTool[]
  choice: 'auto' | 'none' | 'required' | { name: string }
  parallel: boolean
  /** A JSON Schema, or any JSON object; absent: text. */
  schema?: JsonSchema | 'object'
  /** Absent: no thinking. Budget in tokens. */
  thinking?: { budget: number }
  style: 'brief' | 'thorough' | 'story'
}

export interface EngineTurn {
  role: 'system' | 'user' | 'assistant' | 'tool'
  text: string
  images?: { mediaType: string; bytes: number; width?: number; height?: number }[]
  files?: { mediaType: string; bytes: number; name?: string }[]
  calls?: { id: string; name: string; arguments: string }[]
  /** On `tool` turns. */
  callId?: string
}

export interface EngineTool {
  name: string
  description?: string
  /** JSON Schema of the arguments. */
  schema: JsonSchema
}

/** In order: thinking, then text and/or calls, then one `end`. Text arrives token by token. */
export type EngineEvent =
  | { kind: 'thinking'; text: string }
  /** `text` is complete characters only: a token that ends inside a character gives its text with the token that completes it. */
  | { kind: 'text'; text: string; logprob?: TokenLogprob }
  | { kind: 'call'; index: number; name: string }
  | { kind: 'arguments'; index: number; text: string }
  | {
      kind: 'end'
      reason: 'stop' | 'stop_sequence' | 'length' | 'tool_calls'
      /** The stop sequence that was hit. */
      stop?: string
      usage: EngineUsage
    }

export interface EngineUsage {
  promptTokens: number
  /** Includes thinking. */
  completionTokens: number
  thinkingTokens: number
}
