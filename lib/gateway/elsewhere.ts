import { GatewayError } from '@/lib/chat/errors'
import type { Answer } from './answer'
import type { Incoming } from './incoming'
import { refusal } from './refusal'
import type { Services } from './services'

/** For what the API does not have: 405 where the path is one of its own, else 404; both say what there is. */
export async function elsewhere(incoming: Incoming, method: string, services: Services): Promise<Answer> {
  const path = incoming.url.replace(/\?.*$/s, '')
  const paths = await pathsOfApi()
  const methods = methodsOf(path, paths)
  if (!methods) {
    const message = `There is no ${path.slice(0, 200)} here. The API has ${everything(paths)}.`
    return refusal(new GatewayError('not_found_error', message, { code: 'unknown_url' }), incoming, services)
  }
  const message = `${path} takes ${methods.join(' or ')}, not ${method}.`
  const error = new GatewayError('invalid_request_error', message, { code: 'method_not_allowed', status: 405 })
  const answer = refusal(error, incoming, services)
  return { ...answer, headers: { ...answer.headers, allow: [...methods, 'OPTIONS'].join(', ') } }
}

function methodsOf(path: string, paths: Paths): string[] | undefined {
  const asked = path.startsWith('/v1/') ? path : `/v1${path}`
  return paths.find(([known]) => new RegExp(`^${known.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(asked))?.[1]
}

const everything = (paths: Paths) => paths.flatMap(([path, methods]) => methods.map(method => `${method} ${path}`)).join(', ')

/** Each path of the API with its methods, `{id}` for what differs. */
async function pathsOfApi(): Promise<Paths> {
  const { openapiDocument } = await import('./contract/openapi')
  return Object.entries(openapiDocument().paths).map(([path, item]) => [
    path,
    Object.keys(item).map(method => method.toUpperCase()),
  ])
}

type Paths = [path: string, methods: string[]][]
