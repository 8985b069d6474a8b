import { createStore, del, get, keys, set, update } from 'idb-keyval'

/** Everything the playground needs from its surroundings, so that tests can bring their own clocks and storage. */
export interface Services {
  fetch: typeof fetch
  /** Milliseconds on a monotonic clock. */
  now(): number
  /** Milliseconds since 1970. */
  today(): number
  newId(): string
  /** Calls back before the next painting; returns how to call it off. */
  requestFrame(callback: () => void): () => void
  /** Calls back once after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void
  /** True while nobody can see the page. */
  hidden(): boolean
  /**
   * `visibility`: the page was hidden or shown; `leave`: it may be gone at any moment; `fragment`: the address has another one;
   * `network`: it came or went; `press`: somebody typed or pressed something.
   * Returns how to stop listening.
   */
  onPage(event: PageEvent, callback: () => void): () => void
  /** What stands in the address from the `#` on; empty when nothing does. */
  fragment(): string
  /** Takes it out of the address, without an entry in the browser's history. */
  clearFragment(): void
  /** A text this tab remembers across a reload, and no other tab knows. */
  tab: { get(): string | null; set(text: string | null): void }
  /** Prompt, columns, settings and runs. */
  storage: Shelf
  /** Keys, when they are to be remembered; a database of its own, so that nothing else ever reads it. */
  vault: Shelf
  /** The files of messages, by their hash. */
  files: Shelf
  /** Of bytes: the same for the same ones. */
  hash(bytes: Uint8Array<ArrayBuffer>): Promise<string>
  /** The image as a JPEG of at most so many bytes; undefined when it cannot be. */
  scaleDown(image: Blob, most: number): Promise<Blob | undefined>
}

export type PageEvent = 'visibility' | 'leave' | 'fragment' | 'network' | 'press'

/** Any structured-cloneable value by name; every call may fail (no storage, no room). */
export interface Shelf {
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
  /** Reads and writes in one step, whatever other tabs do. */
  update(name: string, change: (value: unknown) => unknown): Promise<void>
  delete(name: string): Promise<void>
  names(): Promise<string[]>
}

const PAGE_EVENTS: Record<PageEvent, string[]> = {
  visibility: ['visibilitychange'],
  leave: ['pagehide'],
  fragment: ['hashchange'],
  network: ['online', 'offline'],
  press: ['keydown', 'input', 'pointerdown'],
}

/** The browser's own. Nothing is touched before it is called, so that it may be made on the server too. */
export function browserServices(): Services {
  return {
    fetch: (input, init) => fetch(input, init),
    now: () => performance.now(),
    today: () => Date.now(),
    newId: randomId,
    requestFrame(callback) {
      const id = requestAnimationFrame(callback)
      return () => cancelAnimationFrame(id)
    },
    after(milliseconds, callback) {
      const id = setTimeout(callback, milliseconds)
      return () => clearTimeout(id)
    },
    hidden: () => document.visibilityState === 'hidden',
    onPage(event, callback) {
      const target = event === 'visibility' ? document : window
      const names = PAGE_EVENTS[event]
      for (const name of names) target.addEventListener(name, callback)
      return () => {
        for (const name of names) target.removeEventListener(name, callback)
      }
    },
    fragment: () => location.hash,
    clearFragment: () => history.replaceState(history.state, '', location.pathname + location.search),
    tab,
    storage: shelf('refract'),
    vault: shelf('refract-keys'),
    files: shelf('refract-files'),
    hash,
    scaleDown: async (image, most) => (await import('./scale-down')).scaleDown(image, most),
  }
}

/** Where the browser keeps nothing, a reload forgets. */
const tab: Services['tab'] = {
  get() {
    try {
      return sessionStorage.getItem('refract-shared')
    } catch {
      return null
    }
  },
  set(text) {
    try {
      if (text === null) sessionStorage.removeItem('refract-shared')
      else sessionStorage.setItem('refract-shared', text)
    } catch {}
  },
}

/** Not `crypto.randomUUID`, which is missing where the page comes over plain http from another machine. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), byte => byte.toString(36).padStart(2, '0')).join('')
}

/** SHA-256 in hexadecimal digits; over plain http from another machine there is none, and every file is its own. */
async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!crypto.subtle) return randomId()
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')
}

function shelf(database: string): Shelf {
  let opened: ReturnType<typeof createStore> | undefined
  const open = () => {
    opened ??= createStore(database, 'values')
    return opened
  }
  return {
    get: async name => get(name, open()),
    set: async (name, value) => set(name, value, open()),
    update: async (name, change) => update(name, change, open()),
    delete: async name => del(name, open()),
    names: async () => (await keys(open())).map(String),
  }
}
