import type { Abilities } from '@/lib/chat/abilities'
import type { Spelling } from '../call-ids'

export const spellingOf = ({ nineLetterIds }: Pick<Abilities, 'nineLetterIds'>): Spelling => (nineLetterIds ? NINE : USUAL)

const USUAL: Spelling = {
  fits: /^[a-zA-Z0-9_-]{1,64}$/,
  other(id, round) {
    const spelled = id.replace(/[^a-zA-Z0-9_-]/g, '_')
    return round === 1 ? spelled.slice(0, 64) : `${spelled.slice(0, 58)}_${round}`
  },
  wants: 'Bedrock wants ids of at most 64 letters, digits, _ and -',
}

/** The same rule as at Mistral's own address: https://docs.mistral.ai/api */
const NINE: Spelling = {
  fits: /^[a-zA-Z0-9]{9}$/,
  other(id, round) {
    const letters = id.replace(/[^a-zA-Z0-9]/g, '')
    return round === 1 ? letters.slice(-9).padStart(9, '0') : String(round).padStart(9, '0')
  },
  wants: 'Mistral wants ids of nine letters or digits',
}
