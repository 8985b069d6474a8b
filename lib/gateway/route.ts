import { GatewayError } from '@/lib/chat/errors'
import { parseRequest } from '@/lib/chat/request'
import type { Note } from '@/lib/chat/types'
import { isProvider, providerOf, providers } from '@/lib/providers'
import { baseUrl, milliseconds, parseConfig } from '@/lib/routing/config'
import type { Route, Target } from '@/lib/routing/types'
import { mapTargets, targetsOf } from '@/lib/routing/walk'
import { type Access, bearer, isAccessToken } from './access'
import { defaultsOf, serverKey, settingsKey } from './credentials'
import { headerObject, headerText } from './headers'
import type { HeaderReader } from './incoming'
import { namedConfig, virtualKey } from './named'
import type { Services } from './services'
import { HEADER_OF, settingsOf } from './settings'

/** A config, a provider by header, or the prefix of the model, in this order; else OpenAI. */
export function readRoute(headers: HeaderReader, body: Record<string, unknown>, env: Services['env'], access: Access) {
  const route = withVirtualKeys(configOf(headers, access, env) ?? { provider: '' }, headers, access, env)
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

/** JSON, or the name of a config of this deployment. */
function configOf(headers: HeaderReader, access: Access, env: Services['env']): Route | undefined {
  const text = headerText(headers, 'x-portkey-config')
  if (!text) return undefined
  if (/^[\w.@-]+$/.test(text)) return namedConfig(text, access, env)
  return parseConfig(headerObject(headers, 'x-portkey-config'))
}

/** What a name stands for, in place of it. The header's serves targets that say nothing of their own. */
function withVirtualKeys(route: Route, headers: HeaderReader, access: Access, env: Services['env']): Route {
  const header = headerText(headers, 'x-portkey-virtual-key')
  return mapTargets(route, (target, path) => {
    const says = target.provider || target.api_key || target.virtual_key
    const name = target.virtual_key ?? (says ? undefined : header)
    if (!name) return target
    const from = target.virtual_key ? `${path}.virtual_key` : 'x-portkey-virtual-key'
    return withKeySet(target, virtualKey(name, access, env, from), path)
  })
}

/** The key goes where its set says: no provider, host or setting beside its name may send it elsewhere. */
function withKeySet({ virtual_key, ...target }: Target, set: Target, path: string): Target {
  const id = providerOf(set.provider, 'x-portkey-virtual-key').id
  if (target.provider && providerOf(target.provider, `${path}.provider`).id !== id) {
    throw ofServer(`${path}.provider`, `names another provider than the virtual key, which is for ${id}`)
  }
  if (target.custom_host) throw ofServer(`${path}.custom_host`, 'cannot stand beside a virtual key, which has its own host')
  refuseHosts(id, target.settings, set.settings, name => `${path}.${name}`)
  const settings = { ...target.settings, ...set.settings }
  return { ...target, ...set, ...(Object.keys(settings).length && { settings }) }
}

/** A caller's setting that would choose where a key of the server's goes. */
function refuseHosts(
  provider: string,
  said: Target['settings'] = {},
  own: Target['settings'] = {},
  at: (name: string) => string,
) {
  const hosts = providerOf(provider, 'provider').hostSettings ?? []
  const name = hosts.find(name => said[name] !== undefined && said[name] !== own[name])
  if (name) throw ofServer(at(name), 'cannot choose where a key of this deployment goes; send a key of your own')
}

const ofServer = (param: string, what: string) =>
  new GatewayError('invalid_request_error', `${param} ${what}.`, { param, code: 'server_key' })

/** `anthropic/claude-…` and `@anthropic/claude-…` name the provider; a name before the slash that is none stays part of the model. */
function providerAsked(headers: HeaderReader, model: string): { provider: string; model?: string } {
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
function withHeaders(route: Route, headers: HeaderReader, env: Services['env'], access: Access): Route {
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
    if (target.serverKey) {
      if (custom_host && !target.custom_host)
        throw ofServer('x-portkey-custom-host', 'cannot be given for a key of this deployment; send a key of your own')
      refuseHosts(target.provider, said, target.settings, name => HEADER_OF[name] ?? name)
    }
    const defaults = access.serverKeys ? defaultsOf(provider, env) : {}
    const all = Object.assign({}, defaults, said, target.settings)
    const key = settingsKey(provider, all) ?? api_key
    const used = target.api_key ?? key ?? (access.serverKeys ? serverKey(provider, env) : undefined)
    const settings: Record<string, string> = used ? { ...provider.settingsIn?.(used) } : {}
    // A credential among the settings is the key of its own provider, and nobody else's.
    for (const name in all) if (!KEYS.has(name)) settings[name] = all[name]!
    const whole: Target = { ...target, settings }
    if (key) whole.api_key ??= key
    if (custom_host && !target.custom_host) {
      whole.custom_host = custom_host
      whole.hostOfHeader = true
    }
    if (request_timeout) whole.request_timeout = request_timeout
    return whole
  })
}

const KEYS: ReadonlySet<string> = new Set(
  [...providers.values()].flatMap(({ keySettings = [], keyParts }) => [...keySettings, ...(keyParts?.settings ?? [])]),
)
