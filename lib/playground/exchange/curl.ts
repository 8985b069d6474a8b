import { parseJson } from '@/lib/util/json'
import { isObject } from '../check'
import type { Understood } from './format'

export interface CurlCall {
  /** The JSON it sends; the provider that is named in a header stands before its model. */
  body: Record<string, unknown>
  lost: Understood['lost']
}

const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'])
const HEADER = new Set(['-H', '--header'])
/** Options with a value that says nothing about the prompt, as programs that write such commands use them. */
const WITH_VALUE = new Set(['-X', '--request', '--url', '-m', '--max-time', '-o', '--output', '-A', '--user-agent', '--retry'])
const SECRET_OPTIONS = new Set(['-u', '--user', '-b', '--cookie', '--oauth2-bearer'])

/** Headers of no meaning for a prompt. */
const PLAIN_HEADERS = /^(content-type|accept|user-agent|content-length)$/i

export function isCurl(text: string): boolean {
  return /^\s*(\$ )?curl\s/.test(text)
}

/** What a curl command sends. Throws an Error whose message is for the person. https://curl.se/docs/manpage.html */
export function readCurl(text: string): CurlCall {
  const { words, input } = wordsOf(text.replace(/^\s*(\$ )?/, ''))
  const data: string[] = []
  const lost: CurlCall['lost'] = []
  let provider: string | undefined
  for (let at = 1; at < words.length; at++) {
    const [name, value = ''] = optionOf(words[at]!, () => words[++at])
    if (DATA.has(name)) data.push(value === '@-' && input !== undefined ? input : value)
    if (SECRET_OPTIONS.has(name)) lost.push({ path: name, why: KEYS })
    if (!HEADER.has(name)) continue
    const header = value.split(':')[0]!.trim()
    if (header.toLowerCase() === 'x-portkey-provider') provider = value.slice(value.indexOf(':') + 1).trim()
    else if (!PLAIN_HEADERS.test(header))
      lost.push({ path: `-H ${header}`, why: /auth|key|token|cookie/i.test(header) ? KEYS : NO_PART })
  }
  const body = bodyOf(data.join('&'))
  return { body: provider && typeof body.model === 'string' ? { ...body, model: `${provider}/${body.model}` } : body, lost }
}

const KEYS = 'Keys have a place of their own and are never part of a prompt.'
const NO_PART = 'It is no part of a prompt.'

function bodyOf(data: string): Record<string, unknown> {
  if (!data) throw new Error('The curl command sends no body; a prompt is made of what stands after -d.')
  if (data.startsWith('@')) throw new Error(`The body is in a file, ${data.slice(1, 80)}: paste what it holds instead.`)
  const parsed = parseJson(data)
  if (!parsed.ok) throw new Error(`The body of the curl command: ${parsed.message}`)
  if (!isObject(parsed.value)) throw new Error('The body of the curl command must be an object.')
  return parsed.value
}

/** The option with its value: `-d value`, `-dvalue`, `--data=value`, and letters in one, `-sd value`. */
function optionOf(word: string, next: () => string | undefined): [name: string, value?: string] {
  if (word.startsWith('--')) {
    const [name, value] = cutAt(word, word.indexOf('='))
    return takesValue(name) ? [name, value === undefined ? next() : value.slice(1)] : [name]
  }
  if (!word.startsWith('-')) return ['']
  const letters = [...word.slice(1)]
  const at = letters.findIndex(letter => takesValue(`-${letter}`))
  if (at < 0) return [word]
  return [`-${letters[at]}`, letters.slice(at + 1).join('') || next()]
}

function cutAt(text: string, at: number): [string, string?] {
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at)]
}

function takesValue(name: string): boolean {
  return DATA.has(name) || HEADER.has(name) || WITH_VALUE.has(name) || SECRET_OPTIONS.has(name)
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
const WORD = /'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\\\r?\n|\\(.)|([^\s'"\\]+)|(\s+)|(.)/gsy

/**
 * The words of a command as a POSIX shell splits them; `input` is a document behind `<<'END'`. Variables stay as they are
 * written: nothing is looked up. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
function wordsOf(text: string): { words: string[]; input?: string } {
  const { command, input } = withoutDocument(text)
  const words: string[] = []
  let word: string | undefined
  for (const [all, single, ansi, double, escaped, bare, space, stray] of command.matchAll(WORD)) {
    if (stray !== undefined) throw new Error(`A quotation mark of the curl command is never closed: ${stray}`)
    if (space !== undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (!/^\\\r?\n$/.test(all)) {
      const piece =
        single ??
        (ansi === undefined ? undefined : unescaped(ansi)) ??
        double?.replace(/\\([\\"$`])|\\\r?\n/g, '$1') ??
        escaped ??
        bare!
      word = (word ?? '') + piece
    }
  }
  if (word !== undefined) words.push(word)
  return { words, input }
}

/** Splits off a document behind `<<'END'`: whole lines, the last of which is its mark. */
function withoutDocument(text: string): { command: string; input?: string } {
  const lines = text.trimEnd().split(/\r?\n/)
  const mark = lines.at(-1)!
  const marks = [mark, `'${mark}'`, `"${mark}"`].flatMap(one => [`<<${one}`, `<< ${one}`])
  const at = /^\w+$/.test(mark) ? lines.findIndex(line => marks.some(one => line.trimEnd().endsWith(one))) : -1
  if (at < 0) return { command: text }
  return {
    command: lines
      .slice(0, at + 1)
      .join('\n')
      .replace(/<<.*$/, ''),
    input: lines.slice(at + 1, -1).join('\n'),
  }
}

/** What browsers write for texts with quotation marks: `$'it\'s'`. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gis, (_, long, short, one) =>
    one === undefined ? String.fromCharCode(Number.parseInt(long ?? short, 16)) : (ESCAPES[one] ?? one),
  )
}
