import { GatewayError } from '@/lib/chat/errors'

const SECRET =
  /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-goog-api-key|x-amz-security-token|x-portkey-api-key|.*(secret|token|password).*)$/i

/** Headers fit for a receipt: credentials are replaced by their last four characters. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name in headers) shown[name] = SECRET.test(name) ? redact(headers[name]!) : headers[name]!
  return shown
}

/** `sk-…last4`; of a short one nothing is shown. */
export function redact(credential: string): string {
  const key = credential.replace(/^(bearer|basic)\s+/i, '')
  const scheme = credential.slice(0, credential.length - key.length)
  const prefix = /^[a-z]{2,4}-/i.exec(key)?.[0] ?? ''
  return `${scheme}${prefix}…${key.length >= 12 ? key.slice(-4) : ''}`
}

/** Takes a credential, and each part of one in parts, out of a text that came from outside, such as a provider's error. */
export const without = (key = '') => {
  const secrets = [key, ...key.split(':')].filter(secret => secret.length >= 8)
  return (text: string): string => secrets.reduce((clean, secret) => clean.replaceAll(secret, () => redact(secret)), text)
}

/** The same error with every text of a provider's cleaned. */
export function cleaned({ kind, message, details }: GatewayError, clean: (text: string) => string): GatewayError {
  const { type, code, param } = details
  return new GatewayError(kind, clean(message), {
    ...details,
    ...(type && { type: clean(type) }),
    ...(code && { code: clean(code) }),
    ...(param && { param: clean(param) }),
  })
}
