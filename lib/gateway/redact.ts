const SECRET =
  /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-goog-api-key|x-amz-security-token|x-portkey-api-key|.*(secret|token|password).*)$/i

/** Headers fit for a receipt: credentials are replaced by their last four characters. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? redact(value) : value]))
}

/** `sk-…last4`; of a short one nothing is shown. */
export function redact(credential: string): string {
  const key = credential.replace(/^(bearer|basic)\s+/i, '')
  const scheme = credential.slice(0, credential.length - key.length)
  const prefix = /^[a-z]{2,4}-/i.exec(key)?.[0] ?? ''
  return `${scheme}${prefix}…${key.length >= 12 ? key.slice(-4) : ''}`
}

/** Takes every known credential out of a text that came from outside, such as a provider's error that repeats the key. */
export function withoutKeys(text: string, keys: readonly (string | undefined)[]): string {
  return keys.reduce<string>((clean, key) => (key && key.length >= 8 ? clean.split(key).join(redact(key)) : clean), text)
}
