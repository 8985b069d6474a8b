/**
 * What prompts say again and again, each as one control character: JSON text never holds those as they are. The place in the
 * list is the character. Links in the world rely on it, so entries are never moved or changed; there is no room for more.
 */
const PHRASES: readonly string[] = [
  '{"title":"',
  '","messages":[{"role":"system","content":"',
  '"},{"role":"user","content":"',
  '"},{"role":"assistant","content":"',
  '","messages":[{"role":"user","content":"',
  '"}],"params":{',
  '"tools":[{"type":"function","function":{"name":"',
  '}},{"type":"function","function":{"name":"',
  '","description":"',
  '","parameters":{"type":"object","properties":{"',
  '":{"type":"string","description":"',
  '":{"type":"string"',
  '":{"type":"integer"',
  '":{"type":"number"',
  '":{"type":"array","items":{"type":"string"',
  '"},"',
  '}},"required":["',
  '"],"additionalProperties":false}',
  '"enum":["',
  '"response_format":{"type":"json_schema","json_schema":{"name":"',
  '","strict":true,"schema":{"type":"object","properties":{"',
  '"temperature":',
  '"max_tokens":',
  '"tool_choice":"auto"',
  '"thinking":{"type":"enabled","budget_tokens":',
  '"reasoning_effort":"',
  '"logprobs":true,"top_logprobs":',
  '"columns":[{"provider":"',
  '","model":"',
  '","params":{}},{"provider":"',
  '}},{"provider":"',
  '"type":"object","properties":{"',
]

const BY_LENGTH = PHRASES.toSorted((one, other) => other.length - one.length)
const ANY = new RegExp(BY_LENGTH.map(phrase => phrase.replace(/[[\]{}().*+?^$|\\]/g, '\\$&')).join('|'), 'g')
const CODES = /[\u0000-\u001f]/g

/** JSON text without line breaks, its phrases replaced. */
export function shorten(json: string): string {
  return json.replace(ANY, phrase => String.fromCharCode(PHRASES.indexOf(phrase)))
}

/** The JSON text again; `undefined` when it would be longer than `most` characters. */
export function lengthen(text: string, most: number): string | undefined {
  let length = text.length
  for (const [code] of text.matchAll(CODES)) {
    length += PHRASES[code.charCodeAt(0)]!.length - 1
    if (length > most) return
  }
  return text.replace(CODES, code => PHRASES[code.charCodeAt(0)]!)
}
