import type { Note } from '@/lib/chat/types'

/** Tool-call ids as a target wants them, each used for one call only; alike in the call and its result. */
export interface CallIds {
  call(id: string, at: string, notes: Note[]): string
  result(id: string): string
}

export interface Spelling {
  fits: RegExp
  /** Another id than this one, a new one for every round from 1 on. */
  other(id: string, round: number): string
  /** As a sentence begins: "Anthropic wants ids of …". */
  wants: string
}

/** The ids of one conversation, in its order. */
export function callIds({ fits, other, wants }: Spelling): CallIds {
  const taken = new Set<string>()
  /** The calls of an id that have no result yet, and the last that has one: some models give all calls of a turn one id. */
  const open = new Map<string, string[]>()
  const answered = new Map<string, string>()

  function call(id: string, at: string, notes: Note[]): string {
    const to = free(id)
    taken.add(to)
    open.set(id, [...(open.get(id) ?? []), to])
    if (to !== id) {
      const why = `${wants}, each used once; the result of the call has the same one.`
      notes.push({ param: at, action: 'changed', from: id, to, why })
    }
    return to
  }

  function free(id: string): string {
    let to = id
    for (let round = 1; !fits.test(to) || taken.has(to); round++) to = other(id, round)
    return to
  }

  function result(id: string): string {
    const to = open.get(id)?.shift() ?? answered.get(id) ?? (fits.test(id) ? id : other(id, 1))
    answered.set(id, to)
    return to
  }

  return { call, result }
}
