'use client'

import { useMemo } from 'react'
import { usePlayground, usePlaygroundStore, useRun } from '@/lib/playground/context'
import { formatAge, formatCost, formatCount, formatMeasured, formatMs, type Stats, statsOf } from '@/lib/playground/stats'
import type { Column, Run } from '@/lib/playground/types'
import { goOnFrom } from '../editors/go-on-from'
import { IconButton } from '../ui/button'
import { CopyButton } from '../ui/copy-button'

/** The strip under an answer: its numbers, from the provider's own usage, and what can be done with it. */
export function RunStats({ column: { id, letter }, choice }: { column: Column; choice: number }) {
  const run = useRun(id)
  const metrics = useMemo(() => (run ? metricsOf(run, statsOf(run)) : []), [run])
  return (
    <div className="strip">
      <dl className="metrics">
        {metrics.map(metric => (
          <MetricItem key={metric.name} {...metric} />
        ))}
      </dl>
      {run?.status === 'waiting' && <span className="dim cut">waiting for the first token</span>}
      <StripActions
        id={id}
        letter={letter}
        choice={choice}
        text={run?.completion?.choices[choice]?.message.content ?? ''}
        ended={run?.endedAt !== undefined && run.completion?.choices[choice] !== undefined}
      />
    </div>
  )
}

interface Metric {
  name: string
  value: string
  /** Shown on hover and focus, read out with the name. */
  detail?: string
}

function MetricItem({ name, value, detail }: Metric) {
  return (
    <div className={`metric ${name}`} tabIndex={detail ? 0 : undefined} data-tip={detail}>
      <dt>
        {name}
        {detail && <span className="unseen">, {detail}</span>}
      </dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Nothing is shown that is not known. */
function metricsOf(run: Run, stats: Stats): Metric[] {
  const { firstToken, speed, tokensOut, total, finish, cost, cache } = stats
  const ended = run.endedAt !== undefined
  const metrics: (Metric | false | undefined)[] = [
    firstToken !== undefined && { name: 'first', value: formatMs(firstToken), detail: 'until the first token' },
    cache && { name: 'cache', ...cacheWords(cache) },
    speed &&
      cache?.status !== 'HIT' && {
        name: 'speed',
        value: `${formatMeasured(speed)} t/s`,
        detail: 'tokens per second, from the first token on',
      },
    tokensOut && { name: 'tokens', value: formatMeasured(tokensOut), detail: tokenDetail(stats) },
    !!finish && ended && { name: 'finish', value: FINISHES[finish] ?? finish, detail: endDetail(stats) },
    cost && { name: 'cost', value: formatCost(cost.usd), detail: cost.source },
    // The head says it too, so it makes room for the cost.
    ended && !cost && { name: 'total', value: formatMs(total), detail: totalDetail(stats) },
  ]
  return metrics.filter(metric => !!metric)
}

function cacheWords({ status, age = 0 }: NonNullable<Stats['cache']>): Pick<Metric, 'value' | 'detail'> {
  if (status === 'HIT') return { value: 'kept', detail: `kept ${formatAge(age)} ago: it costs nothing, nothing was sent` }
  if (status === 'REFRESH') return { value: 'anew', detail: 'asked anew, and kept from now on' }
  return { value: 'miss', detail: 'nothing was kept of this request; this answer is' }
}

function tokenDetail({ tokensIn, tokensOut, thinking, cached }: Stats): string {
  const lines = [
    tokensIn !== undefined && `${formatCount(tokensIn)} tokens in${cached ? `, ${formatCount(cached)} of them cached` : ''}`,
    tokensOut && `${formatMeasured(tokensOut)} tokens out${thinking ? `, ${formatMeasured(thinking)} of them thinking` : ''}`,
    tokensOut?.estimated && '~ is an estimate until the provider says',
  ]
  return lines.filter(Boolean).join('\n')
}

/** Where the whole word would not fit; it stands in the detail. */
const FINISHES: Record<string, string> = { tool_calls: 'calls', content_filter: 'filter', function_call: 'call' }

function endDetail({ finish, nativeFinish }: Stats): string {
  return nativeFinish && nativeFinish !== finish
    ? `finish reason ${finish}, in the provider’s words ${nativeFinish}`
    : `finish reason ${finish}`
}

function totalDetail({ thought, attempts }: Stats): string {
  const lines = [
    'until the end',
    thought !== undefined && `${formatMs(thought)} of it thinking`,
    attempts !== undefined && `${attempts} sendings; each is in the receipt`,
  ]
  return lines.filter(Boolean).join('\n')
}

interface StripProps {
  id: string
  letter: string
  choice: number
  text: string
  /** There is an answer, and nothing more will come. */
  ended: boolean
}

function StripActions({ id, letter, choice, text, ended }: StripProps) {
  const store = usePlaygroundStore()
  const running = usePlayground(state => state.running.includes(id))
  const run = usePlayground(state => state.run)
  const stop = usePlayground(state => state.stop)
  const inspect = usePlayground(state => state.inspect)
  const pinned = usePlayground(state => state.ui.pinned === id)
  const pin = usePlayground(state => state.pin)
  return (
    <div className="strip-actions">
      {running ? (
        <IconButton icon="stop" name={`Stop ${letter}`} small onClick={() => stop(id)} />
      ) : (
        <IconButton icon="rerun" name={`Run ${letter} again`} small onClick={() => run(id)} />
      )}
      <IconButton
        icon="pin"
        name={`Pin ${letter}: the others are read against it`}
        small
        aria-pressed={pinned}
        onClick={() => pin(pinned ? null : id)}
      />
      <CopyButton name={`Copy the answer of ${letter}`} text={() => text} disabled={!text} />
      <IconButton
        icon="reply"
        name={`Add the answer of ${letter} to the messages`}
        small
        disabled={!ended}
        onClick={() => goOnFrom(store, id, choice)}
      />
      <IconButton icon="receipt" name={`Receipt of ${letter}`} small onClick={() => inspect(id, 'receipt')} />
    </div>
  )
}
