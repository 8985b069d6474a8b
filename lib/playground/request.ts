import type { ChatMessage, ChatRequest, ContentPart } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { standIn, withData } from './attachments'
import { isWithin } from './paths'
import { keySlot, withKeys } from './route-keys'
import type { Column, ColumnRoute, Prompt } from './types'
import { filled } from './variables'

/** Keys as the person typed them. They go into headers and nowhere else. */
export interface Keys {
  /** By {@link keySlot}. */
  providers: Record<string, string>
  accessToken: string
}

/**
 * The body of a column: the prompt's params under the column's overrides, where `null` means not sent. Files are references in it;
 * the client puts their bytes in their place.
 */
export function requestOf(prompt: Prompt, column: Column): ChatRequest {
  const params = Object.entries({ ...prompt.params, ...column.params })
  return {
    model: column.model,
    messages: messagesOf(prompt),
    ...Object.fromEntries(params.filter(([name, value]) => value !== null && value !== undefined && !RESERVED.has(name))),
    stream: true,
    stream_options: { include_usage: true },
  }
}

/** The same as it may be shown: the names of files stand where their bytes will be. */
export function shownRequest(request: ChatRequest): ChatRequest {
  return withData(request, standIn)
}

function messagesOf({ messages, variables }: Prompt): ChatMessage[] {
  return messages.map(({ message }) => withoutEmptyText(variables?.on ? filled(message, variables.values) : message))
}

/** The place to write beside an image is there before anything is written; some providers refuse a text of nothing. */
function withoutEmptyText(message: ChatMessage): ChatMessage {
  if (!Array.isArray(message.content)) return message
  const said = (message.content as ContentPart[]).filter(part => part.type !== 'text' || part.text !== '')
  return said.length && said.length < message.content.length ? ({ ...message, content: said } as ChatMessage) : message
}

/** Extra parameters cannot reach these: the page writes them itself. */
export const RESERVED: ReadonlySet<string> = new Set(['model', 'messages', 'stream', 'stream_options'])

/** A key file, as Vertex has it, is a page of JSON; its line breaks cannot stand in a header and mean nothing there. */
const inOneLine = (key: string) => (key.trimStart().startsWith('{') ? key.replace(/\s*\n\s*/g, ' ').trim() : key)

/** The headers of a column (GATEWAY.md, "Request headers"); each provider's key only under its own slot. */
export function headersOf(column: Column, keys: Keys, frames = false): Record<string, string> {
  return {
    ...(keys.accessToken && { 'x-portkey-api-key': keys.accessToken }),
    ...(column.route ? routed(column, column.route, keys) : direct(column, keys)),
    'x-portkey-strict-open-ai-compliance': 'false',
    'x-refract-receipt': frames ? 'frames' : 'early',
  }
}

function direct(column: Column, keys: Keys): Record<string, string> {
  const { provider, host, retries } = column
  const key = own(keys.providers, keySlot(column))
  const config = { provider, ...(host && { custom_host: host }), retry: { attempts: retries } }
  return {
    ...(key && { authorization: `Bearer ${inOneLine(key)}` }),
    ...(retries ? { 'x-portkey-config': ascii(JSON.stringify(config)) } : { 'x-portkey-provider': provider }),
    ...(!retries && host && { 'x-portkey-custom-host': asciiHost(host) }),
  }
}

function routed(column: Column, { config, metadata, namespace, refresh }: ColumnRoute, keys: Keys): Record<string, string> {
  return {
    'x-portkey-provider': column.provider,
    'x-portkey-config': typeof config === 'string' ? config : written(config, column, keys),
    ...(metadata && { 'x-portkey-metadata': ascii(JSON.stringify(metadata)) }),
    ...(namespace && { 'x-portkey-cache-namespace': namespace }),
    ...(refresh && { 'x-portkey-cache-force-refresh': 'true' }),
  }
}

/** Keys stand at their targets. The column's retries are for those that say nothing of their own. */
function written(config: Record<string, unknown>, column: Column, keys: Keys): string {
  const whole = withKeys(config, column, slot => {
    const key = own(keys.providers, slot)
    return key && inOneLine(key)
  })
  const retry = column.retries && { retry: { attempts: column.retries } }
  return ascii(JSON.stringify({ ...retry, ...whole }))
}

/** What reads the trace of a column's runs: whoever holds a key they were sent with, or the access token. */
export function readerOf(column: Column, keys: Keys): Record<string, string> {
  const key = slotsOf(column)
    .map(slot => own(keys.providers, slot))
    .find(Boolean)
  return {
    ...(keys.accessToken && { 'x-portkey-api-key': keys.accessToken }),
    ...(key && { authorization: `Bearer ${inOneLine(key)}` }),
  }
}

/**
 * Where the keys of a column are kept: of one with a config those of all its targets, or of those at a path and under it. A config
 * the server keeps gets none of ours: nobody here knows where it would send them.
 */
export function slotsOf(column: Column, under = ''): string[] {
  if (!column.route) return [keySlot(column)]
  const { config } = column.route
  if (typeof config === 'string') return []
  const slots = new Set<string>()
  withKeys(config, column, (slot, path) => {
    if (isWithin(path, under)) slots.add(slot)
    return undefined
  })
  return [...slots]
}

/** Whether it asks the models of the sandbox and no others; where a config of the server's leads is not known. */
export function isBuiltIn(column: Column): boolean {
  const slots = slotsOf(column)
  return slots.length > 0 && slots.every(slot => slot === 'sandbox')
}

/** Names in other scripts go in their ASCII form; what is no address goes as it is, for the gateway to refuse. */
function asciiHost(host: string): string {
  return /^[\x20-\x7e]*$/.test(host) || !URL.canParse(host) ? host : new URL(host).href
}

/** Header values are bytes; JSON can say everything in ASCII. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
