import { importPKCS8, SignJWT } from 'jose'
import { GatewayError } from '@/lib/chat/errors'
import { parseJson } from '@/lib/util/json'
import type { Grant } from './provider'

/** Compiled in: what a key file names as its `token_uri` may be anybody's. */
const TOKENS = 'https://oauth2.googleapis.com/token'
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
const HOUR = 3600

export interface ServiceAccount {
  email: string
  privateKey: string
  keyId?: string
}

/** A key that is a key file of Google's, in JSON; nothing for a token. */
function fileIn(key: string): Record<string, unknown> | undefined {
  if (!key.trimStart().startsWith('{')) return undefined
  const parsed = parseJson(key)
  return parsed.ok ? (parsed.value as Record<string, unknown>) : {}
}

export function projectIn(key: string): string | undefined {
  const project = fileIn(key)?.project_id
  return typeof project === 'string' ? project : undefined
}

/** Nothing for a token. Throws 401 for a key file of another kind. */
export function serviceAccountIn(key: string): ServiceAccount | undefined {
  const file = fileIn(key)
  if (!file) return undefined
  const { client_email: email, private_key: privateKey, private_key_id: keyId } = file
  if (typeof email === 'string' && typeof privateKey === 'string')
    return { email, privateKey, ...(typeof keyId === 'string' && { keyId }) }
  throw unusable('is no key file of a service account: it must be JSON with client_email and private_key.')
}

/** How a service account asks for a token that is good for an hour: https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
export const grantOf = ({ email, privateKey, keyId }: ServiceAccount): Grant => ({
  async ask(now) {
    const key = await importPKCS8(privateKey.replaceAll('\\n', '\n'), 'RS256').catch(() => {
      throw unusable('holds a private_key that cannot be read: it must be the whole PEM text, from BEGIN to END.')
    })
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(keyId && { kid: keyId }) })
      .setIssuer(email)
      .setAudience(TOKENS)
      .setIssuedAt(now)
      .setExpirationTime(now + HOUR)
      .sign(key)
    const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion })
    return { url: TOKENS, headers: { 'content-type': 'application/x-www-form-urlencoded' }, text: form.toString() }
  },
})

const unusable = (what: string) =>
  new GatewayError('authentication_error', `The key for Vertex ${what}`, {
    param: 'authorization',
    code: 'bad_key',
    provider: 'vertex',
  })
