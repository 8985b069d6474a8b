import { useMemo } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { agreementOf } from '@/lib/playground/slices/forecasts'
import type { Column, Forecast } from '@/lib/playground/types'

/** A parameter that one column's model will not be sent. */
export interface NotSent {
  name: string
  column: Column
  why: string
  /** The person knows, and keeps it. */
  agreed: boolean
}

/** From the forecasts: what the prompt asks for and would be dropped if Run were pressed now. */
export function useNotSent(): NotSent[] {
  const forecasts = usePlayground(state => state.forecasts)
  const columns = usePlayground(state => state.columns)
  const params = usePlayground(state => state.prompt.params)
  const agreed = usePlayground(state => state.agreed)
  return useMemo(
    () =>
      columns.flatMap(column =>
        dropped(column, forecasts[column.id], agreed).filter(
          ({ name }) => params[name] != null && column.params[name] === undefined,
        ),
      ),
    [forecasts, columns, params, agreed],
  )
}

/** The same of one column, its own overrides included. */
export function useNotSentIn(columnId: string): NotSent[] {
  const forecast = usePlayground(state => state.forecasts[columnId])
  const column = usePlayground(state => state.columns.find(({ id }) => id === columnId))
  const agreed = usePlayground(state => state.agreed)
  return useMemo(() => (column ? dropped(column, forecast, agreed) : []), [forecast, column, agreed])
}

/** One for each parameter: a note may speak of a part of it, but a tool that loses its `strict` is sent all the same. */
function dropped(column: Column, forecast: Forecast | undefined, agreed: readonly string[]): NotSent[] {
  if (forecast?.state !== 'known') return []
  const reasons = new Map<string, string>()
  for (const { action, param, why } of forecast.target.notes) {
    const name = param.split(/[.[]/)[0]!
    if (action === 'dropped' && !/^(tools|functions)\[/.test(param) && !reasons.has(name)) reasons.set(name, why)
  }
  return [...reasons].map(([name, why]) => ({ name, why, column, agreed: agreed.includes(agreementOf(column, name)) }))
}
