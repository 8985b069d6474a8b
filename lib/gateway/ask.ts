import type { Compliance } from '@/lib/chat/compliance'
import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'
import type { Note } from '@/lib/chat/types'
import { isProvider, providerOf, providers } from '@/lib/providers'
import type { Provider } from '@/lib/providers/provider'
import { baseUrl, milliseconds, parseConfig } from '@/lib/routing/config'
import type { Call, Route, Target } from '@/lib/routing/types'
import { mapTargets, targetsOf, withOverrides } from '@/lib/routing/walk'
import { type Access, accessOf, bearer, isAccessToken } from './access'
import { bodyLimit, readBody } from './body'
import { defaultsOf, serverKey, settingsKey } from './credentials'
import { headerObject, headerText, headerWord, traceIdOf } from './headers'
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
  /** Ends the call: `reason` is a GatewayError for a clock of ours, anything else when nobody waits for the answer any more. */
  abort(reason: unknown): void
}

const RECEIPTS = { '1': 'end', true: 'end', early: 'early', frames: 'frames', '0': undefined, false: undefined } as const

/** Reads a request to the gateway. Throws GatewayError naming the header or the path in the body. */
export async function readAsk(incoming: Request, services: Services): Promise<Asked> {
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
  const over = new AbortController()
  const call: Call = {
    id: uuid(),
    traceId: traceIdOf(headers, uuid),
    request,
    source,
    metadata,
    unsupported,
    extras: compliance === 'extras',
    frames: receipt === 'frames',
    forwarded: forwardedHeaders(headers),
    signal: over.signal,
    attempts: [],
    notes,
    startedAt,
    deadline: startedAt + clocks.total,
  }
  // Mistakes in the params of a target are told now, and not once it is its turn.
  for (const { target, path } of targetsOf(route)) withOverrides(call, target, path)
  return { call, route, access, compliance, receipt, parsed: monotonic() - startedAt, abort: reason => over.abort(reason) }
}

function complianceOf(headers: Headers): Compliance {
  const word =
    headerWord(headers, 'x-portkey-strict-open-ai-compliance', ['true', 'false']) ??
    headerWord(headers, 'x-portkey-strict-openai-compliance', ['true', 'false'])
  if (!word) return 'default'
  return word === 'true' ? 'strict' : 'extras'
}

/** A config, a provider by header, or the prefix of the model, in this order; else OpenAI. */
function readRoute(headers: Headers, body: Record<string, unknown>, env: Services['env'], access: Access) {
  const config = headerObject(headers, 'x-portkey-config')
  if (headerText(headers, 'x-portkey-virtual-key')) {
    throw new GatewayError('invalid_request_error', 'This deployment has no virtual keys; send the key as Authorization.', {
      param: 'x-portkey-virtual-key',
    })
  }
  const route: Route = config ? parseConfig(config) : { provider: '' }
  const targets = targetsOf(route)
  const modelOptional = targets.every(({ target }) => target.override_params?.model ?? target.default_params?.model)
  const request = parseRequest(body, { modelOptional })
  // A config that names every provider leaves the model as it is: "openai/gpt-…" is what OpenRouter calls one.
  const asked = targets.some(({ target }) => !target.provider) ? providerAsked(headers, request.model ?? '') : undefined
  const resolved = mapTargets(route, (target, path) => {
    const [name, from] = target.provider ? [target.provider, `${path}.provider`] : [asked!.provider, 'x-portkey-provider']
    return { ...target, provider: providerOf(name, from).id }
  })
  const moved = asked?.model === undefined ? undefined : { ...request, model: asked.model }
  return {
    request: moved ?? request,
    notes: moved ? [prefixNote(request.model, moved.model)] : [],
    route: withHeaders(resolved, headers, env, access),
  }
}

/** `anthropic/claude-…` and `@anthropic/claude-…` name the provider; a name before the slash that is none stays part of the model. */
function providerAsked(headers: Headers, model: string): { provider: string; model?: string } {
  const named = headerText(headers, 'x-portkey-provider')
  if (named) return { provider: named }
  const slash = model.indexOf('/')
  const prefix = slash > 0 ? model.slice(0, slash) : ''
  if (!prefix.startsWith('@') && !isProvider(prefix)) return { provider: 'openai' }
  const { id } = providerOf(prefix, 'model')
  if (slash < model.length - 1) return { provider: id, model: model.slice(slash + 1) }
  throw new GatewayError('invalid_request_error', `model must name one of ${id}'s models after the slash.`, { param: 'model' })
}

const prefixNote = (from: string, to: string): Note => ({
  param: 'model',
  action: 'moved',
  from,
  to,
  at: 'model',
  why: 'The part before the slash chose the provider.',
})

/** What headers say for every target: key, host, settings and timeout. A target's own win, but for the timeout. */
function withHeaders(route: Route, headers: Headers, env: Services['env'], access: Access): Route {
  const several = new Set(targetsOf(route).map(({ target }) => target.provider)).size > 1
  const keys = [bearer(headers.get('authorization')), headers.get('x-api-key')?.trim()]
  const api_key = several ? undefined : keys.find(key => key && !isAccessToken(key, env))
  const host = headerText(headers, 'x-portkey-custom-host')
  if (host && several) {
    throw new GatewayError(
      'invalid_request_error',
      'x-portkey-custom-host cannot serve several providers; give each target its custom_host.',
      { param: 'x-portkey-custom-host' },
    )
  }
  const custom_host = host && baseUrl(host, 'x-portkey-custom-host')
  const limit = headerText(headers, 'x-portkey-request-timeout')
  const request_timeout = limit && milliseconds(limit, 'x-portkey-request-timeout')
  const said = settingsOf(headers)
  return mapTargets(route, target => {
    const provider = providerOf(target.provider, 'x-portkey-provider')
    const defaults = access.serverKeys ? defaultsOf(provider, env) : {}
    const { key = api_key, settings } = withoutKeys({ ...defaults, ...said, ...target.settings }, provider)
    const used = target.api_key ?? key ?? (access.serverKeys ? serverKey(provider, env) : undefined)
    return {
      ...(key && { api_key: key }),
      ...(custom_host && { custom_host }),
      ...target,
      ...(request_timeout && { request_timeout }),
      settings: { ...(used && provider.settingsIn?.(used)), ...settings },
    }
  })
}

/** A credential among the settings is the key of its own provider, and nobody else's. */
function withoutKeys(all: NonNullable<Target['settings']>, provider: Provider) {
  const key = settingsKey(provider, all)
  return { key, settings: Object.fromEntries(Object.entries(all).filter(([name]) => !KEYS.has(name))) }
}

const KEYS: ReadonlySet<string> = new Set(
  [...providers.values()].flatMap(({ keySettings = [], keyParts }) => [...keySettings, ...(keyParts?.settings ?? [])]),
)

/** As Portkey's clients and the vendors' own send them. */
const SETTINGS: Record<string, string[]> = {
  anthropic_beta: ['x-portkey-anthropic-beta', 'anthropic-beta'],
  anthropic_version: ['x-portkey-anthropic-version', 'anthropic-version'],
  openai_organization: ['x-portkey-openai-organization'],
  openai_project: ['x-portkey-openai-project'],
  openai_beta: ['x-portkey-openai-beta', 'openai-beta'],
  resource_name: ['x-portkey-azure-resource-name'],
  deployment_id: ['x-portkey-azure-deployment-id'],
  api_version: ['x-portkey-azure-api-version'],
  azure_model_name: ['x-portkey-azure-model-name'],
  azure_ad_token: ['x-portkey-azure-ad-token'],
  aws_access_key_id: ['x-portkey-aws-access-key-id'],
  aws_secret_access_key: ['x-portkey-aws-secret-access-key'],
  aws_session_token: ['x-portkey-aws-session-token'],
  aws_region: ['x-portkey-aws-region'],
  aws_auth_type: ['x-portkey-aws-auth-type'],
  vertex_project_id: ['x-portkey-vertex-project-id'],
  vertex_region: ['x-portkey-vertex-region'],
  vertex_service_account_json: ['x-portkey-vertex-service-account-json'],
}

function settingsOf(headers: Headers): NonNullable<Target['settings']> {
  const settings: Record<string, string> = {}
  for (const [name, [first, second]] of Object.entries(SETTINGS)) {
    const value = headerText(headers, first!) || (second && headerText(headers, second))
    if (value) settings[name] = value
  }
  return settings
}

const HOP_BY_HOP = /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-encoding)$/
const NEVER_FORWARDED = /^x-(portkey|refract)-|cookie|secret|token|password|credential|signature|key|authori[sz]|authent|-auth$/

/** Headers named in x-portkey-forward-headers; hop-by-hop ones, cookies and credentials never. */
function forwardedHeaders(headers: Headers): Record<string, string> {
  const names = (headerText(headers, 'x-portkey-forward-headers') ?? '').split(',').map(name => name.trim().toLowerCase())
  const allowed = names
    .slice(0, 32)
    .filter(name => /^[\w-]+$/.test(name) && !HOP_BY_HOP.test(name) && !NEVER_FORWARDED.test(name))
  return Object.fromEntries(allowed.flatMap(name => (headers.get(name) ? [[name, headers.get(name)!]] : [])))
}
