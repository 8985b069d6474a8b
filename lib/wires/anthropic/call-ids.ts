import type { Note } from '@/lib/chat/types'

/** Tool-call ids in Anthropic's alphabet, [a-zA-Z0-9_-], each used for one call only; alike in the call and its result. */
export interface CallIds {
  call(id: string, at: string, notes: Note[]): string
  result(id: string): string
}

export function callIds(): CallIds {
  const taken = new Set<string>()
  const latest = new Map<string, string>()

  function call(id: string, at: string, notes: Note[]): string {
    const free = unique(spelled(id))
    taken.add(free)
    latest.set(id, free)
    if (free !== id) {
      const why = 'Anthropic wants ids of letters, digits, _ and -, each used once; the result of the call has the same one.'
      notes.push({ param: at, action: 'changed', from: id, to: free, why })
    }
    return free
  }

  function unique(id: string): string {
    let free = id
    for (let round = 2; taken.has(free); round++) free = `${id}_${round}`
    return free
  }

  return { call, result: id => latest.get(id) ?? spelled(id) }
}

const spelled = (id: string) => id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call'
