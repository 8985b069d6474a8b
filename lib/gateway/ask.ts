import type { Compliance } from '@/lib/chat/compliance'
import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'
import { providerOf, providers } from '@/lib/providers'
import { milliseconds, parseConfig } from '@/lib/routing/config'
import type { Call, Route, Target } from '@/lib/routing/types'
import { targetsOf } from '@/lib/routing/walk'
import { anySignal } from '@/lib/util/abort'
import { type Access, accessOf, bearer, isAccessToken } from './access'
import { bodyLimit, readBody } from './body'
import { headerObject, headerText, headerWord } from './headers'
import type { Services } from './services'

/** Everything a caller asked for. Headers are read here and nowhere else. */
export interface Asked {
  call: Call
  route: Route
  access: Access
  compliance: Compliance
  receipt?: 'end' | 'early' | 'frames'
  /** Milliseconds from arrival until the request was understood. */
  parsed: number
  /** Ends the call as if the caller had left: for a caller who stops reading a stream. */
  abort(): void
}

/** Reads a request to the gateway. Throws GatewayError naming the header or the path in the body. */
export async function readAsk(incoming: Request, services: Services): Promise<Asked> {
  const startedAt = services.monotonic()
  const { headers } = incoming
  const { env } = services
  const access = accessOf(incoming, env)
  const receipt = ({ '1': 'end', true: 'end', early: 'early', frames: 'frames', '0': undefined, false: undefined } as const)[
    headerWord(headers, 'x-refract-receipt', ['1', 'true', 'early', 'frames', '0', 'false']) ?? '0'
  ]
  const unsupported = headerWord(headers, 'x-refract-unsupported', ['drop', 'error', 'emulate']) ?? 'emulate'
  const metadata = headerObject(headers, 'x-portkey-metadata') ?? {}
  const source = await readBody(incoming, bodyLimit(env))
  const { route, request } = readRoute(headers, source.parsed, env)
  const compliance = complianceOf(headers)
  const id = services.uuid()
  const left = new AbortController()
  const call: Call = {
    id,
    traceId: headerText(headers, 'x-portkey-trace-id')?.slice(0, 256) || services.uuid(),
    request,
    source,
    metadata,
    unsupported,
    extras: compliance === 'extras',
    frames: receipt === 'frames',
    forwarded: forwardedHeaders(headers),
    signal: anySignal(incoming.signal, left.signal).signal,
    attempts: [],
    notes: [],
    startedAt,
  }
  return { call, route, access, compliance, receipt, parsed: services.monotonic() - startedAt, abort: () => left.abort() }
}

function complianceOf(headers: Headers): Compliance {
  const name = headers.has('x-portkey-strict-open-ai-compliance')
    ? 'x-portkey-strict-open-ai-compliance'
    : 'x-portkey-strict-openai-compliance'
  const word = headerWord(headers, name, ['true', 'false'])
  if (!word) return 'default'
  return word === 'true' ? 'strict' : 'extras'
}

/** A config, a provider by header, or the prefix of the model, in this order; else OpenAI. */
function readRoute(headers: Headers, body: Record<string, unknown>, env: Services['env']) {
  const config = headerObject(headers, 'x-portkey-config')
  const virtual = headerText(headers, 'x-portkey-virtual-key')
  if (virtual) {
    throw new GatewayError('invalid_request_error', `This deployment has no virtual key called "${virtual.slice(0, 64)}".`, {
      param: 'x-portkey-virtual-key',
    })
  }
  const route = config ? parseConfig(config) : undefined
  const modelOptional =
    !!route && targetsOf(route).every(({ target }) => target.override_params?.model ?? target.default_params?.model)
  const request = parseRequest(body, { modelOptional })
  const plain: Route = route ?? { ...providerAsked(headers, request.model), ...settingsOf(headers) }
  for (const { target, path } of targetsOf(plain)) providerOf(target.provider, config ? `${path}.provider` : 'x-portkey-provider')
  return { request, route: withHeaders(plain, headers, env) }
}

/** `anthropic/claude-…` and `@anthropic/claude-…` name the provider; a name before the slash that is none stays part of the model. */
function providerAsked(headers: Headers, model: string): Target {
  const named = headerText(headers, 'x-portkey-provider')
  if (named) return { provider: providerOf(named, 'x-portkey-provider').id }
  const slash = model.indexOf('/')
  const prefix = slash > 0 ? model.slice(0, slash) : ''
  if (prefix.startsWith('@') || providers.has(prefix)) {
    return { provider: providerOf(prefix, 'model').id, override_params: { model: model.slice(slash + 1) } }
  }
  return { provider: 'openai' }
}

function settingsOf(headers: Headers): Pick<Target, 'settings'> {
  const settings: Record<string, string> = {}
  for (const name of ['anthropic_beta', 'anthropic_version', 'openai_organization', 'openai_project', 'openai_beta']) {
    const header = name.replaceAll('_', '-')
    const value =
      headerText(headers, `x-portkey-${header}`) ??
      (/^openai-(organization|project)/.test(header) ? undefined : headerText(headers, header))
    if (value) settings[name] = value
  }
  return Object.keys(settings).length ? { settings } : {}
}

/** The caller's key, host and timeout, handed to the targets they may serve. A target's own win. */
function withHeaders(route: Route, headers: Headers, env: Services['env']): Route {
  const authorization = bearer(headers.get('authorization')) ?? headers.get('x-api-key')?.trim()
  const key = isAccessToken(authorization, env) ? undefined : authorization || undefined
  const host = headerText(headers, 'x-portkey-custom-host')
  const limit = headerText(headers, 'x-portkey-request-timeout')
  const targets = targetsOf(route)
  const oneProvider = new Set(targets.map(({ target }) => target.provider)).size === 1
  const shared: Partial<Target> = {
    ...(key && oneProvider && { api_key: key }),
    ...(host && { custom_host: host }),
  }
  const request_timeout = limit ? milliseconds(limit, 'x-portkey-request-timeout') : undefined
  return fill(route, shared, request_timeout)
}

function fill(route: Route, shared: Partial<Target>, request_timeout: number | undefined): Route {
  const timed = request_timeout ? { ...route, request_timeout } : route
  if ('targets' in timed) return { ...timed, targets: timed.targets.map(child => fill(child, shared, request_timeout)) }
  return { ...shared, ...timed }
}

const NEVER_FORWARDED =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-encoding|cookie|set-cookie|authorization|x-api-key|api-key|x-goog-api-key|x-portkey-.*|x-refract-.*|.*(secret|token|password|key).*)$/i

/** Headers named in x-portkey-forward-headers; hop-by-hop ones, cookies and credentials never. */
function forwardedHeaders(headers: Headers): Record<string, string> {
  const names = (headerText(headers, 'x-portkey-forward-headers') ?? '').split(',').map(name => name.trim().toLowerCase())
  const allowed = names.slice(0, 32).filter(name => /^[\w-]+$/.test(name) && !NEVER_FORWARDED.test(name))
  return Object.fromEntries(allowed.flatMap(name => (headers.get(name) ? [[name, headers.get(name)!]] : [])))
}
