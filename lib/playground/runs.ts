import { createStore, type StoreApi } from 'zustand/vanilla'
import { accumulator } from '@/lib/chat/accumulate'
import type { ChatChunk, ChatRequest } from '@/lib/chat/types'
import type { Client, RunEvent } from './client'
import { type FrameLog, frameLog, withoutFrames } from './frames'
import { createScheduler } from './scheduler'
import type { Services } from './services'
import type { Column, Run } from './types'

export type RunStore = StoreApi<{ run: Run | null }>
export type FramesStore = StoreApi<{ log: FrameLog | null }>
export type RunListener = (columnId: string, run: Run, phase: 'started' | 'ended' | 'changed') => void

/** All runs of a page. What streams is appended to plain objects here; the stores are written by the scheduler. */
export interface Runs {
  /** What a column shows; made on demand. */
  of(columnId: string): RunStore
  /** The raw events of the column's last run, where they were asked for; never saved. */
  framesOf(columnId: string): FramesStore
  /** `earlier`: the answers whose tool results the request carries. */
  start(column: Column, request: ChatRequest, headers: Record<string, string>, earlier?: Run[]): void
  /** Ends as `aborted` at once; the connection closes. */
  stop(columnId: string): void
  /** Changes what a column shows, unless its run is under way. */
  change(columnId: string, update: (run: Run) => Run): void
  /** Puts a saved run back, unless the column has a newer one. */
  restore(run: Run): void
  /** The newest state of a run under way, also where it has not been shown yet; else what is shown. */
  snapshot(columnId: string): Run | null
  setOnScreen(columnId: string, onScreen: boolean): void
  subscribe(listener: RunListener): () => void
  /** Call when the page is visible again. */
  wake(): void
  /** Call when somebody pressed something: the next frame shows only what that did. */
  yield(): void
}

/** A run under way. */
interface Live {
  columnId: string
  controller: AbortController
  accumulator: ReturnType<typeof accumulator>
  frames?: ReturnType<typeof frameLog>
  /** On the monotonic clock. */
  begunAt: number
  hasContent: boolean
  facts: Omit<Run, 'completion' | 'elapsed'>
}

export function createRuns(client: Client, services: Services): Runs {
  const stores = new Map<string, RunStore>()
  const frameStores = new Map<string, FramesStore>()
  const underWay = new Map<string, Live>()
  const listeners = new Set<RunListener>()
  const scheduler = createScheduler(services)

  function of(columnId: string): RunStore {
    const store = stores.get(columnId) ?? createStore(() => ({ run: null as Run | null }))
    stores.set(columnId, store)
    return store
  }

  function framesOf(columnId: string): FramesStore {
    const store = frameStores.get(columnId) ?? createStore(() => ({ log: null as FrameLog | null }))
    frameStores.set(columnId, store)
    return store
  }

  const elapsed = (live: Live) => services.now() - live.begunAt
  const toRun = (live: Live): Run => ({
    ...live.facts,
    elapsed: live.facts.endedAt ?? elapsed(live),
    completion: live.hasContent ? live.accumulator.completion() : null,
  })
  const publish = (live: Live) => {
    of(live.columnId).setState({ run: toRun(live) })
    if (live.frames) framesOf(live.columnId).setState({ log: live.frames.snapshot() })
  }
  /** An old run never writes into a new one: only the newest of its column is under way. */
  const isUnderWay = (live: Live) => underWay.get(live.columnId) === live
  const tell = (columnId: string, phase: Parameters<RunListener>[2]) => {
    const run = of(columnId).getState().run!
    for (const listener of listeners) listener(columnId, run, phase)
  }

  function end(live: Live, status: Run['status'], error?: Run['error']) {
    if (!isUnderWay(live)) return
    underWay.delete(live.columnId)
    scheduler.remove(live.columnId)
    const endedAt = elapsed(live)
    const { firstThought, firstContent } = live.facts
    if (firstThought !== undefined && firstContent === undefined) live.facts.thoughtUntil = endedAt
    Object.assign(live.facts, { status, endedAt }, error && { error })
    publish(live)
    tell(live.columnId, 'ended')
  }

  async function follow(live: Live, events: AsyncGenerator<RunEvent>) {
    try {
      for await (const event of events) {
        if (!isUnderWay(live)) return
        take(live, event)
      }
    } catch (cause) {
      live.controller.abort()
      const message = `The page could not read the answer: ${cause instanceof Error ? cause.message : cause}`
      end(live, 'error', { message, type: 'internal_error', param: null, code: null, status: 0 })
    }
    end(live, 'truncated')
  }

  function take(live: Live, event: RunEvent) {
    if (event.kind === 'error') return end(live, 'error', event.error)
    if (event.kind === 'done' || event.kind === 'truncated') return end(live, event.kind)
    if (event.kind === 'headers') live.facts.traceId = event.traceId
    if (event.kind === 'receipt') live.facts.receipt = (live.frames?.receipt ?? withoutFrames)(event.receipt)
    if (event.kind === 'frame') live.frames?.add(event.frame)
    if (event.kind === 'chunk') append(live, event.chunk)
    scheduler.touch(live.columnId)
  }

  function append(live: Live, chunk: ChatChunk) {
    const { facts } = live
    live.accumulator.add(chunk)
    live.frames?.see(chunk)
    live.hasContent = true
    facts.status = 'streaming'
    if (facts.firstThought === undefined && facts.firstContent === undefined && chunk.choices.some(isThought))
      facts.firstThought = elapsed(live)
    if (facts.firstContent === undefined && chunk.choices.some(isContent)) {
      facts.firstContent = elapsed(live)
      if (facts.firstThought !== undefined) facts.thoughtUntil = facts.firstContent
    }
  }

  function stop(columnId: string) {
    const live = underWay.get(columnId)
    if (!live) return
    live.controller.abort()
    end(live, 'aborted')
  }

  return {
    of,
    framesOf,
    stop,
    start(column, request, headers, earlier) {
      stop(column.id)
      const { id: columnId, provider, host, route } = column
      const live: Live = {
        columnId,
        controller: new AbortController(),
        accumulator: accumulator(),
        ...(headers['x-refract-receipt'] === 'frames' && { frames: frameLog() }),
        begunAt: services.now(),
        hasContent: false,
        facts: {
          id: services.newId(),
          columnId,
          status: 'waiting',
          startedAt: services.today(),
          provider,
          ...(host && { host }),
          ...(route && { route }),
          asked: request,
          ...(earlier && { earlier }),
        },
      }
      underWay.set(columnId, live)
      framesOf(columnId).setState({ log: null })
      scheduler.add(columnId, () => publish(live))
      publish(live)
      tell(columnId, 'started')
      void follow(live, client.streamChat(request, headers, live.controller.signal))
    },
    change(columnId, update) {
      const { run } = of(columnId).getState()
      if (!run || underWay.has(columnId)) return
      of(columnId).setState({ run: update(run) })
      tell(columnId, 'changed')
    },
    restore(run) {
      if (!of(run.columnId).getState().run) of(run.columnId).setState({ run })
    },
    snapshot(columnId) {
      const live = underWay.get(columnId)
      return live ? toRun(live) : of(columnId).getState().run
    },
    setOnScreen: scheduler.setOnScreen,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake: scheduler.wake,
    yield: scheduler.yield,
  }
}

type ChunkPart = ChatChunk['choices'][number]

function isContent({ delta }: ChunkPart): boolean {
  return Boolean(delta.content || delta.refusal || delta.tool_calls?.length || delta.function_call)
}

function isThought({ delta }: ChunkPart): boolean {
  return Boolean(delta.reasoning_content || delta.content_blocks?.some(({ delta }) => delta.thinking))
}
