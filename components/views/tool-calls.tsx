import type { ReactNode } from 'react'
import type { Call } from '@/lib/playground/tool-results'
import { Badge, type BadgeLook } from '../ui/badge'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { JsonLine } from '../ui/json-line'

export type CallState = 'filling' | 'waits' | 'cut' | 'answered'

const STATES: Record<CallState, { word: string; look: BadgeLook }> = {
  filling: { word: 'filling', look: 'accent' },
  waits: { word: 'waits for a result', look: 'accent' },
  cut: { word: 'broken off', look: 'dropped' },
  answered: { word: 'answered', look: 'good' },
}

/** One thing the model wants called, with its arguments as they arrive. Under them stands what answers it. */
export function ToolCard({ call, state, children }: { call: Call; state: CallState; children?: ReactNode }) {
  const { word, look } = STATES[state]
  return (
    // biome-ignore lint/a11y/useSemanticElements: no field set, and no landmark: several columns call the same tool
    <div className="tool-card" role="group" aria-label={`Call of ${call.name}`}>
      <div className="tool-head">
        <Icon name="wrench" size="small" />
        <b className="cut">{call.name}</b>
        <span className="mono dim cut grow">{call.id || (call.form === 'legacy' ? 'function_call' : '')}</span>
        <Badge look={look}>{word}</Badge>
      </div>
      <div className="tool-arguments">
        <JsonLine text={laidOut(call.text)} />
        {state === 'filling' && <span className="cursor" aria-hidden="true" />}
        <span className="copy-arguments">
          <CopyButton name={`Copy the arguments of ${call.name}`} text={() => call.text} />
        </span>
      </div>
      {children}
    </div>
  )
}

/**
 * JSON with one member per line, whole or half, digit for digit as it came: nothing is parsed, breaks are set outside of
 * strings only. Other text stays as it is.
 */
export function laidOut(text: string): string {
  if (!/^\s*[{[]/.test(text)) return text
  let depth = 0
  let out = ''
  let opened = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|\s+|[^\s{}[\],:"]+/g)) {
    if (/^\s+$/.test(token)) continue
    const closes = token === '}' || token === ']'
    if (closes) depth = Math.max(0, depth - 1)
    if (closes && !opened) out += `\n${'  '.repeat(depth)}`
    if (!closes) out += opened
    opened = token === '{' || token === '[' ? `\n${'  '.repeat(++depth)}` : ''
    out += token === ',' ? `,\n${'  '.repeat(depth)}` : token === ':' ? ': ' : token
  }
  return (out + opened).replace(/\[\n[^[\]{}]*\n\s*\]/g, inOneLine)
}

/** A short list needs no lines of its own. */
function inOneLine(list: string): string {
  const line = list.replace(/\n\s*/g, ' ').replace('[ ', '[').replace(/ \]$/, ']')
  return line.length <= 48 ? line : list
}
