'use client'

import { useEffect, useState } from 'react'
import type { Trace } from '@/lib/chat/trace'
import type { Answer } from '@/lib/playground/client'
import { usePlayground, useRun } from '@/lib/playground/context'
import { formatCost, formatMs } from '@/lib/playground/stats'
import type { Column } from '@/lib/playground/types'
import { CopyButton } from '../ui/copy-button'
import { ScrollBox } from '../ui/scroll-box'
import { TraceSpans } from './trace-spans'

/** What the gateway wrote down of the column's run, as its owner finds it again by the trace id. */
export function TracePanel({ column }: { column: Column }) {
  const traceId = useRun(column.id, run => run?.traceId)
  const ended = useRun(column.id, run => (run?.endedAt === undefined ? undefined : run.id))
  const answer = useTrace(column.id, traceId, ended)
  const isLive = useRun(column.id, run => run !== null && run.endedAt === undefined)
  if (!traceId) {
    const none = 'Each request that reaches the gateway leaves a span in its trace. None has yet.'
    return <p className="inspector-none">{isLive ? UNWRITTEN : none}</p>
  }
  const { value: trace, error } = answer ?? {}
  return (
    <>
      <div className="inspector-bar">
        <span className="mono dim cut">{traceId}</span>
        <CopyButton name="Copy the trace id" text={() => traceId} />
        <span className="grow" />
        {trace && (
          <span className="mono dim">
            {[`${trace.spans.length === 1 ? '1 span' : `${trace.spans.length} spans`}`, formatMs(trace.ms), costOf(trace)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </div>
      <ScrollBox className="inspector-scroll" name="Trace">
        {!answer && <p className="inspector-none">{ended ? 'Reading the trace…' : UNWRITTEN}</p>}
        {error && <p className="inspector-none">{error.message}</p>}
        {trace && <TraceSpans trace={trace} />}
      </ScrollBox>
    </>
  )
}

const UNWRITTEN = 'The trace is written when the run has ended.'

const costOf = ({ cost }: Trace) => (cost === null ? undefined : formatCost(cost))

/** Read when the run has ended; `undefined` until it is there. */
function useTrace(columnId: string, traceId: string | undefined, ended: string | undefined): Answer<Trace> | undefined {
  const readTrace = usePlayground(state => state.readTrace)
  const [read, setRead] = useState<{ of: string; answer: Answer<Trace> }>()
  useEffect(() => {
    if (!traceId || !ended) return
    const controller = new AbortController()
    void readTrace(columnId, traceId, controller.signal).then(answer => {
      if (!controller.signal.aborted) setRead({ of: ended, answer })
    })
    return () => controller.abort()
  }, [columnId, traceId, ended, readTrace])
  return read && read.of === ended ? read.answer : undefined
}
