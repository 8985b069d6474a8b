import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'

/** The model a column speaks with: its own, or the one its routing config asks first. */
export function useAnswering(column: Column): Pick<Column, 'provider' | 'model' | 'host'> {
  const forecast = usePlayground(state => state.forecasts[column.id])
  return column.route && forecast?.state === 'known' ? forecast.target : column
}
