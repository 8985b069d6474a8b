import { NAMES } from './names.mjs'
import { numberText, ratioText } from './table.mjs'

const [BEGIN, END] = ['<!-- measured -->', '<!-- /measured -->']

/** What the README shows: the rest is in results.json. */
const SHOWN = {
  'json-openai-1': 'JSON of 1 kB from OpenAI, answers a second',
  'json-anthropic-1': 'JSON of 1 kB from Anthropic, translated, answers a second',
  'json-anthropic-50': 'JSON of 50 kB from Anthropic, answers a second',
  'json-anthropic-500': 'JSON of 500 kB from Anthropic, answers a second',
  'stream-openai-100': 'streams of 100 events from OpenAI, a second',
  'stream-anthropic-100': 'streams of 100 events from Anthropic, translated, a second',
  'stream-anthropic-1000': 'streams of 1,000 events from Anthropic, a second',
  'event-anthropic': 'processor time of one more translated event, µs',
  'added-10-p50': 'added to a JSON answer, ten callers, p50, ms',
  'added-10-p99': 'the same, p99, ms',
  'first-anthropic': 'added to the first event of a stream, ms',
  memory: 'memory after the start, MB',
  'crowd-first': '300 translated streams at once, 20 events a second each: first event, p99, ms',
  'crowd-memory': 'memory meanwhile, after all of the above, MB',
  'stalled-memory': '100 callers that stop reading 50 MB each: memory added, MB',
  'cold-start': 'from its start to the first answer, ms',
}
const COLUMNS = ['front', 'next', 'bare', 'portkey']

/** The README with its table made from the results. */
export function withTable(readme, results) {
  const [before, after] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (before === -1 || after < before) throw new Error(`The README has no ${BEGIN} and ${END}`)
  return `${readme.slice(0, before + BEGIN.length)}\n${measured(results)}\n${readme.slice(after)}`
}

function measured({ date, versions, machine, rows }) {
  const byId = new Map(rows.map(row => [row.id, row]))
  const columns = COLUMNS.filter(name => rows.some(({ values }) => name in values))
  const lines = Object.entries(SHOWN).flatMap(([id, what]) => {
    const row = byId.get(id)
    if (!row) return []
    const ratio = ratioText(row.ratios?.['front/portkey'])
    return [`| ${[what, ...columns.map(name => numberText(row.values[name])), ratio].join(' | ')} |`]
  })
  const { system, cpu, cores, memory, load } = machine
  const portkey = versions.portkey ? `, Portkey ${versions.portkey}` : ''
  return [
    `| | ${[...columns.map(name => NAMES[name]), 'to Portkey'].join(' | ')} |`,
    `|---|${'--:|'.repeat(columns.length + 1)}`,
    ...lines,
    '',
    `Measured on ${date}: Refract ${versions.refract}${portkey}, Node ${versions.node}, ${cores} cores (${cpu}), ${memory}, ${system}; load ${load} before it began.`,
  ].join('\n')
}
