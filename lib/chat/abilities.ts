import type { ReasoningEffort } from './types'

/**
 * What the target's model can do: plain data, handed into wires and rows so that none of them looks at a model's name.
 * `undefined` means unknown, and unknown means: as much as the wire can.
 */
export interface Abilities {
  /** As it is sent: `claude-sonnet-4-5`. */
  model: string
  /** As a sentence says it: `Claude Sonnet 4.5`, `gpt-5.1`, or the model itself. */
  name: string
  /** The provider as a sentence says it: `Anthropic`. */
  vendor: string
  /** Tokens. */
  contextWindow?: number
  maxOutput?: number
  /** temperature and top_p (and logprobs on OpenAI): always, only while the model does not think, or never. */
  sampling: 'always' | 'not-thinking' | 'never'
  /** [lowest, highest] temperature, inclusive. */
  temperature: [number, number]
  /** False where temperature and top_p may not be sent together. */
  samplingPair: boolean
  topK: boolean
  minP: boolean
  penalties: boolean
  logitBias: boolean
  seed: boolean
  stop: boolean
  logprobs: 'always' | 'not-thinking' | 'never'
  /** The most alternatives per token, 0..20. */
  topLogprobs: number
  /** The name of the token limit on the openai wire. */
  tokenLimit: 'max_tokens' | 'max_completion_tokens' | 'both'
  thinking: ThinkingAbility
  tools: boolean
  /** A forced tool choice (required, named): always, not while thinking by budget, or never. */
  forcedTool: 'always' | 'not-with-budget' | 'never'
  /** gpt-5.6: function tools need `reasoning_effort: "none"`. */
  toolsNeedEffortNone?: boolean
  strictTools: boolean
  /** Native structured output: `output_config.format`, `response_format`, `responseJsonSchema`. */
  schema: boolean
  /** OpenAI's wire: `json_object`, where it is refused as a schema of any object, or in words only; unknown means it is taken. */
  jsonObject?: 'schema' | 'words'
  /** A `response_format` and tools exclude each other: at some of OpenAI's wire, and with Gemini before version 3. */
  formatOrTools?: true
  /** OpenAI's wire: the usage of a stream comes unasked, and `stream_options` is refused or unknown. */
  usageUnasked?: true
  /** xAI: reasoning_tokens are not among the completion_tokens. */
  reasoningApart?: true
  /** A last assistant turn is continued. */
  prefill: boolean
  /** The role `developer` is understood. */
  developer: boolean
  images: boolean
  /** `https:` image URLs are fetched by the provider. */
  imageUrls: boolean
  audio: boolean
  files: boolean
  /** More than one choice per request. */
  n: boolean
  /** The most choices per request, where that is less than OpenAI's 128. */
  mostChoices?: number
  /** Bedrock: whose field names go into `additionalModelRequestFields`. */
  dialect?: 'claude' | 'nova' | 'gpt-oss' | 'gpt'
  /** Mistral, on Bedrock too: ids of tool calls are nine letters or digits. */
  nineLetterIds?: true
  /** Vertex Gemini: requests carry labels. */
  labels?: boolean
  /** Gemini from version 3 on: a call in the history needs its thought signature. */
  signedCalls?: boolean
  /** Images inside a tool result: false on Gemini before version 3, where they stand beside it. */
  imageResults?: boolean
  /** Ids of calls and results: false for Gemini on Vertex. */
  callIds?: boolean
  /** System text apart from the turns: false for Gemma. */
  systemText?: boolean
  /** OpenAI: which of its two ways to steer the prompt cache it takes; unknown means both. */
  promptCache?: { retention: boolean; options: boolean }
}

export type ThinkingAbility =
  | { kind: 'none' }
  /** Cannot be told anything about: passed on as written. */
  | { kind: 'unknown' }
  /** OpenAI: `reasoning_effort`, rungs in rising order. `whenOmitted`: does it think when nothing is said. */
  | { kind: 'effort'; rungs: readonly ReasoningEffort[]; whenOmitted: boolean }
  /** Claude up to 4.5 and Gemini 2.5: a budget in tokens; `off` says whether it can be switched off; `rungs` of an effort beside it. */
  | {
      kind: 'budget'
      min: number
      max: number
      off: boolean
      dynamic: boolean
      whenOmitted: boolean
      rungs?: readonly ReasoningEffort[]
    }
  /** Claude 4.6 and later: adaptive, with an effort; `budget` where the old form is still taken. */
  | {
      kind: 'adaptive'
      rungs: readonly ReasoningEffort[]
      off: boolean
      /** What switches it off as far as possible where `off` is false: Sonnet 5.5 thinks between tools only. */
      betweenTools: boolean
      budget: boolean
      /** The highest effort allowed when thinking is off. */
      highestWhenOff?: ReasoningEffort
      whenOmitted: boolean
    }
