import { useMemo } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { isWithin, valueAt } from '@/lib/playground/paths'
import { lintSchema, type SchemaMistake, type SchemaPath } from '@/lib/playground/schema/lint'
import { strictMistakes } from '@/lib/playground/schema/strict'
import type { Column, Forecast, Letter } from '@/lib/playground/types'
import type { Format } from './schema-format'

/** Something about a place of the schema: a mistake in it, or what some columns' models make of it. */
export interface SchemaFinding {
  path: SchemaPath
  message: string
  severity: 'error' | 'warning' | 'info'
  /** The columns it is about; none: everyone. */
  letters: readonly Letter[]
}

const SCHEMA = 'response_format.json_schema.schema'

/** What is to be said of the schema of the prompt, or of one column. */
export function useSchemaFindings(scope: string, format: Format) {
  const known = useForecasts(scope)
  return useMemo(() => {
    const mistakes = lintSchema(format.schema ?? {})
    const letters = known.filter(isHeldStrictly).map(({ column }) => column.letter)
    const notStrict = letters.length && format.schema ? strictMistakes(format.schema) : []
    const findings: SchemaFinding[] = [
      ...mistakes.map(mistake => ({ ...mistake, letters: [] })),
      ...notStrict.map((mistake: SchemaMistake) => ({ ...mistake, severity: 'warning' as const, letters })),
      ...grouped(known.flatMap(notesInside)),
    ]
    return { findings, notStrict }
  }, [known, format])
}

/** What is said about the format as a whole: that a model gets it as a tool, or in words. */
export function useFormatNotes(scope: string): SchemaFinding[] {
  const known = useForecasts(scope)
  return useMemo(() => grouped(known.flatMap(notesOutside)), [known])
}

interface Known {
  column: Column
  forecast: Forecast
}

/** Of the columns that are asked for this very format. */
function useForecasts(scope: string): Known[] {
  const columns = usePlayground(state => state.columns)
  const forecasts = usePlayground(state => state.forecasts)
  return useMemo(
    () =>
      columns
        .filter(({ id, params }) => (scope === 'prompt' ? params.response_format === undefined : id === scope))
        .flatMap(column => (forecasts[column.id] ? [{ column, forecast: forecasts[column.id]! }] : [])),
    [columns, forecasts, scope],
  )
}

/** Only OpenAI's own format has the word, so whoever is sent it has OpenAI's rules. */
function isHeldStrictly({ forecast }: Known): boolean {
  return forecast.state === 'known' && valueAt(forecast.target.body, 'response_format.json_schema.strict') === true
}

function notesInside({ column, forecast }: Known): SchemaFinding[] {
  const letters = [column.letter]
  if (forecast.state === 'refused') {
    const { param, message } = forecast.error
    return param && isWithin(param, SCHEMA) ? [{ path: inSchema(param), message, severity: 'error', letters }] : []
  }
  if (forecast.state !== 'known') return []
  return forecast.target.notes
    .filter(({ param, action }) => isWithin(param, SCHEMA) && action !== 'kept' && action !== 'moved')
    .map(({ param, action, why }) => ({ path: inSchema(param), message: why, severity: severityOf(action), letters }))
}

function notesOutside({ column, forecast }: Known): SchemaFinding[] {
  const letters = [column.letter]
  if (forecast.state === 'refused') {
    const { param, message } = forecast.error
    const isOurs = param && isWithin(param, 'response_format') && !isWithin(param, SCHEMA)
    return isOurs ? [{ path: '', message, severity: 'error', letters }] : []
  }
  if (forecast.state !== 'known') return []
  // What is dropped as a whole is said with the way to keep or remove it.
  return forecast.target.notes
    .filter(({ param }) => isWithin(param, 'response_format') && !isWithin(param, SCHEMA))
    .filter(({ action }) => action !== 'kept' && action !== 'moved' && action !== 'dropped')
    .map(({ action, why }) => ({ path: '', message: why, severity: severityOf(action), letters }))
}

function severityOf(action: string): SchemaFinding['severity'] {
  return action === 'refused' ? 'error' : action === 'dropped' ? 'warning' : 'info'
}

/** `properties.a.minimum` of `response_format.json_schema.schema.properties.a.minimum`. */
function inSchema(param: string): SchemaPath {
  return param.slice(SCHEMA.length).replace(/^\./, '')
}

/** The same said of several columns is said once. */
function grouped(findings: readonly SchemaFinding[]): SchemaFinding[] {
  const groups = new Map<string, SchemaFinding>()
  for (const finding of findings) {
    const key = `${finding.path} ${finding.message}`
    const before = groups.get(key)
    groups.set(key, before ? { ...before, letters: [...before.letters, ...finding.letters] } : finding)
  }
  return [...groups.values()]
}
