import { missedBy } from './goals.mjs'
import { NAMES } from './names.mjs'

/** Everything measured, for a terminal. */
export function tableOf(rows) {
  const names = Object.keys(NAMES).filter(name => rows.some(row => name in columnsOf(row)))
  const head = ['', '', ...names.map(name => NAMES[name]), 'to Portkey', 'to bare']
  const lines = rows.map(row => {
    const columns = columnsOf(row)
    const ratios = ['front/portkey', 'front/bare'].map(pair => ratioText(row.ratios?.[pair]))
    return [row.what, row.unit, ...names.map(name => numberText(columns[name])), ...ratios]
  })
  return aligned([head, ...lines])
}

/** What came of the goals, for a terminal. */
export function verdicts(judged) {
  const lines = judged.map(goal => {
    const { what, pair, low, high, met, atLeast, atMost } = goal
    const of = pair
      ? ` (${pair
          .split('/')
          .map(name => NAMES[name])
          .join(' to ')})`
      : ''
    const wanted = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
    const by = met ? '' : met === false ? `missed by ${Math.round(100 * missedBy(goal))} %` : 'the rounds do not agree'
    return [
      met ? 'met' : met === false ? 'MISSED' : 'OPEN',
      what + of,
      ratioText({ low, high, ratio: low === high ? low : undefined }),
      wanted,
      by,
    ]
  })
  return aligned(lines)
}

/** A number of three digits that count. */
export function numberText(value) {
  if (value === undefined || Number.isNaN(value)) return ''
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}

/** A ratio, or its interval where there is no exact one. */
export function ratioText(ratio) {
  if (!ratio) return ''
  return ratio.ratio === undefined ? `${numberText(ratio.low)} to ${numberText(ratio.high)}` : numberText(ratio.ratio)
}

const columnsOf = ({ values, direct }) => (direct === undefined ? values : { ...values, direct })

function aligned(lines) {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column].length)))
  return lines
    .map(line =>
      line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '),
    )
    .join('\n')
}
