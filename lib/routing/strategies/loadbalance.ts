import { type Facts, factAt, factsOf } from '../facts'
import type { Group, Strategy } from '../types'

/**
 * Asks one target, chosen by weight; with `sticky` the same one for the same fields, as long as the weights stay. One whose
 * circuit is open is passed over.
 */
export const loadbalance: Strategy = async (group, call, visit, { random }) => {
  const open = new Set<number>()
  const key = stickyKey(group, factsOf(call))
  for (;;) {
    const index = chosen(group, open, key === undefined ? random : seed => hashed(`${seed}\n${key}`))
    const reply = await visit(index)
    open.add(index)
    const passedOver = !reply.ok && reply.error.details.code === 'circuit_open'
    if (!passedOver || shares(group).every((share, index) => !share || open.has(index))) return reply
  }
}

/** What part of the requests each target gets. */
export function shares({ targets }: Group): number[] {
  const weights = targets.map(({ weight = 1 }) => weight)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => weight / total)
}

/**
 * Weighted rendezvous hashing: when a target comes or goes, only its own share of the keys moves. With random numbers in place
 * of hashes it is a choice by weight. Schindelhauer and Schomaker, Weighted Distributed Hash Tables, 2005.
 */
function chosen(group: Group, open: ReadonlySet<number>, unit: (seed: string) => number): number {
  const scores = shares(group).map((share, index) =>
    share && !open.has(index) ? -share / Math.log(Math.max(unit(seedOf(group, index)), Number.MIN_VALUE)) : -1,
  )
  return scores.indexOf(Math.max(...scores))
}

const seedOf = ({ targets }: Group, index: number) => targets[index]!.name ?? String(index)

/** Undefined where a request says none of the fields: it has nothing to stay by. */
function stickyKey({ strategy }: Group, facts: Facts): string | undefined {
  if (strategy.mode !== 'loadbalance' || !strategy.sticky?.enabled) return undefined
  const values = strategy.sticky.hash_fields.map(path => factAt(facts, path) ?? null)
  return values.every(value => value === null) ? undefined : JSON.stringify(values)
}

/** FNV-1a with a final mix, as a number between 0 and 1. */
function hashed(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
