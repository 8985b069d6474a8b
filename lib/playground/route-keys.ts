import { isObject } from './check'
import { childPath, childrenOf } from './paths'
import type { Column } from './types'

/** Where a key is kept: it is bound to an origin, so one's own host never gets the provider's. */
export function keySlot({ provider, host }: Pick<Column, 'provider' | 'host'>): string {
  if (!host) return provider
  return URL.canParse(host) ? new URL(host).origin : host
}

/** Members of a config that are keys, or parts of one. */
const KEYS: ReadonlySet<string> = new Set([
  'api_key',
  'azure_ad_token',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'vertex_service_account_json',
])

/** Keys that stand in a config, at any depth, with their paths. */
export function keysIn(config: unknown, path = ''): { path: string; name: string; value: unknown }[] {
  return childrenOf(config, path).flatMap(([at, value, name]) =>
    typeof name === 'string' && KEYS.has(name) ? [{ path: at, name, value }] : keysIn(value, at),
  )
}

/** What a part of a config says of where its targets are. */
interface Place {
  provider?: unknown
  custom_host?: unknown
  resource_name?: unknown
  virtual_key?: unknown
}

/** The key of a target by the slot it is kept under; `path` is the target's in the config. */
type KeyOf = (slot: string, path: string) => string | undefined

/**
 * A config with the key of each target at the target. One that names a virtual key has none
 * of ours. What is no target stays as it is, for the gateway to complain of.
 */
export function withKeys(config: Record<string, unknown>, column: Column, keyOf: KeyOf) {
  return filled(config, '', {}, column, keyOf) as Record<string, unknown>
}

function filled(node: unknown, path: string, above: Place, column: Column, keyOf: KeyOf): unknown {
  if (!isObject(node)) return node
  const here = placeUnder(above, node)
  if (Array.isArray(node.targets)) {
    const at = childPath(path, 'targets')
    return { ...node, targets: node.targets.map((child, index) => filled(child, childPath(at, index), here, column, keyOf)) }
  }
  if (here.virtual_key !== undefined) return node
  const atColumn = here.provider === undefined && here.custom_host === undefined && column.host
  const key = keyOf(slotOf(atColumn ? { ...here, custom_host: column.host } : here, column), path)
  return { ...node, ...(atColumn && { custom_host: column.host }), ...(key && { api_key: key }) }
}

/** As the gateway hands it down: host and virtual key only to targets of the same provider. */
function placeUnder(above: Place, node: Place): Place {
  const { provider, custom_host, resource_name, virtual_key } = node
  const stays = provider === undefined || bare(provider) === bare(above.provider)
  return {
    provider: provider ?? above.provider,
    custom_host: custom_host ?? (stays ? above.custom_host : undefined),
    resource_name: resource_name ?? above.resource_name,
    virtual_key: virtual_key ?? (stays ? above.virtual_key : undefined),
  }
}

/** A resource of Azure is an address too: whoever owns it receives the key. */
function slotOf({ provider, custom_host, resource_name }: Place, column: Column): string {
  const at = String(provider === undefined ? column.provider : bare(provider))
  if (custom_host !== undefined) return keySlot({ provider: at, host: String(custom_host) })
  return at === 'azure' && resource_name !== undefined ? `https://${resource_name}.openai.azure.com` : at
}

const bare = (provider: unknown) => (typeof provider === 'string' ? provider.replace(/^@/, '') : provider)
