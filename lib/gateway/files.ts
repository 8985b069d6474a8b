import { GatewayError } from '@/lib/chat/errors'
import { EgressError, readBytes } from '@/lib/egress'
import type { Call } from '@/lib/routing/types'
import { unlessAborted } from '@/lib/util/abort'
import type { Signal } from '@/lib/util/signal'
import type { Files, Link } from './links'
import type { Services } from './services'

/** Of one request. */
const MOST_FILES = 20
const AT_ONCE = 4
const MEGABYTE = 1024 * 1024
const MOST_BYTES = 20 * MEGABYTE
const MOST_TOGETHER = 50 * MEGABYTE
/** Milliseconds for one of them. */
const PATIENCE = 20_000

/**
 * Fetches what messages name by address, through the door out and from public https addresses only: each address once in a call.
 * Throws a GatewayError with the path in the request, or the reason of the signal.
 */
export async function fetched(links: Link[], { files }: Call, signal: Signal, services: Services): Promise<Files> {
  const byUrl = new Map(links.map(link => [link.url, link]))
  const wanted = [...byUrl.values()]
  if (wanted.length > MOST_FILES) {
    throw refused(wanted[MOST_FILES]!, `is one too many: at most ${MOST_FILES} images and files are fetched for a request`)
  }
  const found = new Map<string, string>()
  let together = 0
  const work = async () => {
    for (let link = wanted.shift(); link; link = wanted.shift()) {
      const file = await unlessAborted(once(link, files, signal, services), signal)
      together += file.length * 0.75
      if (together > MOST_TOGETHER) throw refused(link, 'makes more than 50 MB together with the others')
      found.set(link.url, file)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => wanted.splice(0))
  return found
}

function once(link: Link, files: Call['files'], signal: Signal, services: Services): Promise<string> {
  const known = files.get(link.url)
  if (known) return known
  const file = fetchOne(link, signal, services)
  files.set(link.url, file)
  file.catch(() => files.get(link.url) === file && files.delete(link.url))
  return file
}

async function fetchOne(link: Link, signal: Signal, { egress, clocks }: Services): Promise<string> {
  const { url, kind } = link
  const headers = { accept: kind === 'image' ? 'image/*' : 'application/pdf, text/*, image/*' }
  try {
    const reply = await egress({ url, method: 'GET', headers, signal, clocks: { connect: clocks.connect, total: PATIENCE } })
    if (reply.status !== 200) {
      void reply.body.cancel()
      throw refused(link, `could not be fetched: its server answered ${reply.status}`)
    }
    const bytes = await readBytes(reply.body, MOST_BYTES)
    const type = typeOf(bytes, reply.headers.get('content-type') ?? '', kind)
    if (!type)
      throw refused(link, kind === 'image' ? 'is not the address of an image' : 'is not the address of a PDF, a text or an image')
    return `data:${type};base64,${bytes.toString('base64')}`
  } catch (cause) {
    if (cause instanceof GatewayError || signal.aborted) throw cause
    if (!(cause instanceof EgressError)) throw refused(link, 'could not be fetched', cause)
    if (cause.kind === 'too-large') throw refused(link, 'is larger than 20 MB', cause)
    if (cause.kind === 'refused-address') throw refused(link, 'must be a public https: address', cause)
    throw refused(link, `could not be fetched: ${cause.message}`, cause)
  }
}

/** Servers are often wrong about what they send; the first bytes are not. */
const MAGIC: [type: string, bytes: RegExp][] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['application/pdf', /^%PDF-/],
]

function typeOf(bytes: Buffer, said: string, kind: Link['kind']): string | undefined {
  const start = bytes.toString('latin1', 0, 16)
  const type = MAGIC.find(([, magic]) => magic.test(start))?.[0] ?? said.split(';')[0]!.trim().toLowerCase()
  const allowed = kind === 'image' ? /^image\/[\w.+-]+$/ : /^(image\/[\w.+-]+|text\/[\w.+-]+|application\/(pdf|json|xml))$/
  return allowed.test(type) && bytes.length ? type : undefined
}

const refused = ({ param, kind }: Link, what: string, cause?: unknown) =>
  new GatewayError('invalid_request_error', `${param}: the ${kind} ${what}.`, { param, code: 'file_not_fetched', cause })
