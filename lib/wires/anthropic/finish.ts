import type { FinishReason } from '@/lib/chat/types'
import { own } from '@/lib/util/own'

/** https://platform.claude.com/docs/en/api/handling-stop-reasons; `compaction` is the beta's. */
const FINISH: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  compaction: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
}

/** `calls`: how many of the caller's tools were called; a schema asked for by a tool is none of them. */
export function toFinishReason(reason: string | null | undefined, calls: number): FinishReason {
  const finish = own(FINISH, reason ?? '') ?? 'stop'
  return finish === 'tool_calls' && calls === 0 ? 'stop' : finish
}
