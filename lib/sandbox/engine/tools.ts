import { type Findings, findIn, joint } from './findings'
import { mentioned, nameWords, stringsFor } from './fitting'
import { isObject, isSchema, stringsIn } from './schema/layers'
import type { EngineAsk, EngineTool } from './types'
import { stem } from './words'

/** A call that will be made: the tool, and the part of the message its arguments come from. */
export interface PlannedCall {
  tool: EngineTool
  message: string
}

/** How well a tool must fit to be called without being told to. */
const FITS = 1.9
const MOST_CALLS = 8

/** The calls an answer consists of; empty where it is to be given in words. */
export function planCalls(ask: EngineAsk, message: string): PlannedCall[] {
  const { tools, choice, parallel } = ask
  if (tools.length === 0 || choice === 'none') return []
  const forced = choice !== 'auto'
  // Results are there: words are due, unless a call is demanded all the same.
  if (!forced && ask.turns.at(-1)?.role === 'tool') return []
  const named = typeof choice === 'object' ? tools.filter(({ name }) => name === choice.name) : tools
  if (named.length === 0) return []
  const said = listen(message)
  const fits = named.map(tool => suit(tool, said)).sort((a, b) => b.score - a.score)
  const chosen = forced && fits[0]!.score < FITS ? fits.slice(0, 1) : together(fits.filter(({ score }) => score >= FITS))
  const calls = split(
    chosen.sort((a, b) => a.at - b.at),
    message,
  ).flatMap(call => (parallel ? perObject(call) : [call]))
  return calls.slice(0, parallel ? MOST_CALLS : 1)
}

/** The words of a tool's name and description: "Tag Rome" is about Rome. */
export const wordsOf = ({ name, description = '' }: EngineTool): ReadonlySet<string> =>
  new Set([...nameWords(name), ...nameWords(description)])

interface Fit {
  tool: EngineTool
  score: number
  /** The words of the message that speak for it, and where the first stands. */
  words: Set<string>
  at: number
}

// Different words for one thing; the first stands for all.
const families = [
  'weather forecast rain raining sunny snow wind windy umbrella temperature warm cold wetter',
  'calculate calculator compute arithmetic math sum evaluate multiply divide plus minus times add',
  'email mail message send',
  'search find look lookup google web browse',
  'price cost stock quote share worth',
  'time clock timezone hour',
  'flight fly plane airline',
  'hotel room stay accommodation',
  'reminder remind alarm',
  'calendar meeting appointment schedule event',
  'convert currency exchange conversion',
  'route direction directions map drive navigate',
  'restaurant table dinner eat',
  'translate translation',
  'light lamp lights',
  'song music play track',
].map(line => line.split(' ').map(stem))
const familyOf = new Map(families.flatMap(([first, ...rest]) => [first!, ...rest].map(word => [word, first!] as const)))
const weak = new Set(
  `two between several get set do make run call use fetch tool function api data info information current return given user value
  a an the of for to in on by with and or from is it its new all any list name id string number`.split(/\s+/),
)
const root = (word: string) => familyOf.get(stem(word)) ?? stem(word)

interface Heard {
  found: Findings
  /** Where each word stands first, as itself and as one of its family. */
  places: Map<string, number>
}

function listen(message: string): Heard {
  const places = new Map<string, number>()
  const note = (word: string, place: number) => places.has(word) || places.set(word, place)
  for (const [place, word] of (message.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).entries()) {
    for (const part of [word, ...nameWords(word)]) for (const one of [stem(part), root(part)]) note(one, place)
  }
  const found = findIn(message)
  if (found.sums.length > 0) note(root('calculate'), places.size)
  return { found, places }
}

function suit(tool: EngineTool, { found, places }: Heard): Fit {
  const words = new Map<string, number>()
  const count = (text: string, weight: number) => {
    for (const word of nameWords(text)) {
      const own = places.has(stem(word)) ? stem(word) : root(word)
      if (weak.has(word) || !places.has(own)) continue
      words.set(own, Math.max(words.get(own) ?? 0, weight))
    }
  }
  const { properties } = tool.schema
  for (const [key, one] of isObject(properties) ? Object.entries(properties) : []) {
    count(key, 0.8)
    if (!isObject(one)) continue
    if (typeof one.description === 'string') count(one.description, 0.5)
    if (mentioned(Array.isArray(one.enum) ? one.enum : [], found).length > 0) words.set(`\0${key}`, 0.9)
  }
  count(tool.description ?? '', 1.1)
  count(tool.name, 2)
  const at = [...words.keys()].map(word => places.get(word)).filter(place => place !== undefined)
  const score = [...words.values()].reduce((sum, weight) => sum + weight, 0)
  return { tool, score, words: new Set(words.keys()), at: Math.min(...at, Infinity) }
}

/** The best, and others that have something of the message to themselves. */
function together(fits: Fit[]): Fit[] {
  const chosen: Fit[] = []
  for (const one of fits) {
    const spoken = new Set(chosen.flatMap(({ words }) => [...words]))
    const fresh = [...one.words].filter(word => !spoken.has(word) && !word.startsWith('\0'))
    if (chosen.length === 0 || (one.score >= chosen[0]!.score * 0.5 && fresh.length > 0 && fresh.length >= one.words.size / 2))
      chosen.push(one)
  }
  return chosen
}

/** Gives each tool the part of the message around its words, cut at "and", "then" and the like. */
function split(fits: Fit[], message: string): PlannedCall[] {
  if (fits.length < 2) return fits.map(({ tool }) => ({ tool, message }))
  const words = [...message.matchAll(/[\p{L}\p{N}_]+/gu)]
  const cuts = [...message.matchAll(/[,;.?!]\s+(?:and |then |also )?|\s(?:and|then|also|und|et|y)\s/giu)].map(
    match => match.index + match[0].length,
  )
  const starts = fits.map(({ at }, index) =>
    index === 0 ? 0 : Math.max(0, ...cuts.filter(cut => cut <= (words[at]?.index ?? 0))),
  )
  return fits.map(({ tool }, index) => {
    const part = message.slice(starts[index], starts[index + 1])
    const { names, quoted, numbers, sums } = findIn(part, wordsOf(fits[index]!.tool))
    return { tool, message: names.length + quoted.length + numbers.length + sums.length > 0 ? part : message }
  })
}

/** One call per object where the message lists several for the tool's main argument. */
function perObject({ tool, message }: PlannedCall): PlannedCall[] {
  const one = [{ tool, message }]
  const main = mainArgument(tool)
  if (!main) return one
  const found = findIn(message, wordsOf(tool))
  const values = main.options
    ? mentioned(main.options, found).map(String)
    : main.number
      ? found.numbers.map(({ value }) => String(value))
      : stringsFor(nameWords(main.key), main.hint, found).map(({ text }) => text)
  const places = values
    .map(value => ({ value, at: message.toLowerCase().indexOf(value.toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  for (const [index, first] of places.entries()) {
    const run = [first]
    for (const next of places.slice(index + 1)) {
      const last = run.at(-1)!
      if (!joint.test(message.slice(last.at + last.value.length, next.at))) break
      run.push(next)
    }
    if (run.length < 2) continue
    const last = run.at(-1)!
    return run.map(({ value }) => ({
      tool,
      message: message.slice(0, first.at) + value + message.slice(last.at + last.value.length),
    }))
  }
  return one
}

/** The first required argument that is one string or number, unless the tool takes a list or two of a kind. */
function mainArgument({ schema }: EngineTool) {
  const { properties } = schema
  if (!isObject(properties)) return undefined
  const required = stringsIn(schema.required)
  const members = Object.entries(properties).filter(([, one]) => isSchema(one))
  if (members.some(([, one]) => isObject(one) && one.type === 'array')) return undefined
  if (members.filter(([key]) => /^(?:from|to|origin|destination|source|target|start|end|a|b|x|y)$/i.test(key)).length > 1)
    return undefined
  const ordered = [...members.filter(([key]) => required.includes(key)), ...members.filter(([key]) => !required.includes(key))]
  for (const [key, one] of ordered) {
    if (!isObject(one)) continue
    const types = [one.type].flat()
    const hint = typeof one.description === 'string' ? one.description : ''
    if (Array.isArray(one.enum)) {
      if (ordered.length === 1 || required.includes(key)) return { key, hint, options: one.enum, number: false }
      continue
    }
    if (types.includes('string')) return { key, hint, options: undefined, number: false }
    if (ordered.length === 1 && (types.includes('number') || types.includes('integer')))
      return { key, hint, options: undefined, number: true }
  }
  return undefined
}
