import { crc32 } from '@/lib/util/crc32'
import { depthOfText } from '@/lib/util/json'
import { fromBase64url, toBase64url } from './base64url'
import { deflate, inflate } from './deflate'
import { lengthen, shorten } from './phrases'
import { type Portable, readPortable } from './portable'

/**
 * A prompt link is a fragment: `#p1`, the number of characters after this head (3 characters), a checksum of that number and
 * them (6), and then the prompt: its JSON, shortened, deflated, all in base64url.
 */
const MARK = '#p'
const VERSION = '1'
const HEAD = MARK.length + VERSION.length + 3 + 6

/** Characters of the fragment. */
export const LONGEST_LINK = 32_768
/** Bytes and characters of what comes out of it. */
const MOST = 262_144
const DEPTH = 80

export type LinkFault = 'foreign' | 'newer' | 'cut' | 'altered' | 'too large' | 'no prompt'

/** A link that cannot be opened; the message is for the person. */
export class LinkError extends Error {
  override name = 'LinkError'
  constructor(
    readonly fault: LinkFault,
    message: string,
  ) {
    super(message)
  }
}

/** The fragment, `#` included. Throws a {@link LinkError} when no page could open it. */
export async function writeLink(portable: Portable): Promise<string> {
  const link = await sealed(JSON.stringify(withoutLetters(portable)))
  await readLink(link)
  return link
}

/** The fragment of any JSON text, readable or not. */
export async function sealed(json: string): Promise<string> {
  const data = toBase64url(await deflate(shorten(json)))
  return `${MARK}${VERSION}${headOf(data)}${data}`
}

/** The prompt of a fragment. Throws a {@link LinkError}. Bounded in time and memory, whatever the fragment says. */
export async function readLink(fragment: string): Promise<Portable> {
  const text = await textOf(dataOf(fragment))
  try {
    if (depthOfText(text, DEPTH) > DEPTH) throw new Error(`It is nested more than ${DEPTH} levels deep.`)
    return readPortable(JSON.parse(text))
  } catch (cause) {
    throw new LinkError('no prompt', `The link arrived whole, but what it holds cannot be used. ${reasonOf(cause)}`)
  }
}

/** The characters behind the head, whole and unaltered. */
function dataOf(fragment: string): string {
  if (!fragment.startsWith(MARK) || !/^\d/.test(fragment.slice(MARK.length)))
    throw new LinkError('foreign', 'What stands after the # of the address is not a prompt link.')
  if (fragment.length > LONGEST_LINK)
    throw new LinkError('too large', `The link is longer than a prompt link can be: ${LONGEST_LINK} characters at most.`)
  if (!fragment.startsWith(MARK + VERSION)) {
    throw new LinkError(
      'newer',
      `The link was made by another version of this page (format ${fragment[MARK.length]}); this one reads format ${VERSION}.`,
    )
  }
  // Programs that find links in text take a full stop or a bracket along.
  const all = /^[\w-]*/.exec(fragment.slice(MARK.length))![0]
  const [count, sum, rest] = [all.slice(1, 4), all.slice(4, 10), all.slice(10)]
  const length = fromNumber(count)
  if (all.length < HEAD - MARK.length || rest.length < length)
    throw new LinkError('cut', `The link is incomplete: ${fragment.length} of ${wholeLength(count)} characters arrived.`)
  if (rest.length > length || headOf(rest) !== count + sum)
    throw new LinkError('altered', 'The link was changed on its way: its checksum does not match what it holds.')
  return rest
}

async function textOf(data: string): Promise<string> {
  let packed: string | undefined
  try {
    packed = await inflate(fromBase64url(data), MOST)
  } catch {
    throw new LinkError('altered', 'The link was not made by this page: what it holds cannot be unpacked.')
  }
  const text = packed === undefined ? undefined : lengthen(packed, MOST)
  if (text === undefined) throw new LinkError('too large', 'The link unpacks to more than a prompt can be: 256 kB at most.')
  return text
}

function headOf(data: string): string {
  const count = toNumber(data.length)
  const sum = new Uint8Array(4)
  new DataView(sum.buffer).setUint32(0, crc32(new TextEncoder().encode(count + data)))
  return count + toBase64url(sum)
}

/** Eighteen bits in three characters. */
function toNumber(value: number): string {
  return toBase64url(Uint8Array.of(value >> 10, value >> 2, value << 6)).slice(0, 3)
}

function fromNumber(text: string): number {
  if (text.length < 3) return LONGEST_LINK
  const [high, middle, low] = fromBase64url(`${text}A`)
  return (high! << 10) | (middle! << 2) | (low! >> 6)
}

function wholeLength(count: string): string {
  return count.length < 3 ? 'its' : String(HEAD + fromNumber(count))
}

/** Those that follow from the order are left out. */
function withoutLetters({ columns, ...prompt }: Portable): unknown {
  const plain = columns.map(({ letter, ...column }, index) => (letter === 'ABCDEF'[index] ? column : { letter, ...column }))
  return { ...prompt, columns: plain }
}

function reasonOf(cause: unknown): string {
  return cause instanceof SyntaxError || !(cause instanceof Error) ? 'It is not JSON.' : cause.message
}
