import type { Slice } from '../store'
import type { Forecast } from '../types'

export interface ForecastsSlice {
  /** By column id; what /v1/explain said last, kept while a newer answer is under way. */
  forecasts: Record<string, Forecast>
}

export const forecastsSlice: Slice<ForecastsSlice> = () => ({ forecasts: {} })
