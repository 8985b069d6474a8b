import { GatewayError } from '@/lib/chat/errors'
import { abilitiesOf, catalogue } from '@/lib/models'
import { put } from '@/lib/params/param'
import { vertexClaude } from '@/lib/wires/anthropic/vertex'
import { gemini } from '@/lib/wires/gemini'
import type { GeminiBody } from '@/lib/wires/gemini/types'
import { method } from './gemini'
import { grantOf, projectIn, serviceAccountIn } from './google-token'
import { type Provider, trimSlash } from './provider'

const REGION = /^(global|us|eu|[a-z]+(-[a-z]+)+\d{1,2})$/
/** Also one of the old kind with a domain, `example.com:project`. */
const PROJECT = /^[a-z0-9.:-]{1,100}$/

/**
 * Google Vertex AI: Gemini, and Claude in Anthropic's format. The key is a service account's, in JSON, or a token.
 * https://docs.cloud.google.com/vertex-ai/generative-ai/docs/learn/locations
 */
export const vertex: Provider = {
  id: 'vertex',
  name: 'Vertex',
  wire: model => (placeOf(model).publisher === 'anthropic' ? vertexClaude : gemini),
  env: ['GOOGLE_APPLICATION_CREDENTIALS_JSON'],
  defaults: {
    vertex_project_id: ['GOOGLE_VERTEX_PROJECT', 'GOOGLE_CLOUD_PROJECT'],
    vertex_region: ['GOOGLE_VERTEX_LOCATION', 'GOOGLE_CLOUD_LOCATION'],
  },
  keySettings: ['vertex_service_account_json'],
  settingsIn(key): Record<string, string> {
    const project = projectIn(key)
    return project ? { vertex_project_id: project } : {}
  },
  can: model => abilitiesOf('vertex', placeOf(model).id),
  params: { safety_settings: put<GeminiBody>('safetySettings') },
  passUnknown: false,
  endpoint({ custom_host, settings = {} }, { model, stream, request }) {
    const { publisher, id } = placeOf(model)
    const region = regionOf(settings.vertex_region)
    const claude = publisher === 'anthropic'
    const base = custom_host ? trimSlash(custom_host) : `https://${hostOf(region)}/${claude ? 'v1' : 'v1beta1'}`
    const path = `projects/${projectOf(settings.vertex_project_id)}/locations/${region}/publishers/${publisher}/models/${encoded(id)}`
    return {
      url: `${base}/${path}:${claude ? prediction(stream) : method(stream)}`,
      headers: claude ? betas(settings.anthropic_beta) : tier(request?.service_tier),
    }
  },
  grant(key) {
    const account = serviceAccountIn(key)
    return account && grantOf(account)
  },
  authorize: token => ({ authorization: `Bearer ${token}` }),
  models: catalogue('vertex'),
}

/** `anthropic/claude-…`, `google/gemini-…`, or the name alone. */
function placeOf(model: string) {
  const [, publisher, id = model] = /^(anthropic|google)\/(.+)$/.exec(model) ?? []
  return { id, publisher: publisher ?? (/^claude/i.test(id) ? 'anthropic' : 'google') }
}

const prediction = (stream: boolean) => (stream ? 'streamRawPredict' : 'rawPredict')

const betas = (beta: string | undefined): Record<string, string> => (beta ? { 'anthropic-beta': beta } : {})

/** https://docs.cloud.google.com/vertex-ai/generative-ai/docs/priority-paygo */
const tier = (asked: string | null | undefined): Record<string, string> =>
  asked === 'flex' || asked === 'priority' ? { 'x-vertex-ai-llm-shared-request-type': asked } : {}

/** Only a name can stand in the path: a version goes behind an `@`, which Google spells as it is. */
function encoded(id: string): string {
  if (/^[\w.@-]+$/.test(id) && !/^\.+$/.test(id)) return id
  throw wrong('model', 'must be the name of a model of Google or Anthropic, such as gemini-2.5-flash or claude-sonnet-4-5.')
}

/** It becomes part of a host name, so it must look like a region. */
function regionOf(region = 'global'): string {
  if (REGION.test(region)) return region
  throw wrong('x-portkey-vertex-region', `must be global, us, eu or a region such as us-central1, not "${region.slice(0, 40)}".`)
}

function hostOf(region: string): string {
  if (region === 'global') return 'aiplatform.googleapis.com'
  return region === 'us' || region === 'eu' ? `aiplatform.${region}.rep.googleapis.com` : `${region}-aiplatform.googleapis.com`
}

function projectOf(project: string | undefined): string {
  if (project && PROJECT.test(project)) return project
  throw wrong(
    'x-portkey-vertex-project-id',
    project
      ? 'must be the id of a project.'
      : 'is missing: Vertex wants to know the project, unless the service account says it.',
  )
}

const wrong = (param: string, what: string) =>
  new GatewayError('invalid_request_error', `${param} ${what}`, { param, provider: 'vertex' })
