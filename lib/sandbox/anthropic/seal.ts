import { createHmac } from 'node:crypto'

/**
 * What makes thinking recognisable as the model's own when it comes back. The key is no secret, so that every instance
 * knows every signature: the seal finds wires that lose or change thinking, not forgers who read this file.
 */
const KEY = 'sandbox thinking'

const seal = (kind: string, text: string) => createHmac('sha256', KEY).update(`${kind}\n${text}`).digest('base64')

export const sign = (thinking: string) => seal('thinking', thinking)
export const isSigned = (thinking: string, signature: string) => signature === sign(thinking)

/** Thinking that the caller may keep but not read. */
export const redact = (thinking: string) => {
  const hidden = Buffer.from(thinking).toString('base64')
  return `${seal('redacted', hidden)}.${hidden}`
}
export const isRedacted = (data: string) => {
  const [mark, hidden = ''] = data.split('.')
  return mark === seal('redacted', hidden)
}
