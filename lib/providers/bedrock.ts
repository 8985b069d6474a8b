import { GatewayError } from '@/lib/chat/errors'
import type { Note } from '@/lib/chat/types'
import { abilitiesOf, catalogue } from '@/lib/models'
import type { Target } from '@/lib/routing/types'
import { type InvokeBody, invoke } from '@/lib/wires/anthropic/invoke'
import { converse } from '@/lib/wires/converse'
import type { ConverseBody } from '@/lib/wires/converse/types'
import { type Provider, trimSlash } from './provider'
import { signV4 } from './sigv4'

const REGION = /^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$/
const USUAL_REGION = 'us-east-1'

/** Before the name of a Claude it asks for Anthropic's own format in place of Converse. */
const INVOKE = 'invoke/'

/**
 * Amazon Bedrock by Converse, with an API key of Bedrock's own or signed by AWS's keys, which travel as `id:secret` or
 * `id:secret:session token`. https://docs.aws.amazon.com/bedrock/latest/userguide/endpoints.html
 */
export const bedrock: Provider = {
  id: 'bedrock',
  name: 'Bedrock',
  wire: model => (placeOf(model).invokes ? invoke : converse),
  env: ['AWS_BEARER_TOKEN_BEDROCK'],
  keyParts: {
    settings: ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'],
    env: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  },
  defaults: {
    aws_region: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    // No caller can name it: that would be a custom_host, which wants a key of the caller's.
    aws_endpoint: ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'],
  },
  can: model => abilitiesOf('bedrock', placeOf(model).id),
  passUnknown: false,
  settle: (body, request, { can }, settings) => (can.dialect === 'claude' ? withBetas(body, request.model, settings) : []),
  endpoint({ custom_host, settings = {} }, { model, stream }) {
    const { aws_auth_type: type = 'apiKey' } = settings
    if (!/^(accessKey|apiKey)$/i.test(type)) {
      throw wrong('aws-auth-type', `must be accessKey or apiKey, not "${type.slice(0, 40)}": roles are not assumed here.`)
    }
    const { id, invokes } = placeOf(model)
    const region = regionOf(id, settings.aws_region)
    const elsewhere = custom_host ?? settings.aws_endpoint
    const base = elsewhere ? trimSlash(elsewhere) : `https://bedrock-runtime.${region}.${domainOf(region)}`
    return {
      url: `${base}/model/${encodeURIComponent(id)}/${invokes ? invocation(stream) : operation(stream)}`,
      headers: { accept: stream ? 'application/vnd.amazon.eventstream' : 'application/json' },
    }
  },
  authorize: key => ({ ...(!keysIn(key) && { authorization: `Bearer ${key}` }) }),
  sign({ url, headers, text, model, settings, now }, key) {
    const keys = keysIn(key)
    if (!keys) return {}
    const region = regionOf(placeOf(model).id, settings?.aws_region)
    const signed = { 'content-type': headers['content-type'] ?? 'application/json' }
    return signV4({ url, headers: signed, text, keys, region, service: 'bedrock', now })
  },
  models: catalogue('bedrock'),
}

/** Anthropic’s header is a list in the body here. https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html */
function withBetas(body: ConverseBody | InvokeBody, model: string, settings: Target['settings']): Note[] {
  const from = settings?.anthropic_beta
  const betas = from?.split(',').flatMap(beta => beta.trim() || [])
  if (!betas?.length) return []
  const { invokes } = placeOf(model)
  if ('anthropic_version' in body) body.anthropic_beta = betas
  else body.additionalModelRequestFields = { ...body.additionalModelRequestFields, anthropic_beta: betas }
  const at = invokes ? 'anthropic_beta' : 'additionalModelRequestFields.anthropic_beta'
  return [
    { param: 'anthropic-beta', action: 'moved', from, to: betas, at, why: 'Bedrock takes the betas of Claude in the body.' },
  ]
}

function placeOf(model: string) {
  const invokes = model.startsWith(INVOKE)
  return { invokes, id: invokes ? model.slice(INVOKE.length) : model }
}

const invocation = (stream: boolean) => (stream ? 'invoke-with-response-stream' : 'invoke')
export const operation = (stream: boolean) => (stream ? 'converse-stream' : 'converse')

/** An API key of Bedrock's own has no colon in it. */
function keysIn(key: string) {
  const [accessKeyId, secretAccessKey, sessionToken] = key.split(':')
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, sessionToken } : undefined
}

/** An ARN names the only region it is known in. It becomes part of a host name, so it must look like a region. */
function regionOf(model: string, asked = USUAL_REGION): string {
  const region = /^arn:[\w-]+:bedrock:([^:]+):/.exec(model)?.[1] ?? asked
  if (REGION.test(region)) return region
  throw wrong('aws-region', `must be a region of AWS such as us-east-1, not "${region.slice(0, 40)}".`)
}

/** China and the European cloud have domains of their own. */
function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn'
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com'
}

function wrong(setting: string, what: string) {
  const param = `x-portkey-${setting}`
  return new GatewayError('invalid_request_error', `${param} ${what}`, { param, provider: 'bedrock' })
}
