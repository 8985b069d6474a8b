import { createHmac } from 'node:crypto'
import type { Part } from '@google/genai'

/**
 * What makes thinking recognisable as the model's own when it comes back. The key is no secret, so that every instance
 * knows every signature: the seal finds wires that lose or change signatures, not forgers who read this file.
 */
const KEY = 'sandbox thought'

const seal = (text: string) => createHmac('sha256', KEY).update(text).digest('base64')

/** Of a call its name and arguments are sealed; of text nothing, because it streams before its signature. */
export const sign = ({ functionCall }: Part): string =>
  seal(functionCall ? `call ${functionCall.name} ${JSON.stringify(functionCall.args ?? {})}` : 'text')

/** Stands in where a call came from elsewhere: https://ai.google.dev/gemini-api/docs/thought-signatures */
const UNSIGNED = 'skip_thought_signature_validator'

export const isSigned = (part: Part): boolean =>
  part.thoughtSignature === sign(part) || (part.functionCall !== undefined && part.thoughtSignature === UNSIGNED)
