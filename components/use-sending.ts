import { useMemo } from 'react'
import type { ErrorBody } from '@/lib/chat/errors'
import type { Receipt, ReceiptAttempt } from '@/lib/chat/receipt'
import type { ChatRequest, Note } from '@/lib/chat/types'
import { usePlayground, useRun } from '@/lib/playground/context'
import { requestOf, shownRequest } from '@/lib/playground/request'
import type { Column, Prompt, Run } from '@/lib/playground/types'

/** What a provider is or was sent for a column: the forecast before a run, the receipt after it. */
export interface Sending {
  when: 'before' | 'after'
  /** True when prompt or settings changed since the run. */
  changedSince: boolean
  asked: ChatRequest
  notes: Note[]
  /** Absent while nothing is known yet. */
  sent?: { provider: string; model: string; url: string; headers: Record<string, string>; body: unknown }
  /** Empty before a run. */
  attempts: ReceiptAttempt[]
  receipt?: Receipt
  /** The request would be refused before it is sent. */
  refused?: ErrorBody['error']
}

const NONE: never[] = []

/**
 * `prefer` picks a side where both are known; without it the run's, as long as it is the run of what stands on the page.
 * `step` picks one of the run's earlier answers.
 */
export function useSending(column: Column, prefer?: 'before' | 'after', step?: number): Sending {
  const prompt = usePlayground(state => state.prompt)
  const forecast = usePlayground(state => state.forecasts[column.id])
  const receipt = useRun(column.id, run => stepOf(run, step)?.receipt)
  const ranAs = useRun(column.id, run => stepOf(run, step)?.asked)
  const begun = useRun(column.id, run => run?.earlier?.[0]?.asked.messages)
  const ranAt = useRun(column.id, run => run?.host ?? run?.provider)
  const ranBy = useRun(column.id, run => stepOf(run, step)?.route)
  const asked = requestFor(prompt, column)
  const changedSince = useMemo(
    // The results of tools in a request are the run's own, not a change of the prompt.
    () =>
      !!ranAs &&
      (ranAt !== (column.host ?? column.provider) ||
        JSON.stringify(ranBy) !== JSON.stringify(column.route) ||
        textOf(begun ? { ...ranAs, messages: begun } : ranAs) !== textOf(asked)),
    [ranAs, begun, ranAt, ranBy, asked, column],
  )

  return useMemo(() => {
    const attempt = receipt && (receipt.attempts[receipt.chosen ?? -1] ?? receipt.attempts.at(-1))
    const showRun = prefer ? prefer === 'after' : !changedSince
    if (attempt && ranAs && showRun) {
      return {
        when: 'after',
        changedSince,
        asked: shownRequest(ranAs),
        notes: attempt.notes,
        sent: attempt,
        attempts: receipt.attempts,
        receipt,
      }
    }
    const target = forecast?.state === 'known' ? forecast.target : undefined
    return {
      when: 'before',
      changedSince,
      asked: shownRequest(asked),
      notes: target?.notes ?? NONE,
      sent: target,
      attempts: NONE,
      refused: forecast?.state === 'refused' ? forecast.error : undefined,
    }
  }, [receipt, ranAs, changedSince, prefer, forecast, asked])
}

function stepOf(run: Run | null, step: number | undefined): Run | null | undefined {
  return step === undefined ? run : run?.earlier?.[step]
}

const requests = new WeakMap<Prompt, WeakMap<Column, ChatRequest>>()
const texts = new WeakMap<ChatRequest, string>()

/** Made once per prompt and column: several parts of the page ask for the same one at every press of a key. */
function requestFor(prompt: Prompt, column: Column): ChatRequest {
  const ofPrompt = requests.get(prompt) ?? new WeakMap<Column, ChatRequest>()
  requests.set(prompt, ofPrompt)
  const request = ofPrompt.get(column) ?? requestOf(prompt, column)
  ofPrompt.set(column, request)
  return request
}

function textOf(request: ChatRequest): string {
  const text = texts.get(request) ?? JSON.stringify(request)
  texts.set(request, text)
  return text
}
