import type { Spelling } from '../call-ids'

export const SPELLING: Spelling = {
  fits: /^[a-zA-Z0-9_-]+$/,
  other(id, round) {
    const spelled = id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call'
    return round === 1 ? spelled : `${spelled}_${round}`
  },
  wants: 'Anthropic wants ids of letters, digits, _ and -',
}
