import type { Explanation } from '@/lib/chat/receipt'
import type { Answer } from './client'
import { headersOf, requestOf } from './request'
import { takenPath } from './route-taken'
import { isQuiet } from './slices/shared'
import type { Parts, PlaygroundState, PlaygroundStore } from './store'
import type { Column, Forecast } from './types'

/** Milliseconds after the last change. */
const DELAY = 150

/** What an answer depends on; compared part by part, by identity. */
type Question = readonly [messages: unknown, params: unknown, variables: unknown, keys: unknown, column: Column]

/** Keeps the receipt before the run up to date: one question under way per column, older answers are thrown away. */
export function watchForecasts(store: PlaygroundStore, { client, services }: Parts): () => void {
  const questions = new Map<string, Question>()
  const callOff = new Map<string, () => void>()

  function refresh(state: PlaygroundState) {
    const { prompt, keys, forecasts } = state
    const columns = isQuiet(state) ? [] : state.columns
    for (const id of questions.keys()) if (!columns.some(column => column.id === id)) forget(id)
    for (const column of columns) {
      const question = [prompt.messages, prompt.params, prompt.variables, keys, column] as const
      const before = questions.get(column.id)
      if (before?.every((part, index) => part === question[index])) continue
      questions.set(column.id, question)
      schedule(column.id)
      // Of another model nothing is known; of the same one the last answer stands until the next.
      if (!forecasts[column.id] || (before && !isSameTarget(before[4], column))) publish(column.id, { state: 'asking' })
    }
  }

  function schedule(id: string) {
    callOff.get(id)?.()
    const controller = new AbortController()
    const cancel = services.after(DELAY, () => void ask(id, controller.signal))
    callOff.set(id, () => {
      cancel()
      controller.abort()
    })
  }

  async function ask(id: string, signal: AbortSignal) {
    const { prompt, columns, keys } = store.getState()
    const column = columns.find(column => column.id === id)
    if (!column) return
    const answer = await client.explain(requestOf(prompt, column), headersOf(column, keys), signal)
    if (!signal.aborted) publish(id, toForecast(answer))
  }

  function publish(id: string, forecast: Forecast) {
    store.setState(({ forecasts }) => ({ forecasts: { ...forecasts, [id]: forecast } }))
  }

  function forget(id: string) {
    callOff.get(id)?.()
    callOff.delete(id)
    questions.delete(id)
    store.setState(({ forecasts: { [id]: _, ...rest } }) => ({ forecasts: rest }))
  }

  /** A gateway that could not be reached may be back when the person is. */
  function askAgain() {
    if (services.hidden()) return
    for (const [id, forecast] of Object.entries(store.getState().forecasts)) {
      if (forecast.state === 'refused' && forecast.error.type === 'network_error') schedule(id)
    }
  }

  refresh(store.getState())
  const isBack = (now: PlaygroundState, before: PlaygroundState) => now.reachable && !before.reachable
  const stops = [
    store.subscribe(refresh),
    store.subscribe((now, before) => isBack(now, before) && askAgain()),
    services.onPage('visibility', askAgain),
  ]
  return () => {
    for (const stop of [...stops, ...callOff.values()]) stop()
  }
}

function toForecast({ value, error }: Answer<Explanation>): Forecast {
  if (error) return { state: 'refused', error }
  const taken = takenPath(value.route)
  const target = value.targets.find(({ path }) => path === taken) ?? value.targets[0]
  if (target) return { state: 'known', target, explanation: value }
  return { state: 'refused', error: { message: 'The route leads nowhere.', type: 'unexpected_answer', param: null, code: null } }
}

function isSameTarget(one: Column, other: Column): boolean {
  return one.provider === other.provider && one.model === other.model && one.host === other.host
}
