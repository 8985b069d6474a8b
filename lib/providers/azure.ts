import { GatewayError } from '@/lib/chat/errors'
import type { Note } from '@/lib/chat/types'
import { abilitiesOf, catalogue } from '@/lib/models'
import type { Target } from '@/lib/routing/types'
import type { OpenAIBody } from '@/lib/wires/openai/types'
import type { Ask } from '@/lib/wires/wire'
import { passed } from './compatible/params'
import { openaiCompatible, type Provider, trimSlash } from './provider'

type Settings = NonNullable<Target['settings']>

const HOSTS = /^[a-z0-9-]+\.(openai\.azure|services\.ai\.azure|cognitiveservices\.azure)\.(com|us|cn)$/
/** The versions of the address without a deployment in it. */
const NEW = new Set(['v1', 'latest', 'preview'])

/**
 * `/openai/v1`, where the model is the deployment's name, or `/openai/deployments/…` with a dated version.
 * https://learn.microsoft.com/en-us/azure/ai-foundry/openai/api-version-lifecycle
 */
export const azure: Provider = {
  ...openaiCompatible({
    id: 'azure',
    name: 'Azure OpenAI',
    baseUrl: '',
    env: ['AZURE_OPENAI_API_KEY', 'AZURE_API_KEY'],
    can: (model, settings) => ({
      ...abilitiesOf('azure', settings?.azure_model_name ?? settings?.deployment_id ?? model),
      model: settings?.deployment_id ?? model,
    }),
    passUnknown: false,
    params: passed(['data_sources', 'user_security_context']),
    settle: asDeployment,
    models: catalogue('azure'),
  }),
  defaults: { resource_name: ['AZURE_OPENAI_ENDPOINT', 'AZURE_RESOURCE_NAME'], api_version: ['OPENAI_API_VERSION'] },
  hostSettings: ['resource_name'],
  keySettings: ['azure_ad_token'],
  endpoint({ custom_host, settings = {} }, { model }) {
    const { api_version: version = 'v1', deployment_id: deployment = model } = settings
    const dated = !NEW.has(version)
    const base = custom_host ? trimSlash(custom_host) : `https://${hostOf(settings)}/openai${dated ? '' : '/v1'}`
    const path = dated ? `/deployments/${encodeURIComponent(deployment)}` : ''
    const query = version === 'v1' ? '' : `?api-version=${encodeURIComponent(version)}`
    return { url: `${base}${path}/chat/completions${query}`, headers: {} }
  },
  // Entra's tokens are JWTs, keys are not.
  authorize(key): Record<string, string> {
    return /^eyJ[\w-]+\.[\w-]+\./.test(key) ? { authorization: `Bearer ${key}` } : { 'api-key': key }
  },
}

/** A resource by its name, its host, or the address the portal shows. */
function hostOf({ resource_name: resource }: Settings): string {
  if (!resource) {
    const where = 'x-portkey-azure-resource-name, resource_name in a config, or AZURE_OPENAI_ENDPOINT on the server'
    throw wrong(`Azure OpenAI needs the name of your resource: ${where}.`)
  }
  const name = resource.trim().toLowerCase()
  if (/^[a-z0-9-]{1,64}$/.test(name)) return `${name}.openai.azure.com`
  const host = URL.canParse(name) ? new URL(name).host : name
  if (HOSTS.test(host)) return host
  throw wrong('The Azure resource must be a name such as my-resource, or its host, as in my-resource.openai.azure.com.')
}

const wrong = (message: string) =>
  new GatewayError('invalid_request_error', message, { param: 'x-portkey-azure-resource-name', provider: 'azure' })

/** A deployment goes by a name of its own. */
function asDeployment(body: OpenAIBody, _request: unknown, { can }: Ask): Note[] {
  const { model: from } = body
  if (from === can.model) return []
  body.model = can.model
  return [
    {
      param: 'model',
      action: 'changed',
      from,
      to: can.model,
      at: 'model',
      why: 'On Azure a deployment is asked for by its name.',
    },
  ]
}
