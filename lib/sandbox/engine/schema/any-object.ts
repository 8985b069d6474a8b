import type { Intent } from '../thinking'
import type { Schema } from './layers'

/** A schema for "any JSON object": the keys that the message names, else an answer with its topic. */
export function jsonObject(message: string, { about, kind }: Intent): Schema & object {
  const keys = keysIn(message)
  if (keys.length > 0)
    return { type: 'object', properties: Object.fromEntries(keys.map(key => [key, member(key)])), required: keys }
  return {
    type: 'object',
    properties: {
      ...(about ? { topic: { const: about } } : {}),
      answer: { type: 'string' },
      certain: { const: kind !== 'unknown' },
    },
    required: ['answer', 'certain', ...(about ? ['topic'] : [])],
  }
}

function keysIn(message: string): string[] {
  const [, listed] =
    /(?:\b(?:keys?|fields?|properties|members)\b|\bwith\b(?!\s+(?:the\s+)?(?:keys?|fields?|properties|members)\b))(?:\s+(?:named|called|are))?\s*:?\s+((?:["'“`]?[\p{L}_][\p{L}\p{N}_]*["'”`]?(?:\s*(?:,|and|&|und|et|y)\s*)*)+)/iu.exec(
      message,
    ) ?? []
  if (!listed || !/\bkeys?\b|\bfields?\b|\bpropert|\bmembers?\b|["'`“]/i.test(message)) return []
  const found = listed.split(/\s*(?:,|\band\b|&|\bund\b|\bet\b|\by\b)\s*/iu).map(one => one.replace(/["'“”`]/g, '').trim())
  const keys = found.filter(one => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(one) && one !== '__proto__')
  return [...new Set(keys)].slice(0, 20)
}

function member(key: string): Schema {
  if (/^(?:is|has|can)[_A-Z]|^(?:active|done|enabled|valid|true)$/.test(key)) return { type: 'boolean' }
  if (/(?:age|year|count|number|quantity|total|amount|price|score|rating|population)$/i.test(key)) return { type: 'number' }
  if (/(?:tags|items|list|steps|keywords|names|ingredients|hobbies|colou?rs)$/i.test(key))
    return { type: 'array', items: { type: 'string' } }
  return { type: 'string' }
}
