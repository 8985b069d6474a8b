import { urlOf } from '@/lib/util/url'
import type { Target } from '../types'
import { type Fields, text, wrong } from './fields'

/** Settings of single providers, under Portkey's names. */
const SETTINGS = [
  'anthropic_beta',
  'anthropic_version',
  'openai_organization',
  'openai_project',
  'openai_beta',
  'resource_name',
  'deployment_id',
  'api_version',
  'azure_model_name',
  'azure_ad_token',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_region',
  'aws_auth_type',
  'vertex_project_id',
  'vertex_region',
  'vertex_service_account_json',
]
export const PLACE = ['provider', 'api_key', 'virtual_key', 'custom_host', ...SETTINGS]

/** Where a target is, and with what key. */
export type Place = Partial<Pick<Target, 'provider' | 'api_key' | 'virtual_key' | 'custom_host' | 'settings'>>

export function place(fields: Fields, path: string): Place {
  const settings = SETTINGS.filter(name => fields[name] !== undefined)
  if (fields.virtual_key !== undefined && fields.api_key !== undefined) {
    throw wrong(`${path}.virtual_key`, 'stands beside an api_key; keep one of them')
  }
  return {
    ...(fields.provider !== undefined && { provider: text(fields.provider, `${path}.provider`) }),
    ...(fields.api_key !== undefined && { api_key: text(fields.api_key, `${path}.api_key`) }),
    ...(fields.virtual_key !== undefined && { virtual_key: text(fields.virtual_key, `${path}.virtual_key`) }),
    ...(fields.custom_host !== undefined && { custom_host: baseUrl(fields.custom_host, `${path}.custom_host`) }),
    ...(settings.length && {
      settings: Object.fromEntries(settings.map(name => [name, setting(fields[name], `${path}.${name}`)])),
    }),
  }
}

/** A key file may stand there as the object it is. */
function setting(value: unknown, path: string): string {
  const isFile = path.endsWith('_json') && typeof value === 'object' && value !== null && !Array.isArray(value)
  return isFile ? JSON.stringify(value) : text(value, path)
}

/** A key and an address belong to the provider they stand beside: a child with another provider does not inherit them. */
export function inherited(parent: Place, child: Place, path: string): Place {
  const { api_key, virtual_key, custom_host, ...elsewhere } = parent
  const stays = child.provider === undefined || bare(child.provider) === bare(parent.provider)
  const bound = (['api_key', 'virtual_key', 'custom_host'] as const).find(name => parent[name] !== undefined)
  if (!stays && parent.provider === undefined && bound) {
    throw wrong(`${path}.provider`, `is named, but the ${bound} above it stands beside none; put the ${bound} here`)
  }
  const settings = { ...parent.settings, ...child.settings }
  const from = stays ? withoutOther(parent, child) : elsewhere
  return { ...from, ...child, ...(Object.keys(settings).length && { settings }) }
}

/** One's own key takes the place of the one above it, whichever kind that is. */
function withoutOther({ api_key, virtual_key, ...rest }: Place, child: Place): Place {
  if (child.api_key !== undefined || child.virtual_key !== undefined) return rest
  return { ...rest, ...(api_key !== undefined && { api_key }), ...(virtual_key !== undefined && { virtual_key }) }
}

const bare = (provider: string | undefined) => provider?.replace(/^@/, '')

/**
 * A base URL as the caller gives it. What is after its path would be lost, or be shown with what it holds: a name with its
 * password, a key in a query. Where it may lead is checked at the door out. Also read from a header.
 */
export function baseUrl(value: unknown, path: string): string {
  const url = typeof value === 'string' ? urlOf(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong(path, 'must be a URL with its version segment, as in https://host/v1')
  if (url.username || url.password) throw wrong(path, 'must not hold a name or a password; send the key as Authorization')
  if (/[?#]/.test(value as string)) throw wrong(path, 'must end with its path, without ? or #; send the key as Authorization')
  return value as string
}
