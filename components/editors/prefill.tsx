'use client'

import { abilitiesOf } from '@/lib/models'
import { usePlayground } from '@/lib/playground/context'
import type { Column, Forecast, Letter } from '@/lib/playground/types'
import { Facet } from '../ui/facet'

/** What each column makes of an assistant message at the end: some models go on from it, others answer anew or refuse it. */
export default function Prefill({ index }: { index: number }) {
  const columns = usePlayground(state => state.columns)
  const forecasts = usePlayground(state => state.forecasts)
  const letters = new Map<string, Letter[]>()
  for (const column of columns) {
    const text = whatHappens(column, forecasts[column.id], index)
    if (text) letters.set(text, [...(letters.get(text) ?? []), column.letter])
  }
  return (
    <ul className="prefill" aria-label="What becomes of the beginning of the answer">
      {[...letters].map(([text, letters]) => (
        <li key={text}>
          {letters.map(letter => (
            <Facet key={letter} letter={letter} soft small />
          ))}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

function whatHappens({ provider, model }: Column, forecast: Forecast | undefined, index: number): string | undefined {
  if (forecast?.state !== 'known') return
  const at = `messages[${index}]`
  const note = forecast.target.notes.find(
    ({ param, action }) => action !== 'kept' && action !== 'moved' && (param === at || param.startsWith(`${at}.`)),
  )
  if (note) return note.why
  return abilitiesOf(provider, model).prefill
    ? 'The answer goes on from here.'
    : 'Taken as a turn that is over; the answer begins anew.'
}
