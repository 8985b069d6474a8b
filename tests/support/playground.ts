import { createHash } from 'node:crypto'
import type { PageEvent, Services, Shelf } from '@/lib/playground/services'
import { createPlayground } from '@/lib/playground/store'

/** A clock, frames and timers that stand still until a test moves them, storage in memory, and a scripted gateway. */
export function fakeServices() {
  let time = 0
  let ids = 0
  let isHidden = false
  const frames = new Set<() => void>()
  const timers = new Set<{ at: number; callback: () => void }>()
  let fragment = ''
  let remembered: string | null = null
  const listeners = {
    visibility: new Set<() => void>(),
    leave: new Set<() => void>(),
    fragment: new Set<() => void>(),
    network: new Set<() => void>(),
    press: new Set<() => void>(),
  }
  const gateway = fakeGateway()

  const services = {
    fetch: gateway.fetch,
    now: () => time,
    today: () => 1_700_000_000_000 + time,
    newId: () => `id${++ids}`,
    requestFrame(callback: () => void) {
      frames.add(callback)
      return () => frames.delete(callback)
    },
    after(milliseconds: number, callback: () => void) {
      const timer = { at: time + milliseconds, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    hidden: () => isHidden,
    onPage(event: PageEvent, callback: () => void) {
      listeners[event].add(callback)
      return () => listeners[event].delete(callback)
    },
    fragment: () => fragment,
    clearFragment() {
      fragment = ''
    },
    tab: {
      get: () => remembered,
      set(text: string | null) {
        remembered = text
      },
    },
    storage: fakeShelf(),
    vault: fakeShelf(),
    files: fakeShelf(),
    hash: async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
    scaleDown: async (image: Blob, most: number) => (image.size > 10 * most ? undefined : new Blob([JPEG])),
  } satisfies Services

  return {
    services,
    gateway,
    /** Moves the clock and fires the timers that are due, in order. */
    pass(milliseconds: number) {
      const until = time + milliseconds
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]
        if (!next) break
        timers.delete(next)
        time = Math.max(time, next.at)
        next.callback()
      }
      time = until
    },
    /** Paints once, so many milliseconds later. */
    frame(milliseconds = 1000 / 60) {
      time += milliseconds
      const due = [...frames]
      frames.clear()
      for (const callback of due) callback()
    },
    hide(hidden: boolean) {
      isHidden = hidden
      for (const callback of listeners.visibility) callback()
    },
    /** Another fragment stands in the address. */
    visit(next: string) {
      fragment = next
      for (const callback of listeners.fragment) callback()
    },
    leave() {
      for (const callback of listeners.leave) callback()
    },
    /** The network came or went. */
    network() {
      for (const callback of listeners.network) callback()
    },
  }
}

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0])

export type FakeShelf = Shelf & { values: Map<string, unknown>; broken: boolean }

/** Clones like IndexedDB does, so that nothing is shared by accident. */
export function fakeShelf(values = new Map<string, unknown>()): FakeShelf {
  const guarded =
    <Given extends unknown[], T>(act: (...given: Given) => T) =>
    async (...given: Given) => {
      if (shelf.broken) throw new Error('no room')
      return act(...given)
    }
  const shelf: FakeShelf = {
    values,
    broken: false,
    get: guarded((name: string) => structuredClone(values.get(name))),
    set: guarded((name: string, value: unknown) => void values.set(name, structuredClone(value))),
    update: guarded((name: string, change: (value: unknown) => unknown) => {
      values.set(name, structuredClone(change(structuredClone(values.get(name)))))
    }),
    delete: guarded((name: string) => void values.delete(name)),
    names: guarded(() => [...values.keys()]),
  }
  return shelf
}

export interface FakeCall {
  path: string
  headers: Record<string, string>
  body: Record<string, unknown>
  signal?: AbortSignal
  /** Answers with JSON. */
  json(value: unknown, status?: number): void
  /** Answers with any text. */
  text(text: string, status?: number, headers?: Record<string, string>): void
  /** Answers with a stream of server-sent events, written piece by piece. */
  stream(): FakeStream
  /** The connection fails. */
  refuse(): void
}

export interface FakeStream {
  write(text: string): void
  event(value: unknown, name?: string): void
  close(): void
  break(): void
  /** True once the reader went away. */
  readonly left: boolean
}

/** Holds every call until the test answers it. */
export function fakeGateway() {
  const calls: FakeCall[] = []
  const fetch: typeof globalThis.fetch = (input, init) =>
    new Promise((resolve, reject) => {
      const signal = init?.signal ?? undefined
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      const text = (text: string, status = 200, headers: Record<string, string> = {}) =>
        resolve(new Response(text, { status, headers }))
      calls.push({
        path: String(input),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : {},
        signal,
        json: (value, status) => text(JSON.stringify(value), status, { 'content-type': 'application/json' }),
        text,
        stream: () => fakeStream(resolve, signal),
        refuse: () => reject(new TypeError('fetch failed')),
      })
    })
  return { fetch, calls, to: (path: string) => calls.filter(call => call.path === path) }
}

function fakeStream(resolve: (response: Response) => void, signal?: AbortSignal): FakeStream {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array>
  let left = false
  const body = new ReadableStream<Uint8Array>({
    start: value => {
      controller = value
    },
    cancel: () => {
      left = true
    },
  })
  const write = (text: string) => controller.enqueue(encoder.encode(text))
  signal?.addEventListener('abort', () => {
    left = true
    controller.error(new DOMException('aborted', 'AbortError'))
  })
  resolve(
    new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-portkey-trace-id': 'trace-1' } }),
  )
  return {
    write,
    event: (value, name) =>
      write(`${name ? `event: ${name}\n` : ''}data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`),
    close: () => controller.close(),
    break: () => controller.error(new TypeError('terminated')),
    get left() {
      return left
    },
  }
}

/** A started playground on fakes, restored and quiet. */
export async function startedPlayground(fakes = fakeServices()) {
  const playground = createPlayground(fakes.services)
  const stop = playground.start()
  await until(() => playground.store.getState().saved !== 'restoring')
  return { ...fakes, ...playground, stop, state: () => playground.store.getState() }
}

/** Lets promises run until something is so; the test's own time limit says when it never is. */
export async function until(isSo: () => unknown): Promise<void> {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve))
}

/** Lets everything that can run without a clock run. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
}

export function chunk(delta: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'openai',
    choices: [{ index: 0, delta, finish_reason: null, logprobs: null, ...more }],
  }
}
