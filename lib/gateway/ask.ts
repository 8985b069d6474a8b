import type { Compliance } from '@/lib/chat/compliance'
import type { Call, Route } from '@/lib/routing/types'
import { targetsOf, withOverrides } from '@/lib/routing/walk'
import { Controller } from '@/lib/util/signal'
import { type Access, accessOf } from './access'
import { bodyLimit, readBody } from './body'
import { headerObject, headerText, headerWord, traceIdOf } from './headers'
import type { HeaderReader, Incoming } from './incoming'
import { ownersOf } from './owners'
import { readRoute } from './route'
import type { Services } from './services'

/** Everything a caller asked for. Headers are read here, and in the files beside it that it names. */
export interface Asked {
  call: Call
  route: Route
  access: Access
  /** Who may read its trace. */
  owners(): string[]
  /** Whether somebody will want its trace: who names one, stands in one, or has a receipt. Others are kept for a while, in case. */
  traced: boolean
  compliance: Compliance
  receipt?: 'end' | 'early' | 'frames'
  /** Milliseconds from arrival until the request was understood. */
  parsed: number
  /** Ends the call: `reason` is a GatewayError for a clock of ours, anything else when nobody waits for the answer any more. */
  abort(reason: unknown): void
}

const TRACING = ['x-portkey-trace-id', 'x-portkey-span-id', 'x-portkey-parent-span-id', 'x-portkey-span-name']
const RECEIPTS = { '1': 'end', true: 'end', early: 'early', frames: 'frames', '0': undefined, false: undefined } as const

/** Reads a request to the gateway. Throws GatewayError naming the header or the path in the body. */
export async function readAsk(incoming: Incoming, services: Services): Promise<Asked> {
  const startedAt = services.monotonic()
  const { headers } = incoming
  const { env, clocks, monotonic, uuid } = services
  const access = accessOf(incoming, env)
  const receipt = RECEIPTS[headerWord(headers, 'x-refract-receipt', ['1', 'true', 'early', 'frames', '0', 'false']) ?? '0']
  const unsupported = headerWord(headers, 'x-refract-unsupported', ['drop', 'error', 'emulate']) ?? 'emulate'
  const metadata = headerObject(headers, 'x-portkey-metadata') ?? {}
  const compliance = complianceOf(headers)
  const source = await readBody(incoming, bodyLimit(env))
  const { route, request, notes } = readRoute(headers, source.parsed, env, access)
  const over = new Controller()
  const call: Call = {
    id: uuid(),
    traceId: traceIdOf(headers, uuid),
    request,
    source,
    metadata,
    span: spanOf(headers, uuid),
    cache: cacheOf(headers),
    pathname: incoming.url.replace(/\?.*$/, ''),
    unsupported,
    extras: compliance === 'extras',
    frames: receipt === 'frames',
    forwarded: forwardedHeaders(headers),
    signal: over.signal,
    attempts: [],
    files: new Map(),
    notes,
    startedAt,
    deadline: startedAt + clocks.total,
  }
  // Mistakes in the params of a target are told now, and not once it is its turn.
  const targets = targetsOf(route)
  for (const { target, path } of targets) withOverrides(call, target, path)
  return {
    call,
    route,
    access,
    owners: ownersOf(
      headers,
      access,
      env,
      targets.map(({ target }) => target),
    ),
    traced: !!receipt || TRACING.some(name => headers.get(name)),
    compliance,
    receipt,
    parsed: monotonic() - startedAt,
    abort: reason => over.abort(reason),
  }
}

function spanOf(headers: HeaderReader, uuid: () => string): Call['span'] {
  const word = (name: string) => headerText(headers, name)?.slice(0, 256) || undefined
  const [parent, name] = [word('x-portkey-parent-span-id'), word('x-portkey-span-name')]
  return { id: word('x-portkey-span-id') ?? uuid(), ...(parent && { parent }), ...(name && { name }) }
}

/** A caller who wants nothing logged wants nothing kept. */
function cacheOf(headers: HeaderReader): Call['cache'] {
  const namespace = headerText(headers, 'x-portkey-cache-namespace')
  return {
    ...(namespace && { namespace }),
    refresh: headerWord(headers, 'x-portkey-cache-force-refresh', ['true', 'false']) === 'true',
    off: headerWord(headers, 'x-portkey-debug', ['true', 'false']) === 'false',
  }
}

function complianceOf(headers: HeaderReader): Compliance {
  const word =
    headerWord(headers, 'x-portkey-strict-open-ai-compliance', ['true', 'false']) ??
    headerWord(headers, 'x-portkey-strict-openai-compliance', ['true', 'false'])
  if (!word) return 'default'
  return word === 'true' ? 'strict' : 'extras'
}

const HOP_BY_HOP = /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-encoding)$/
const NEVER_FORWARDED = /^x-(portkey|refract)-|cookie|secret|token|password|credential|signature|key|authori[sz]|authent|-auth$/

/** Headers named in x-portkey-forward-headers; hop-by-hop ones, cookies and credentials never. */
function forwardedHeaders(headers: HeaderReader): Record<string, string> {
  const said = headerText(headers, 'x-portkey-forward-headers')
  if (!said) return {}
  const names = said.split(',').map(name => name.trim().toLowerCase())
  const allowed = names
    .slice(0, 32)
    .filter(name => /^[\w-]+$/.test(name) && !HOP_BY_HOP.test(name) && !NEVER_FORWARDED.test(name))
  return Object.fromEntries(allowed.flatMap(name => (headers.get(name) ? [[name, headers.get(name)!]] : [])))
}
