/** Rounds that differ by more than this share of their median say nothing exact. */
export const MOST_SPREAD = 0.3

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The smallest of the numbers that a share of them does not exceed, as 0.99. */
export function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

/** How far the rounds lie apart, as a share of their median. */
export function spread(numbers) {
  return (Math.max(...numbers) - Math.min(...numbers)) / median(numbers)
}

/** Round by round, so that what slows the machine down for a while slows both. `ratio` is left out where the rounds do not agree. */
export function ratioOf(ours, theirs) {
  const ratios = ours.map((value, round) => value / theirs[round])
  const interval = { low: Math.min(...ratios), high: Math.max(...ratios) }
  return spread(ratios) <= MOST_SPREAD ? { ratio: median(ratios), ...interval } : interval
}

/** What one adds to another, round by round, with the interval of the rounds. */
export function addedTo(base, values) {
  const added = values.map((value, round) => value - base[round])
  return { value: median(added), low: Math.min(...added), high: Math.max(...added) }
}

/** The exponent by which y grows with x: the least-squares slope through the points' logarithms. */
export function slope(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)])
  const mean = index => logs.reduce((sum, point) => sum + point[index], 0) / logs.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}

/** Of the whole curve, or of its upper half, where a fixed cost no longer hides how it bends. */
export function steepest(points) {
  return Math.max(slope(points), slope(points.slice(points.length >> 1)))
}
