import type { TokenPiece } from '@/lib/playground/tokens'

export type Measure = 'probability' | 'surprisal' | 'margin'

/** Bits at which the heat is full. */
const FULL = 6

/** 0: the model was sure; 1: it could not have been less so. Nothing known is no heat. */
export function heatOf({ probability, surprisal, margin }: TokenPiece, measure: Measure): number {
  if (measure === 'probability') return 1 - probability
  if (measure === 'surprisal') return Math.min(1, surprisal / FULL)
  return margin === undefined ? 0 : Math.min(1, 1 - margin)
}

/** Beside the hue, for who does not see it. */
export function underlineOf({ probability }: TokenPiece): 'solid' | 'dotted' | undefined {
  if (probability < 0.25) return 'solid'
  return probability < 0.5 ? 'dotted' : undefined
}

/** Per cent: `34.2`, `100`, `<.1`. */
export function percent(probability: number): string {
  const value = probability * 100
  if (value >= 99.95) return '100'
  return value < 0.05 ? '<.1' : value.toFixed(1)
}

export function bits(surprisal: number): string {
  return `${surprisal < 0.05 ? '0' : surprisal.toFixed(1)} bits`
}
