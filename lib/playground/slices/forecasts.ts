import type { Slice } from '../store'
import type { Column, Forecast } from '../types'

export interface ForecastsSlice {
  /** By column id; what /v1/explain said last, kept while a newer answer is under way. */
  forecasts: Record<string, Forecast>
  /** What the person has agreed to have dropped, by {@link agreementOf}; it need not be said again. */
  agreed: readonly string[]
  agreeToDrop(column: Column, names: readonly string[]): void
}

export const forecastsSlice: Slice<ForecastsSlice> = set => ({
  forecasts: {},
  agreed: [],
  agreeToDrop: (column, names) =>
    set(({ agreed }) => ({ agreed: [...new Set([...agreed, ...names.map(name => agreementOf(column, name))])] })),
})

/** Another model of the column is another question. */
export function agreementOf({ id, provider, model, host = '' }: Column, name: string): string {
  return [id, provider, model, host, name].join(' ')
}
