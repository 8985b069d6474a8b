'use client'

import { useEffect, useState } from 'react'
import { useRun } from '@/lib/playground/context'
import { formatMs } from '@/lib/playground/format'
import { callsOf, waitingChoice } from '@/lib/playground/tool-results'
import type { Run } from '@/lib/playground/types'
import { Icon } from '../ui/icon'

/** Where a run stands, in an icon and a word: elapsed time while it runs, its total when it is done. */
export function ColumnStatus({ id }: { id: string }) {
  const status = useRun(id, run => run?.status)
  const startedAt = useRun(id, run => run?.startedAt ?? 0)
  const endedAt = useRun(id, run => run?.endedAt ?? 0)
  const code = useRun(id, run => run?.error?.status)
  const calls = useRun(id, countCalls)
  if (!status) return <span className="column-status">ready</span>
  if (status === 'waiting' || status === 'streaming') return <Elapsed since={startedAt} />
  if (status === 'done' && calls > 0) return <Status look="done" icon="wrench" text={calls === 1 ? '1 call' : `${calls} calls`} />
  if (status === 'done') return <Status look="done" icon="check" text={formatMs(endedAt)} />
  if (status === 'aborted') return <Status look="aborted" icon="stop" text="stopped" />
  if (status === 'truncated') return <Status look="truncated" icon="alert" text="broke off" />
  return <Status look="error" icon="alert" text={code ? String(code) : 'failed'} />
}

/** Calls that wait for their results. */
function countCalls(run: Run | null): number {
  const choice = waitingChoice(run)
  return callsOf(run?.completion?.choices[choice]?.message, choice).length
}

function Status({ look, icon, text }: { look: string; icon: 'check' | 'wrench' | 'stop' | 'alert'; text: string }) {
  return (
    <span className={`column-status ${look}`}>
      <Icon name={icon} size="small" />
      {text}
    </span>
  )
}

/** Milliseconds between two looks at the clock. */
const TICK = 100

function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="column-status">
      <span className="running-bars">
        <i />
        <i />
        <i />
      </span>
      <span className="unseen">running, </span>
      {(Math.max(0, now - since) / 1000).toFixed(1)} s
    </span>
  )
}
