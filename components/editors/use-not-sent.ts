import { useMemo } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { Letter } from '@/lib/playground/types'

/** A parameter the prompt asks for and one column's model will not be sent. */
export interface NotSent {
  name: string
  letter: Letter
  columnId: string
}

/** From the forecasts: what would be dropped if Run were pressed now. */
export function useNotSent(): NotSent[] {
  const forecasts = usePlayground(state => state.forecasts)
  const columns = usePlayground(state => state.columns)
  const params = usePlayground(state => state.prompt.params)
  return useMemo(
    () =>
      columns.flatMap(({ id, letter, params: own }) => {
        const forecast = forecasts[id]
        if (forecast?.state !== 'known') return []
        const names = forecast.target.notes
          .filter(({ action }) => action === 'dropped')
          .map(({ param }) => param.split(/[.[]/)[0]!)
        return names.filter(name => params[name] != null && own[name] === undefined).map(name => ({ name, letter, columnId: id }))
      }),
    [forecasts, columns, params],
  )
}
