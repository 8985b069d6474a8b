import type { Abilities } from '@/lib/chat/abilities'
import type { Note } from '@/lib/chat/types'

/** Tool-call ids in the alphabet of the model's maker, each used for one call only; alike in the call and its result. */
export interface CallIds {
  call(id: string, at: string, notes: Note[]): string
  result(id: string): string
}

export function callIds({ nineLetterIds }: Pick<Abilities, 'nineLetterIds'>): CallIds {
  const { fits, other, wants } = nineLetterIds ? NINE : USUAL
  const taken = new Set<string>()
  const latest = new Map<string, string>()

  function call(id: string, at: string, notes: Note[]): string {
    const to = free(id)
    taken.add(to)
    latest.set(id, to)
    if (to !== id)
      notes.push({ param: at, action: 'changed', from: id, to, why: `${wants}; the result of the call has the same one.` })
    return to
  }

  function free(id: string): string {
    let to = id
    for (let round = 1; !fits.test(to) || taken.has(to); round++) to = other(id, round)
    return to
  }

  return { call, result: id => latest.get(id) ?? (fits.test(id) ? id : other(id, 1)) }
}

const USUAL = {
  fits: /^[a-zA-Z0-9_-]{1,64}$/,
  other: (id: string, round: number) => {
    const spelled = id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call'
    return round === 1 ? spelled.slice(0, 64) : `${spelled.slice(0, 58)}_${round}`
  },
  wants: 'Bedrock wants ids of at most 64 letters, digits, _ and -, each used once',
}

/** https://docs.mistral.ai: the same rule as at Mistral's own address. */
const NINE = {
  fits: /^[a-zA-Z0-9]{9}$/,
  other: (id: string, round: number) => {
    const letters = id.replace(/[^a-zA-Z0-9]/g, '')
    return round === 1 ? letters.slice(-9).padStart(9, '0') : String(round).padStart(9, '0')
  },
  wants: 'Mistral wants ids of nine letters or digits, each used once',
}
