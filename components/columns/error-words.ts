import type { Run } from '@/lib/playground/types'
import { providerName } from '../provider-name'

type RunError = NonNullable<Run['error']>

/** What happened, in a few words; the message below it says the rest. */
export function errorTitle({ status, type }: RunError, { provider, host }: Pick<Run, 'provider' | 'host'>): string {
  const who = host && URL.canParse(host) ? new URL(host).host : provider === 'sandbox' ? 'the sandbox' : providerName(provider)
  if (status === 401) return `A key is missing or wrong for ${who}`
  if (status === 403) return `${who} does not allow this`
  if (status === 404) return 'There is no such model'
  if (status === 413) return 'The request is too large'
  if (status === 429) return `Rate limited by ${who}`
  if (status === 408 || status === 504) return `${who} took too long`
  if (status === 0) return type === 'network_error' ? 'The gateway could not be reached' : 'The request could not be sent'
  if (status >= 500) return `${who} failed`
  return `${who} refused the request`
}

/** What most likely helps. */
export function nextStep({ status }: RunError): 'key' | 'model' | 'again' {
  if (status === 401 || status === 403) return 'key'
  return status === 404 ? 'model' : 'again'
}
