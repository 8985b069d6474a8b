import { useMemo } from 'react'
import type { ErrorBody } from '@/lib/chat/errors'
import type { Receipt, ReceiptAttempt } from '@/lib/chat/receipt'
import type { ChatRequest, Note } from '@/lib/chat/types'
import { usePlayground, useRun } from '@/lib/playground/context'
import { requestOf, shownRequest } from '@/lib/playground/request'
import { isSame } from '@/lib/playground/same'
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

type Sent = Omit<Sending, 'asked'>

const NONE: never[] = []

/**
 * `prefer` picks a side where both are known; without it the run's, as long as it is the run of what stands on the page.
 * `step` picks one of the run's earlier answers.
 */
export function useSending(column: Column, prefer?: 'before' | 'after', step?: number): Sending {
  const sent = useSent(column, prefer, step)
  const ranAs = useRun(column.id, run => stepOf(run, step)?.asked)
  const now = usePlayground(state => requestFor(state.prompt, column))
  const asked = sent.when === 'after' && ranAs ? ranAs : now
  return useMemo(() => ({ ...sent, asked: shownRequest(asked) }), [sent, asked])
}

/** {@link useSending} without what was asked, so that it stays the same while somebody writes. */
export function useSent(column: Column, prefer?: 'before' | 'after', step?: number): Sent {
  const forecast = usePlayground(state => state.forecasts[column.id])
  const receipt = useRun(column.id, run => stepOf(run, step)?.receipt)
  const ranAs = useRun(column.id, run => stepOf(run, step)?.asked)
  const begun = useRun(column.id, run => run?.earlier?.[0]?.asked.messages)
  const ranAt = useRun(column.id, run => run?.host ?? run?.provider)
  const ranBy = useRun(column.id, run => stepOf(run, step)?.route)
  // The results of tools in a request are the run's own, not a change of the prompt.
  const ran = useMemo(() => (ranAs && begun ? { ...ranAs, messages: begun } : ranAs), [ranAs, begun])
  const moved = ranAt !== (column.host ?? column.provider) || !isSame(ranBy, column.route)
  const changedSince = usePlayground(({ prompt }) => !!ran && (moved || !isSame(ran, requestFor(prompt, column))))

  return useMemo(() => {
    const attempt = receipt && (receipt.attempts[receipt.chosen ?? -1] ?? receipt.attempts.at(-1))
    const showRun = prefer ? prefer === 'after' : !changedSince
    if (attempt && ran && showRun) {
      return { when: 'after', changedSince, notes: attempt.notes, sent: attempt, attempts: receipt.attempts, receipt }
    }
    const target = forecast?.state === 'known' ? forecast.target : undefined
    return {
      when: 'before',
      changedSince,
      notes: target?.notes ?? NONE,
      sent: target,
      attempts: NONE,
      refused: forecast?.state === 'refused' ? forecast.error : undefined,
    }
  }, [receipt, ran, changedSince, prefer, forecast])
}

function stepOf(run: Run | null, step: number | undefined): Run | null | undefined {
  return step === undefined ? run : run?.earlier?.[step]
}

const requests = new WeakMap<Prompt, WeakMap<Column, ChatRequest>>()

/** Made once per prompt and column: several parts of the page ask for the same one at every key. */
function requestFor(prompt: Prompt, column: Column): ChatRequest {
  const ofPrompt = requests.get(prompt) ?? new WeakMap<Column, ChatRequest>()
  requests.set(prompt, ofPrompt)
  const request = ofPrompt.get(column) ?? requestOf(prompt, column)
  ofPrompt.set(column, request)
  return request
}
