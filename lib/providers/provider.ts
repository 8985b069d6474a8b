import type { Abilities } from '@/lib/chat/abilities'
import type { ChatRequest, Note } from '@/lib/chat/types'
import type { Overrides } from '@/lib/params/apply'
import type { Target } from '@/lib/routing/types'
import { openai } from '@/lib/wires/openai'
import type { Ask, Wire } from '@/lib/wires/wire'

/** Where a wire is spoken: an address, a way to prove who we are, and the exceptions this place makes. */
export interface Provider {
  id: string
  /** As a sentence says it. */
  name: string
  wire: Wire | ((model: string) => Wire)
  /** The variables a server key is read from, first found wins. Empty: no key is needed. */
  env: readonly string[]
  /** What the model can do here; on Azure a setting may say which one a deployment is. */
  can(model: string, settings?: Target['settings']): Readonly<Abilities>
  /** Throws GatewayError where the target's address makes no sense here. */
  endpoint(target: Target, ask: { model: string; stream: boolean; request?: ChatRequest }): Endpoint
  /** A key that is only good for asking for a token, which is then the key. Nothing where it is used as it is. */
  grant?(key: string): Grant | undefined
  /** The headers that carry the key. */
  authorize(key: string): Record<string, string>
  /** Headers over all that is sent, where a key in one of them is not enough. */
  sign?(sent: Signing, key: string): Record<string, string>
  /** Exceptions to the rows of lib/params. */
  params?: Overrides
  /** False where unknown keys are answered with an error. */
  passUnknown: boolean
  /** The server's own settings, by the variables they are read from, first found wins; for callers who may use its keys. */
  defaults?: Readonly<Record<string, readonly string[]>>
  /** The settings that lead to another host: with one of the caller's goes a key of the caller's. */
  hostSettings?: readonly string[]
  /** The settings that are credentials: they count as the target's key. */
  keySettings?: readonly string[]
  /** What a key itself says of where it belongs, such as the project of a service account. */
  settingsIn?(key: string): Record<string, string>
  /** A key in parts, of which the last may be missing: the settings and the variables that hold them. It travels as one text, `a:b:c`. */
  keyParts?: { settings: readonly string[]; env: readonly string[] }
  /** OpenAI's legacy functions are not known there: they go as tools, and the answer is turned back. */
  toolsOnly?: true
  /** It needs no key, and takes one where there is one. */
  keyless?: true
  /** At a `custom_host` stands whatever speaks this wire: it may need no key, and takes what its own server knows. */
  openHost?: true
  /** Changes this place needs beyond its wire, made last. */
  settle?(body: any, request: ChatRequest, ask: Ask, settings?: Target['settings']): Note[]
  /** Serves in process, in place of the network. */
  answer?(request: Request): Promise<Response>
  /** Models worth offering, best first. */
  models: readonly string[]
}

export interface Endpoint {
  url: string
  headers: Record<string, string>
}

/** How to ask for a token, in OAuth's way. `now` in seconds since 1970. Throws 401 for a key that cannot sign. */
export interface Grant {
  ask(now: number): Promise<Endpoint & { text: string }>
}

/** What is about to be sent, to be signed. `now` in seconds since 1970. */
export interface Signing extends Endpoint {
  text: string
  model: string
  settings: Target['settings']
  now: number
}

type Compatible = Omit<Provider, 'wire' | 'endpoint' | 'authorize'> & { baseUrl: string }

/** A place that speaks OpenAI's wire at its own address. */
export function openaiCompatible({ baseUrl, ...rest }: Compatible): Provider {
  return {
    ...rest,
    wire: openai,
    endpoint: ({ custom_host }) => ({ url: `${trimSlash(custom_host ?? baseUrl)}/chat/completions`, headers: {} }),
    authorize: key => ({ authorization: `Bearer ${key}` }),
  }
}

/** `https://host/v1/` and `https://host/v1` mean the same base. */
export const trimSlash = (url: string) => url.replace(/\/+$/, '')
