import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { build, isStale } from '../../lib/server/build.mjs'
import { stop } from '../../lib/server/settings.mjs'
import { launch, surroundings } from './contestants.mjs'
import { GOALS, judge } from './goals.mjs'
import { circumstances } from './machine.mjs'
import { NAMES } from './names.mjs'
import { here } from './processes.mjs'
import { withTable } from './readme.mjs'
import { scenarios } from './scenarios/index.mjs'
import { tableOf, verdicts } from './table.mjs'
import { warmUp } from './warm.mjs'

/**
 * `npm run bench`: Refract beside a bare proxy and beside Portkey's gateway, on loopback, against a provider that answers at once.
 * Takes about twenty minutes; `--quick` a few minutes, for trying; `--only NAME` one scenario; `--check` ends with 1 when a goal is
 * missed. A whole run writes results.json and the table of the README.
 */

/** Milliseconds, after which nothing is measured again; nothing more is begun; and all ends, whatever hangs. */
const PATIENCE = 10 * 60_000
const LATE = 25 * 60_000
const LAST = 32 * 60_000

const { only, quick, check } = readArgs()
const [load] = loadavg()
if (isStale() && !build()) stop('The build failed; what is wrong stands above.')

if (load > cpus().length / 2) console.log(`  This machine is busy (load ${load.toFixed(1)}); what is measured now says little.`)
const begun = performance.now()
setTimeout(() => stop('The bench took longer than half an hour, and was ended.'), LAST).unref()
const around = await surroundings()
const contestants = []
for (const name of Object.keys(NAMES)) {
  const contestant = await launch(name, around.mock)
  if (contestant) contestants.push(contestant)
}
const settings = { rounds: quick ? 2 : 5, ms: quick ? 250 : 800, mayRepeat: () => !quick && elapsed() < PATIENCE }
const rows = []
const failed = {}
let warm = false
for (const name of only ? [only] : Object.keys(scenarios)) {
  console.log(`  ${clock()}  ${name}`)
  try {
    if (elapsed() > LATE) throw new Error('there was no time left')
    if (name !== 'memory' && !warm) await warmUp({ around, contestants, ms: quick ? 500 : 4000 })
    warm ||= name !== 'memory'
    rows.push(...(await scenarios[name]({ around, contestants, ...settings })))
  } catch (error) {
    failed[name] = error.message
    console.error(`  ${name} could not be measured: ${error.message}`)
  }
}
await Promise.all([...contestants.map(contestant => contestant.stop()), around.stop()])

const anyFailed = Object.keys(failed).length > 0
const judged = judge(GOALS, rows)
const unmeasured = only || judged.length === GOALS.length ? '' : `${GOALS.length - judged.length} goals were not measured.`
console.log(`\n${tableOf(rows)}\n\n${verdicts(judged)}\n\n  ${unmeasured}  ${clock()} in all`)
if (!only && !quick) {
  const results = rounded({ ...circumstances(contestants, load), ...(anyFailed && { failed }), rows })
  writeFileSync(here('results.json'), lineByLine(results))
  const readme = here('../../README.md')
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), results))
  console.log('  Written: tests/bench/results.json and the table in README.md')
}
process.exit(anyFailed || (check && judged.some(({ met }) => !met)) ? 1 : 0)

function readArgs() {
  const options = { only: { type: 'string' }, quick: { type: 'boolean' }, check: { type: 'boolean' } }
  const { values } = parseArgs({ options })
  if (values.only && !Object.hasOwn(scenarios, values.only))
    stop(`--only is one of ${Object.keys(scenarios).join(', ')}, not "${values.only}"`)
  return values
}

function elapsed() {
  return performance.now() - begun
}

function clock() {
  const seconds = Math.round(elapsed() / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Five digits are more than these numbers are worth. */
function rounded(results) {
  const short = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
  return JSON.parse(JSON.stringify(results, short))
}

/** As JSON with a row on each line. */
function lineByLine({ rows, ...about }) {
  const head = JSON.stringify(about, null, 2).slice(0, -2)
  return `${head},\n  "rows": [\n${rows.map(row => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`
}
