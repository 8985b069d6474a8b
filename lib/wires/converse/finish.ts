import { GatewayError } from '@/lib/chat/errors'
import type { FinishReason } from '@/lib/chat/types'
import { own } from '@/lib/util/own'

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html: `stopReason`. Other words are `stop`. */
const FINISH: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  guardrail_intervened: 'content_filter',
  content_filtered: 'content_filter',
}

const FAILED: Readonly<Record<string, string>> = {
  malformed_model_output: 'The model’s output made no sense to Bedrock (malformed_model_output).',
  malformed_tool_use: 'The model called a tool in a way that made no sense to Bedrock (malformed_tool_use).',
}

/**
 * `calls`: how many of the caller's tools were called; a schema asked for by a tool is none of them. Throws GatewayError where
 * the word stands for an error.
 */
export function toFinishReason(reason: string | undefined, calls: number): FinishReason {
  const failed = own(FAILED, reason ?? '')
  if (failed) throw new GatewayError('provider_error', failed, { code: reason })
  const finish = own(FINISH, reason ?? '') ?? 'stop'
  return finish === 'tool_calls' && calls === 0 ? 'stop' : finish
}
