'use client'

import { usePlayground } from '@/lib/playground/context'
import { thinkingOf } from '@/lib/playground/thinking'
import { shortValue } from '../notes'
import { Facet } from '../ui/facet'

/** Which models can think, and what each of them will be sent about it. */
export function ThinkingPerColumn({ scope }: { scope: string }) {
  const columns = usePlayground(state => state.columns)
  const forecasts = usePlayground(state => state.forecasts)
  return (
    <ul className="thinking-columns" aria-label="What each model is sent">
      {columns
        .filter(({ id }) => scope === 'prompt' || id === scope)
        .map(column => {
          const { can, sent, why } = thinkingOf(column, forecasts[column.id])
          return (
            <li key={column.id}>
              <Facet letter={column.letter} small />
              <div>
                {sent.map(({ at, value }) => (
                  <p key={at} className="mono">
                    {at} <b>{shortValue(value, 60)}</b>
                  </p>
                ))}
                {!sent.length && <p>nothing is sent</p>}
                <p className="dim">{why ?? can}</p>
              </div>
            </li>
          )
        })}
    </ul>
  )
}
