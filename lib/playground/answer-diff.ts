import type { ResponseMessage } from '@/lib/chat/types'
import { parseJson } from '@/lib/util/json'
import { diffJson, type JsonChange } from './json-diff'
import { diffTexts, type TextDiff } from './text-diff'

/** What is compared of an answer. */
export interface Answer {
  text: string
  thinking: string
  calls: { name: string; input: string }[]
}

/** How an answer differs from the one it is read against. Parts that only one of them has are absent, but for the text. */
export interface AnswerDiff {
  text: TextDiff
  thinking?: TextDiff
  /** Where both texts are JSON. */
  json?: JsonChange[]
  /** Paths begin with the number of the call and its name. */
  calls?: JsonChange[]
}

export function diffAnswers(before: Answer, after: Answer): AnswerDiff {
  const json = before.text && after.text ? diffBothJson(before.text, after.text) : undefined
  return {
    text: diffTexts(before.text, after.text),
    ...(before.thinking && after.thinking && { thinking: diffTexts(before.thinking, after.thinking) }),
    ...(json && { json }),
    ...(before.calls.length > 0 && after.calls.length > 0 && { calls: diffJson(toValue(before), toValue(after)) }),
  }
}

export function answerOf(message: ResponseMessage | undefined): Answer {
  return {
    text: message?.content ?? message?.refusal ?? '',
    thinking: message?.reasoning_content ?? '',
    calls: (message?.tool_calls ?? []).map(call =>
      call.type === 'function'
        ? { name: call.function.name, input: call.function.arguments }
        : { name: call.custom.name, input: call.custom.input },
    ),
  }
}

/** A lone word or number is JSON too, and better compared as text. */
function diffBothJson(before: string, after: string): JsonChange[] | undefined {
  const [one, other] = [parseJson(before), parseJson(after)]
  if (!one.ok || !other.ok || typeof one.value !== 'object' || typeof other.value !== 'object') return
  return diffJson(one.value, other.value)
}

function toValue({ calls }: Answer): unknown {
  return calls.map(({ name, input }) => {
    const read = parseJson(input)
    return { [name]: read.ok ? read.value : input }
  })
}
