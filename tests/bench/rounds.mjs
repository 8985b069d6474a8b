import { addedTo, median, ratioOf } from './arithmetic.mjs'

/** How often it is tried to get rounds that agree. */
const TRIES = 3

/**
 * Measures everyone in turn, A B C A B C, after one turn that does not count. Where the ratios of `pairs` do not come out exact, all of it
 * is done again, while there is time. Returns what was measured by name, round by round.
 */
export async function interleave(contestants, measure, { count, pairs, value, mayRepeat }) {
  for (const contestant of contestants) await measure(contestant)
  for (let attempt = 1; ; attempt++) {
    const rounds = Object.fromEntries(contestants.map(({ name }) => [name, []]))
    for (let round = 0; round < count; round++)
      for (const contestant of contestants) rounds[contestant.name].push(await measure(contestant))
    const exact = Object.values(ratiosOf(pick(rounds, value), pairs)).every(({ ratio }) => ratio !== undefined)
    if (exact || attempt === TRIES || !mayRepeat()) return rounds
  }
}

/** One line of the table: a number for each name, the median of its rounds. */
export function rowOf(id, what, unit, rounds, value, pairs = []) {
  const numbers = pick(rounds, value)
  const values = mapValues(numbers, median)
  return { id, what, unit, values, ...(pairs.length && { ratios: ratiosOf(numbers, pairs) }), rounds: numbers }
}

/** The same, of what each adds to asking without anyone between. */
export function addedRowOf(id, what, unit, rounds, value) {
  const { direct, ...others } = pick(rounds, value)
  const added = mapValues(others, numbers => addedTo(direct, numbers))
  return { id, what, unit, values: mapValues(added, ({ value }) => value), direct: median(direct), added }
}

/** `front/bare` and the like, of those that took part. */
function ratiosOf(numbers, pairs) {
  const present = pairs.filter(pair => pair.split('/').every(name => numbers[name]?.length))
  return Object.fromEntries(
    present.map(pair => {
      const [ours, theirs] = pair.split('/')
      return [pair, ratioOf(numbers[ours], numbers[theirs])]
    }),
  )
}

function pick(rounds, value) {
  return mapValues(rounds, measured => measured.map(value))
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
}
