/** What a row should show: of `pair` its ratio, else the number of `name`. Each is explained by its row. */
export const GOALS = [
  ...['openai', 'anthropic'].flatMap(wire => [
    { row: `json-${wire}-1`, pair: 'front/portkey', atLeast: 8 },
    { row: `json-${wire}-1`, pair: 'front/bare', atLeast: 0.7 },
    { row: `json-${wire}-1`, pair: 'next/portkey', atLeast: 1 },
  ]),
  { row: 'stream-anthropic-100', pair: 'front/portkey', atLeast: 3 },
  { row: 'stream-anthropic-100', pair: 'front/bare', atLeast: 0.8 },
  { row: 'stream-anthropic-100', pair: 'next/portkey', atLeast: 2 },
  { row: 'added-10-p50', name: 'front', atMost: 0.5 },
  { row: 'added-10-p99', name: 'front', atMost: 3 },
  { row: 'first-openai', name: 'front', atMost: 1 },
  { row: 'first-anthropic', name: 'front', atMost: 1 },
  { row: 'event-anthropic', name: 'front', atMost: 6 },
  { row: 'event-openai', name: 'front', atMost: 1 },
  { row: 'crowd-first', name: 'front', atMost: 600 },
  { row: 'crowd-wrong', name: 'front', atMost: 0 },
  { row: 'crowd-memory', name: 'front', atMost: 300 },
  { row: 'stalled-memory', name: 'front', atMost: 100 },
  // The same to within what one run differs from the next.
  { row: 'stalled-others', name: 'front', atMost: 1.5 },
  ...['messages', 'tools', 'bytes', 'chunks'].flatMap(what =>
    ['openai', 'anthropic', 'gemini', 'bedrock'].map(provider => ({
      row: `growth-${what}-${provider}`,
      name: 'front',
      atMost: 1.15,
    })),
  ),
  { row: 'explain', name: 'front', atMost: 1 },
  { row: 'cold-start', name: 'front', atMost: 1000 },
  { row: 'page-size', name: 'front', atMost: 210 },
  { row: 'lighthouse-mobile', name: 'front', atLeast: 95 },
  { row: 'lighthouse-desktop', name: 'front', atLeast: 95 },
]

/** Each goal whose row was measured, with what was met: true, false, or undefined where the rounds lie on both sides of it. */
export function judge(goals, rows) {
  const byId = new Map(rows.map(row => [row.id, row]))
  return goals.flatMap(goal => {
    const { low, high } = measured(goal, byId.get(goal.row))
    if (low === undefined) return []
    const [lowMet, highMet] = [low, high].map(value =>
      goal.atLeast === undefined ? value <= goal.atMost : value >= goal.atLeast,
    )
    return [{ ...goal, what: byId.get(goal.row).what, low, high, met: lowMet === highMet ? lowMet : undefined }]
  })
}

/** By how much it was missed, as a share of the goal; of the middle, where only an interval is known. */
export function missedBy({ low, high, ...goal }) {
  const value = (low + high) / 2
  return goal.atLeast === undefined ? (value - goal.atMost) / (goal.atMost || 1) : (goal.atLeast - value) / goal.atLeast
}

/** The number, or the interval where the rounds did not agree on one. */
function measured({ pair, name }, row) {
  if (name) return { low: row?.values[name], high: row?.values[name] }
  const found = row?.ratios[pair]
  return found?.ratio === undefined ? { low: found?.low, high: found?.high } : { low: found.ratio, high: found.ratio }
}
