/** The known name closest to a misspelt one, or nothing when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const asked = name.toLowerCase().slice(0, 64)
  let best: { name: string; distance: number } | undefined
  for (const candidate of known) {
    const distance = editDistance(asked, candidate.toLowerCase())
    if (!best || distance < best.distance) best = { name: candidate, distance }
  }
  return best && best.distance <= Math.max(2, best.name.length / 3) ? best.name : undefined
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}
