import type { ChatRequest } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import type { Column, Prompt } from './types'

/** Keys as the person typed them. They go into headers and nowhere else. */
export interface Keys {
  /** By {@link keySlot}. */
  providers: Record<string, string>
  accessToken: string
}

/** Where the key of a column is kept: a key is bound to an origin, so one's own host never gets the provider's. */
export function keySlot({ provider, host }: Pick<Column, 'provider' | 'host'>): string {
  if (!host) return provider
  return URL.canParse(host) ? new URL(host).origin : host
}

/** The body of a column: the prompt's params under the column's overrides, where `null` means not sent. */
export function requestOf(prompt: Prompt, column: Column): ChatRequest {
  const params = Object.entries({ ...prompt.params, ...column.params })
  return {
    model: column.model,
    messages: prompt.messages.map(({ message }) => message),
    ...Object.fromEntries(params.filter(([name, value]) => value !== null && value !== undefined && !OURS.has(name))),
    stream: true,
    stream_options: { include_usage: true },
  }
}

/** Extra parameters cannot reach these. */
const OURS = new Set(['model', 'messages', 'stream', 'stream_options'])

/** The headers of a column (GATEWAY.md, "Request headers"); the provider's key only under its own slot. */
export function headersOf(column: Column, keys: Keys): Record<string, string> {
  const { provider, host, retries } = column
  const key = own(keys.providers, keySlot(column))
  const config = { provider, ...(host && { custom_host: host }), retry: { attempts: retries } }
  return {
    ...(key && { authorization: `Bearer ${key}` }),
    ...(keys.accessToken && { 'x-portkey-api-key': keys.accessToken }),
    ...(retries ? { 'x-portkey-config': ascii(JSON.stringify(config)) } : { 'x-portkey-provider': provider }),
    ...(!retries && host && { 'x-portkey-custom-host': asciiHost(host) }),
    'x-portkey-strict-open-ai-compliance': 'false',
    'x-refract-receipt': 'early',
  }
}

/** Names in other scripts go in their ASCII form; what is no address goes as it is, for the gateway to refuse. */
function asciiHost(host: string): string {
  return /^[\x20-\x7e]*$/.test(host) || !URL.canParse(host) ? host : new URL(host).href
}

/** Header values are bytes; JSON can say everything in ASCII. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
