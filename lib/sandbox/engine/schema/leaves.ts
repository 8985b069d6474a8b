import { lines } from '../../texts/verses'
import type { Findings } from '../findings'
import { flagFor, mentioned, nameWords, numbersFor, stringsFor } from '../fitting'
import type { Random } from '../random'
import { formatOf } from './formats'
import { bound, type Layer, type Schema, type Type, typesOf } from './layers'
import { plausibleNumber, plausibleStrings, wantsProse } from './plausible'
import { isValid, patternOf } from './valid'

/** A JSON text that may be written here. */
export interface Option {
  text: string
  weight: number
  /** The message names this value: surely, or maybe only in passing. */
  said?: 'surely' | 'maybe'
}

/** A value before it is known to fit. */
type Value = [value: unknown, weight: number, said?: Option['said']]

/** What values are made from. */
export interface Source {
  root: Schema
  found: Findings
  /** Texts for properties that want prose: the answer in words. */
  prose: readonly string[]
  /** Depends on the prompt alone: the options are the same at every seed, which one is taken is not. */
  random: Random
  /** Texts that were written: a value of the message is meant once, and made-up ones should vary. */
  used: Set<string>
  /** Optional members stay away unless the message names them, as in the arguments of a call. */
  sparse: boolean
  /** How much heavier than a made-up value one of the message is. */
  trust: number
  /** Instances that may still be drafted: a bound for schemas that nothing fits. */
  effort: { left: number }
}

const MOST_DRAFTS = 1500

export const source = (root: Schema, found: Findings, prose: readonly string[], random: Random, sparse = false): Source => ({
  root,
  found,
  prose,
  random,
  used: new Set(),
  sparse,
  trust: sparse ? 8000 : 100,
  effort: { left: MOST_DRAFTS },
})

/** How many values are offered where any number would do. */
const VARIETY = 12

/** The scalar values that all layers allow, each with its weight; empty where there are none, or none was found. */
export function leafOptions(layers: readonly Layer[], name: string, from: Source): Option[] {
  const words = nameWords(name)
  const hint = layers
    .map(({ title, description }) => [title, description].filter(one => typeof one === 'string').join(' '))
    .join(' ')
  const listed = layers
    .flatMap(layer => ('const' in layer ? [[layer.const]] : Array.isArray(layer.enum) ? [layer.enum] : []))
    .sort((one, other) => one.length - other.length)[0]
  if (listed) return listOptions(listed, layers, from)
  const types = typesOf(layers) ?? guessTypes(layers)
  const values: Value[] = []
  if (types.has('null')) values.push([null, types.size > 1 ? 2 : 1])
  if (types.has('boolean')) values.push(...booleans(words, from))
  if (types.has('integer') || types.has('number')) values.push(...numbers(layers, words, hint, types, from))
  if (types.has('string')) values.push(...strings(layers, words, hint, from))
  const options = toOptions(values, layers, from)
  if (options.length > 0 || !types.has('string') || (bound(layers, 'minLength', 'max') ?? 0) <= LONGEST) return options
  // Longer than any answer: the limit of tokens cuts it.
  return [{ text: JSON.stringify(filling(LONGEST, from.random).join('')), weight: 1 }]
}

function toOptions(values: Value[], layers: readonly Layer[], { root, used }: Source): Option[] {
  const options = new Map<string, Option>()
  for (const [value, weight, said] of values) {
    const text = JSON.stringify(value)
    const again = said !== undefined && typeof value !== 'boolean' && used.has(text)
    const option = again ? { text, weight: weight / 1000 } : { text, weight, said }
    const other = options.get(text)
    if (other ? other.weight >= option.weight : !layers.every(layer => isValid(value, layer, root))) continue
    options.set(text, option)
  }
  return [...options.values()]
}

function listOptions(listed: unknown[], layers: readonly Layer[], from: Source): Option[] {
  const likely = listed.length > 1 ? mentioned(listed, from.found) : []
  const value = (one: unknown): Value => (likely.includes(one) ? [one, 2 * from.trust, 'surely'] : [one, 1 + from.random()])
  return toOptions(listed.map(value), layers, from)
}

/** Without a type the keywords tell; without any, small scalars of all kinds. */
function guessTypes(layers: readonly Layer[]): Set<Type> {
  const says = (...keywords: string[]) => layers.some(layer => keywords.some(keyword => keyword in layer))
  if (says('pattern', 'minLength', 'maxLength', 'format')) return new Set(['string'])
  if (says('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return new Set(['number'])
  return new Set(['string', 'integer', 'boolean'])
}

function booleans(words: readonly string[], from: Source): Value[] {
  const { found, random } = from
  const said = flagFor(words, found)
  if (said !== undefined)
    return [
      [said, from.trust, 'surely'],
      [!said, 1],
    ]
  return [
    [true, 1 + random()],
    [false, 1 + random()],
  ]
}

function numbers(
  layers: readonly Layer[],
  words: readonly string[],
  hint: string,
  types: Set<Type>,
  { found, random, trust }: Source,
): Value[] {
  const integer = !types.has('number')
  const exclusive = (keyword: string, pick: 'max' | 'min') => bound(layers, keyword, pick)
  const low = Math.max(bound(layers, 'minimum', 'max') ?? -Infinity, exclusive('exclusiveMinimum', 'max') ?? -Infinity)
  const high = Math.min(bound(layers, 'maximum', 'min') ?? Infinity, exclusive('exclusiveMaximum', 'min') ?? Infinity)
  const step = bound(layers, 'multipleOf', 'max') ?? (integer ? 1 : undefined)
  const values = numbersFor(words, hint, found).map(
    ({ value, sure }, index): Value => (sure ? [value, 4 * trust, 'surely'] : [value, trust / (index + 1) ** 3, 'maybe']),
  )
  const [from, to] = span(low, high)
  for (let time = 0; time < 3 * VARIETY; time++) {
    const nice = plausibleNumber(words, hint, random)
    const inside = nice > low && nice < high ? nice : from + random() * (to - from)
    values.push([snap(inside, step, to - from), 1])
  }
  for (const edge of [low, high, low + (step ?? 0), high - (step ?? 0), 0, (low + high) / 2]) {
    if (Number.isFinite(edge)) values.push([snap(edge, step, to - from), 0.05], [edge, 0.05])
  }
  // A coarse step in a narrow span: walk along it.
  if (step) for (let time = 0; time < 40; time++) values.push([snap(Math.ceil(from / step) * step + time * step, step, 1), 0.2])
  return best(values)
}

/** Where to look between bounds that may be missing. */
function span(low: number, high: number): [number, number] {
  if (Number.isFinite(low) && Number.isFinite(high)) return [low, high]
  if (Number.isFinite(low)) return [low, low + Math.max(20, Math.abs(low) / 10)]
  if (Number.isFinite(high)) return [high - Math.max(20, Math.abs(high) / 10), high]
  return [0, 100]
}

/** To the step, or to as many places as the span deserves. */
function snap(value: number, step: number | undefined, width: number): number {
  if (step) return Number((Math.round(value / step) * step).toPrecision(15))
  const places = width >= 1 ? 2 : Math.min(15, 2 - Math.floor(Math.log10(width || 1e-10)))
  return Number(value.toFixed(places))
}

/** Heavy ones all, of the others enough: a validity check follows for each. */
const best = (values: Value[]): Value[] => [...values].sort((a, b) => b[1] - a[1]).slice(0, 100)

function strings(layers: readonly Layer[], words: readonly string[], hint: string, from: Source): Value[] {
  const { found, random } = from
  const said = stringsFor(words, hint, found)
  const sure = said.some(one => one.sure)
  const weight = (index: number) => from.trust / 6 ** index
  const { known } = plausibleStrings(words, hint)
  const values = said.map(({ text, sure: meant, topic }, index): Value => {
    if (meant) return [text, 4 * weight(index), 'surely']
    if (topic) return [text, known || sure ? 0.5 : from.trust / 10, 'maybe']
    return [text, sure ? 0.2 : known ? weight(index) / 20 : weight(index) / 4, 'maybe']
  })
  const format = layers.map(layer => formatOf(layer.format)).find(Boolean)
  const pattern = layers.map(layer => (typeof layer.pattern === 'string' ? patternOf(layer.pattern) : undefined)).find(Boolean)
  if (format) for (let time = 0; time < VARIETY; time++) values.push([format.make(random), 1])
  if (pattern) {
    for (let time = 0; time < 3 * VARIETY; time++) values.push([pattern.make(random, [1, 3, 8, 2, 20, 60][time % 6]!), 1])
  }
  if (!format && !pattern) {
    const texts = sure ? { ...from, prose: [] } : from
    values.push(...plain(layers, words, hint, texts))
  }
  const low = Math.min(bound(layers, 'minLength', 'max') ?? 0, LONGEST)
  const high = bound(layers, 'maxLength', 'min') ?? Infinity
  if (format || pattern) return distinct(values, value => layers.every(layer => isValid(value, layer, from.root)))
  return values.map(([text, weight, said]) => [adapt(String(text), low, high, random), weight, said])
}

/** No answer has room for more. */
const LONGEST = 40_000

function plain(layers: readonly Layer[], words: readonly string[], hint: string, { prose, random, used }: Source): Value[] {
  const examples = layers
    .flatMap(({ examples, default: usual, example }) => [examples, usual, example].flat())
    .filter(one => typeof one === 'string')
  const values: Value[] = examples.map(text => [text, 2])
  if (wantsProse(words) && prose.length > 0) values.push(...prose.map((text): Value => [text, 100]))
  for (const text of plausibleStrings(words, hint).values)
    values.push([text, (0.5 + random()) / (used.has(JSON.stringify(text)) ? 8 : 1)])
  return values
}

/** The first few values that hold, for patterns and formats make many that do not. */
function distinct(values: Value[], holds: (value: unknown) => boolean): Value[] {
  const kept = new Map<unknown, Value>()
  for (const value of values) {
    if (kept.size >= VARIETY) break
    if (!kept.has(value[0]) && holds(value[0])) kept.set(value[0], value)
  }
  return [...kept.values()]
}

/** So many characters of our stories, at least, and to the end of a word. */
function filling(least: number, random: Random): string[] {
  const start = Math.floor(random() * lines.length)
  let text = ''
  for (let index = start; text.length < least + 30; index++) text += `${lines[index % lines.length]} `
  const end = [...text].findIndex((character, index) => index >= least && /[.!?]/.test(character))
  return [...text.trim()].slice(0, end >= 0 && end < least + 60 ? end + 1 : least)
}

/** Cut at a word where possible, or made longer with something to read. */
function adapt(text: string, low: number, high: number, random: Random): string {
  const short = [...text]
  const characters = short.length < low ? [...short, ' ', ...filling(low - short.length, random)] : short
  if (characters.length <= high) return characters.join('')
  const cut = characters.slice(0, high).join('')
  const words = cut.replace(/\s+\S*$/u, '').replace(/[\s,;:]+$/, '')
  return [...words].length >= Math.max(low, 1) && words !== '' ? words : cut
}
