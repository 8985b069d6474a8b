'use client'

import { useMemo } from 'react'
import { useRun } from '@/lib/playground/context'
import { type SpreadItem, spreadOf } from '@/lib/playground/spread'
import { formatMeasured } from '@/lib/playground/stats'
import type { Column } from '@/lib/playground/types'
import { Badge } from '../ui/badge'

interface Props {
  column: Column
  choice: number
  onChoice(choice: number): void
}

const NONE: never[] = []

/** All choices of a run at a glance: how each begins, how long it is, and which are unlike the rest. */
export function Choices({ column: { id, letter }, choice, onChoice }: Props) {
  const choices = useRun(id, run => run?.completion?.choices ?? NONE)
  const over = useRun(id, run => !!run && run.status !== 'streaming')
  const { items, alike } = useMemo(() => spreadOf(choices, over), [choices, over])
  if (items.length < 2) return null
  return (
    <section className="choices" aria-label={`Choices of ${letter}`}>
      <p
        className="choices-head"
        data-tip={alike ? 'Alike: at least half of the words are the same; in a short answer all.' : undefined}
      >
        {items.length} choices{alike ? `, ${alike === 1 ? 'no two' : alike === items.length ? 'all' : alike} alike` : ''}
      </p>
      <div className="choices-list">
        {items.map((item, at) => (
          <Choice key={item.index} item={item} shown={at === choice} onChoose={() => onChoice(at)} />
        ))}
      </div>
    </section>
  )
}

function Choice({ item, shown, onChoose }: { item: SpreadItem; shown: boolean; onChoose(): void }) {
  const { index, beginning, tokens, differs } = item
  return (
    <button type="button" aria-pressed={shown} onClick={onChoose}>
      <span className="mono">{index + 1}</span>
      <span className="cut grow">{beginning || '…'}</span>
      {differs && <Badge>differs</Badge>}
      {tokens && <span className="mono dim">{formatMeasured(tokens)}</span>}
    </button>
  )
}
