import type { Run } from '@/lib/playground/types'
import { providerName } from '../provider-name'

type RunError = NonNullable<Run['error']>

/** What happened, in a few words; the message below it says the rest. */
export function errorTitle(
  { status, type, code }: RunError,
  { provider, host, completion }: Pick<Run, 'provider' | 'host' | 'completion'>,
): string {
  const who = host && URL.canParse(host) ? new URL(host).host : provider === 'sandbox' ? 'The sandbox' : providerName(provider)
  if (code === 'access_token') return 'This deployment asks for its access token'
  if (status === 401) return `A key is missing or wrong for ${inside(who)}`
  if (status === 403) return `${who} does not allow this`
  if (status === 404) return 'There is no such model'
  if (status === 413) return 'The request is too large'
  if (status === 429) return `Rate limited by ${inside(who)}`
  if (status === 408 || status === 504) return `${who} took too long`
  if (status === 0) return type === 'network_error' ? 'The gateway could not be reached' : 'The request could not be sent'
  if (status >= 500) return completion ? `${who} broke off` : `${who} failed`
  return `${who} refused the request`
}

/** What most likely helps. */
export function nextStep({ status, code }: RunError): 'key' | 'token' | 'model' | 'again' {
  if (code === 'access_token') return 'token'
  if (status === 401 || status === 403) return 'key'
  return status === 404 ? 'model' : 'again'
}

/** Within a sentence. */
function inside(who: string): string {
  return who.replace(/^The /, 'the ')
}
