import type { Random } from './random'
import type { EngineAsk } from './types'

type Sampling = EngineAsk['sampling']

/**
 * The textbook's order: bias, penalties, temperature, top_k, top_p, min_p. Changes `probabilities` (sum 1) in place and
 * returns it, with sum 1 again. At temperature 0 it is the distribution at temperature 1 and nothing is cut off:
 * the choice is the likeliest token anyway, and alternatives stay visible.
 */
export function shape(probabilities: Float64Array, sampling: Sampling, written: ReadonlyMap<number, number>): Float64Array {
  shiftLogits(probabilities, sampling, written)
  const { temperature } = sampling
  if (temperature === 0) return probabilities
  if (temperature !== 1) {
    // Relative to the likeliest, so that a very low temperature does not round everything to zero.
    const most = maximum(probabilities)
    for (let token = 0; token < probabilities.length; token++) {
      const value = probabilities[token]!
      if (value > 0) probabilities[token] = (value / most) ** (1 / temperature)
    }
    normalise(probabilities)
  }
  keepTopK(probabilities, sampling.topK)
  keepTopP(probabilities, sampling.topP)
  keepMinP(probabilities, sampling.minP)
  return probabilities
}

export function maximum(probabilities: Float64Array): number {
  let most = 0
  for (let token = 0; token < probabilities.length; token++) if (probabilities[token]! > most) most = probabilities[token]!
  return most
}

/** Adding to a logit is multiplying its probability; the largest shift is taken out first, so that some token always has one. */
function shiftLogits(probabilities: Float64Array, sampling: Sampling, written: ReadonlyMap<number, number>): void {
  const shifts = new Map<number, number>()
  const add = (token: number, shift: number) => {
    if (probabilities[token]! > 0 && shift !== 0) shifts.set(token, (shifts.get(token) ?? 0) + shift)
  }
  for (const [token, bias] of Object.entries(sampling.logitBias ?? {})) add(Number(token), bias)
  const { presencePenalty = 0, frequencyPenalty = 0 } = sampling
  if (presencePenalty !== 0 || frequencyPenalty !== 0) {
    for (const [token, times] of written) add(token, -presencePenalty - frequencyPenalty * times)
  }
  if (shifts.size === 0) return
  const isFree = probabilities.some((value, token) => value > 0 && !shifts.has(token))
  const most = Math.max(isFree ? 0 : -Infinity, ...shifts.values())
  const others = isFree ? Math.exp(-most) : 0
  const shifted = [...shifts].map(([token, shift]) => [token, probabilities[token]! * Math.exp(shift - most)] as const)
  for (let token = 0; token < probabilities.length; token++) probabilities[token]! *= others
  for (const [token, value] of shifted) probabilities[token] = value
  normalise(probabilities)
}

export function normalise(probabilities: Float64Array): void {
  let sum = 0
  for (let token = 0; token < probabilities.length; token++) sum += probabilities[token]!
  for (let token = 0; token < probabilities.length; token++) probabilities[token]! /= sum
}

/** Tokens of some probability, likeliest first, the smaller id first among equals; at most `count`. */
export function likeliest(probabilities: Float64Array, count = Infinity): number[] {
  if (count > 40) {
    const all: number[] = []
    for (let token = 0; token < probabilities.length; token++) if (probabilities[token]! > 0) all.push(token)
    return all.sort((a, b) => probabilities[b]! - probabilities[a]! || a - b).slice(0, count)
  }
  const best: number[] = []
  for (let token = 0; token < probabilities.length; token++) {
    const value = probabilities[token]!
    if (value <= 0 || (best.length === count && value <= probabilities[best[count - 1]!]!)) continue
    let at = best.length
    while (at > 0 && probabilities[best[at - 1]!]! < value) at--
    best.splice(at, 0, token)
    if (best.length > count) best.pop()
  }
  return best
}

function keepTopK(probabilities: Float64Array, topK: number | undefined): void {
  if (!topK) return
  keepOnly(probabilities, likeliest(probabilities, topK))
}

/** The likeliest tokens whose sum reaches top_p; the one that reaches it is in. */
function keepTopP(probabilities: Float64Array, topP: number | undefined): void {
  if (topP === undefined || topP >= 1) return
  const kept: number[] = []
  let sum = 0
  for (const token of likeliest(probabilities)) {
    kept.push(token)
    sum += probabilities[token]!
    if (sum >= topP) break
  }
  keepOnly(probabilities, kept)
}

function keepMinP(probabilities: Float64Array, minP: number | undefined): void {
  if (!minP) return
  const least = minP * maximum(probabilities)
  for (let token = 0; token < probabilities.length; token++) if (probabilities[token]! < least) probabilities[token] = 0
  normalise(probabilities)
}

function keepOnly(probabilities: Float64Array, tokens: number[]): void {
  const kept = tokens.map(token => [token, probabilities[token]!] as const)
  probabilities.fill(0)
  for (const [token, value] of kept) probabilities[token] = value
  normalise(probabilities)
}

/** One token by chance; the likeliest at temperature 0. */
export function pick(probabilities: Float64Array, temperature: number, random: Random): number {
  if (temperature === 0) return likeliest(probabilities, 1)[0]!
  let rest = random()
  let last = 0
  for (let token = 0; token < probabilities.length; token++) {
    const value = probabilities[token]!
    if (value === 0) continue
    last = token
    rest -= value
    if (rest < 0) return token
  }
  return last
}
