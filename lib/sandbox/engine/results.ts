import { own } from '@/lib/util/own'
import { quoteForMarkup } from './markup'
import type { EngineAsk, EngineTurn } from './types'

interface Result {
  name: string
  /** What it was asked, in words: `Paris`. */
  of: string
  facts: string[]
}

/** An answer in words from the results of the caller's tools, which are the last turns. */
export function fromResults({ turns, style }: EngineAsk): string {
  const after = turns.findLastIndex(turn => turn.role !== 'tool') + 1
  const results = turns.slice(after).map(turn => toResult(turn, turns))
  if (results.length === 1) return one(results[0]!, style)
  const lines = results.map(({ name, of, facts }) => `${of || name}: ${facts.join(', ') || 'no content'}`)
  const names = [...new Set(results.map(({ name }) => name))].join(' and ')
  if (style === 'brief') return `[Here is what I found.|This is what came back.] ${lines.map(line => `${line}.`).join(' ')}`
  if (style === 'story')
    return `I sent ${lines.length} [messengers|little boats] out, and all of them came back. ${lines.map(line => `One said: ${line}.`).join(' ')}`
  return `[I called|I asked] ${names} ${lines.length} times. [The results:|What came back:]\n\n${lines.map(line => `- ${line}`).join('\n')}\n\n[These are the tool's own words; I only put them in order.|I repeat what the tools said and have not checked it.]`
}

function one({ name, of, facts }: Result, style: EngineAsk['style']): string {
  const about = of ? ` for ${of}` : ''
  if (facts.length === 0) return `[The tool ${name} answered${about}, but with no content.|${name} came back empty-handed.]`
  if (style === 'story')
    return `I sent a messenger to ${name}${about}. [It came back out of breath|Before long it stood at the door again] and said: ${facts.join(', ')}.`
  if (style === 'brief' || facts.length < 3) return `[According to ${name}|As ${name} says]${about}: ${facts.join(', ')}.`
  return `[I asked|I called] ${name}${about}, and it [says|answered]:\n\n${facts.map(fact => `- ${fact}`).join('\n')}\n\n[That is all the tool told me.|I have nothing to add to that: the numbers are the tool's.]`
}

function toResult(turn: EngineTurn, turns: readonly EngineTurn[]): Result {
  const call = turns.flatMap(({ calls }) => calls ?? []).findLast(({ id }) => id === turn.callId)
  return {
    name: call?.name ?? 'the tool',
    of: quoteForMarkup(ofWhat(call?.arguments)),
    facts: facts(turn.text).map(quoteForMarkup),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim()
  }
}

/** The strings of a call's arguments: what a person would call the thing asked for. */
function ofWhat(text: string | undefined): string {
  const value = text === undefined ? undefined : parse(text)
  if (typeof value !== 'object' || value === null) return ''
  const strings = Object.values(value).filter(one => typeof one === 'string' && one.length > 0 && one.length < 40)
  return strings.slice(0, 2).join(', ')
}

const MOST_FACTS = 12

/** `temperature: 18`, one per member; plain text as it is. */
function facts(text: string): string[] {
  const value = parse(text)
  if (value === '' || value === null) return []
  const found: string[] = []
  collect(value, '', found)
  return found.length > MOST_FACTS ? [...found.slice(0, MOST_FACTS), `and ${found.length - MOST_FACTS} more`] : found
}

function collect(value: unknown, name: string, into: string[]): void {
  if (Array.isArray(value) && value.every(one => typeof one !== 'object' || one === null)) {
    into.push(named(name, value.map(String).join(' and ')))
    return
  }
  if (typeof value !== 'object' || value === null) {
    into.push(
      named(
        name,
        String(value)
          .replace(/\s+/g, ' ')
          .slice(0, 400)
          .replace(/[.\s]+$/, ''),
      ),
    )
    return
  }
  for (const [key, one] of Object.entries(value)) collect(one, Array.isArray(value) ? name : words(key), into)
}

const units: Record<string, string> = {
  c: ' °C',
  f: ' °F',
  kmh: ' km/h',
  kph: ' km/h',
  mph: ' mph',
  percent: ' %',
  pct: ' %',
  usd: ' USD',
  eur: ' EUR',
  km: ' km',
  kg: ' kg',
  mm: ' mm',
  ms: ' ms',
}

/** `temperature_c` and 18 make "temperature 18 °C". */
function named(name: string, value: string): string {
  const [, bare, unit] = /^(.+) (\w+)$/.exec(name) ?? []
  const sign = bare && unit && /\d$/.test(value) ? own(units, unit) : undefined
  if (sign) return `${bare} ${value}${sign}`
  return name ? `${name} ${value}` : value
}

const words = (key: string) =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
