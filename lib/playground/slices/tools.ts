import type { Tool } from '@/lib/chat/types'
import { headersOf, requestOf } from '../request'
import type { Parts, PlaygroundState, PlaygroundStore, Slice } from '../store'
import { asEarlier, callsOf, continuation, continueProblem, LOOP_LIMIT, resultOf, waitingChoice } from '../tool-results'
import { followChoice, followMocks } from '../tools'
import type { Params, Prompt, Run } from '../types'
import { withParam } from './prompt'
import { keepsFrames } from './ui'
import { withDeletion } from './undo'

export interface ToolsSlice {
  /** Of the prompt, or of one column. `removed` says what was taken out, as the undo says it. */
  setTools(columnId: string | undefined, tools: Tool[], removed?: string): void
  /** Takes out the legacy functions and their choice. */
  removeFunctions(columnId: string | undefined): void
  /** What a tool answers in every column; `undefined` takes it out. */
  setMock(name: string, text: string | undefined): void
  setLoop(loop: NonNullable<Prompt['loop']>): void
  /** The result of one call of one column; `undefined` leaves it to the mock. */
  setResult(columnId: string, key: string, text: string | undefined): void
  /** Sends the results of a column's calls; the answer comes under the one that made them. */
  continueRun(columnId: string, choice?: number): void
  /** Every column whose calls have all their results. */
  continueAll(): void
  /** Takes back what came after an earlier answer, so that its results can be changed. */
  reopen(columnId: string, index: number): void
}

export const toolsSlice: Slice<ToolsSlice> = (set, get, { runs }) => {
  const shown = (columnId: string) => runs.of(columnId).getState().run

  return {
    setTools(columnId, tools, removed) {
      const state = get()
      const before = paramsOf(state, columnId)
      // A column without tools of its own would have the prompt's.
      const none = columnId ? null : undefined
      const choice = tools.length ? followChoice(before, tools) : none
      const changed = withParams(state, columnId, withTools(before, tools.length ? tools : none, choice))
      const change = columnId ? changed : { prompt: { ...changed.prompt!, mocks: followMocks(state.prompt, tools) } }
      if (!removed) return set(change)
      const putBack = (state: PlaygroundState) =>
        withParams(state, columnId, withTools(paramsOf(state, columnId), before.tools, before.tool_choice))
      set({ ...change, deletions: withDeletion(state.deletions, { what: removed, putBack }) })
    },
    removeFunctions(columnId) {
      const state = get()
      const { functions, function_call } = paramsOf(state, columnId)
      const taken = (state: PlaygroundState, values: Pick<Params, 'functions' | 'function_call'>) =>
        withParams(
          state,
          columnId,
          withParam(withParam(paramsOf(state, columnId), 'functions', values.functions), 'function_call', values.function_call),
        )
      const putBack = (state: PlaygroundState) => taken(state, { functions, function_call })
      const deletions = withDeletion(state.deletions, { what: 'Legacy functions', putBack })
      set({ ...taken(state, {}), deletions })
    },
    setMock: (name, text) => set(({ prompt }) => ({ prompt: { ...prompt, mocks: withText(prompt.mocks, name, text) } })),
    setLoop: loop => set(({ prompt }) => ({ prompt: { ...prompt, loop } })),
    setResult: (columnId, key, text) =>
      runs.change(columnId, run => ({ ...run, results: withText(run.results, key, text) ?? {} })),
    continueRun(columnId, choice) {
      const { prompt, columns, keys } = get()
      const column = columns.find(({ id }) => id === columnId)
      const run = shown(columnId)
      const at = choice ?? waitingChoice(run)
      if (!column || !run || at < 0 || continueProblem(run, prompt, column, at)) return
      const request = continuation(run, requestOf(prompt, column), prompt.mocks, at)
      const earlier = [...(run.earlier ?? []), asEarlier(run, prompt.mocks, at)]
      // All steps of a conversation stand in one trace.
      const trace = run.traceId && { 'x-portkey-trace-id': run.traceId }
      runs.start(column, request, { ...headersOf(column, keys, keepsFrames(get().ui)), ...trace }, earlier)
    },
    continueAll() {
      for (const { id } of get().columns) get().continueRun(id)
    },
    reopen(columnId, index) {
      const run = shown(columnId)
      const step = run?.earlier?.[index]
      if (!run || !step) return
      runs.stop(columnId)
      const { continued: _, ...again } = step
      const earlier = run.earlier!.slice(0, index)
      const left = shown(columnId)!
      runs.change(columnId, () => ({ ...again, ...(earlier.length > 0 && { earlier }) }))
      const what = `What came after step ${index + 1}`
      const putBack = () => {
        runs.change(columnId, () => left)
        return {}
      }
      set(({ deletions }) => ({ deletions: withDeletion(deletions, { what, putBack }) }))
    },
  }
}

/** Answers calls whose tools are all mocked, where the prompt says so, up to its limit. */
export function watchTools(store: PlaygroundStore, { runs }: Parts): () => void {
  return runs.subscribe((columnId, run, phase) => {
    if (phase !== 'ended' || !goesOn(run, store.getState().prompt)) return
    // Not at once: others are still to hear that this one has ended.
    queueMicrotask(() => store.getState().continueRun(columnId))
  })
}

/** Whether the mocks alone may answer, and the limit is not reached. */
function goesOn(run: Run, { loop, mocks }: Prompt): boolean {
  const choice = waitingChoice(run)
  if (!loop?.auto || choice < 0 || (run.earlier?.length ?? 0) >= (loop.limit ?? LOOP_LIMIT)) return false
  return callsOf(run.completion?.choices[choice]?.message, choice).every(call => resultOf({}, mocks, call)?.trim())
}

function withParams(
  { prompt, columns }: PlaygroundState,
  columnId: string | undefined,
  params: Params,
): Partial<PlaygroundState> {
  if (!columnId) return { prompt: { ...prompt, params } }
  return { columns: columns.map(column => (column.id === columnId ? { ...column, params } : column)) }
}

function paramsOf({ prompt, columns }: PlaygroundState, columnId: string | undefined): Params {
  return columns.find(({ id }) => id === columnId)?.params ?? prompt.params
}

function withTools(params: Params, tools: Params['tools'], choice: Params['tool_choice']): Params {
  return withParam(withParam(params, 'tools', tools), 'tool_choice', choice)
}

function withText(texts: Record<string, string> | undefined, name: string, text: string | undefined) {
  const { [name]: _, ...others } = texts ?? {}
  const next = text === undefined ? others : { ...others, [name]: text }
  return Object.keys(next).length ? next : undefined
}
