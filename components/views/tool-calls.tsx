import type { ToolCall } from '@/lib/chat/types'
import { Badge } from '../ui/badge'
import { Icon } from '../ui/icon'
import { JsonLine } from '../ui/json-line'

/** What the model wants called, with its arguments as they arrive. */
export function ToolCalls({ calls, running }: { calls: ToolCall[]; running: boolean }) {
  return calls.map((call, index) => (
    <ToolCard key={call.id || index} call={call} filling={running && index === calls.length - 1} />
  ))
}

function ToolCard({ call, filling }: { call: ToolCall; filling: boolean }) {
  const name = call.type === 'function' ? call.function.name : call.custom.name
  const text = call.type === 'function' ? call.function.arguments : call.custom.input
  return (
    <section className="tool-card" aria-label={`Call of ${name}`}>
      <div className="tool-head">
        <Icon name="wrench" size="small" />
        <b>{name}</b>
        <span className="mono dim cut grow">{call.id}</span>
        <Badge look="accent">{filling ? 'filling' : 'waits for a result'}</Badge>
      </div>
      <div className="tool-arguments">
        <JsonLine text={laidOut(text)} />
        {filling && <span className="cursor" aria-hidden="true" />}
      </div>
    </section>
  )
}

/** One member per line. The text may be half a JSON object, so nothing is parsed: breaks are set outside of strings only. */
function laidOut(text: string): string {
  let depth = 0
  let out = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|\s+|[^\s{}[\],:"]+/g)) {
    if (/^\s+$/.test(token)) continue
    if (token === '{' || token === '[') out += `${token}\n${'  '.repeat(++depth)}`
    else if (token === '}' || token === ']') out += `\n${'  '.repeat(Math.max(0, --depth))}${token}`
    else if (token === ',') out += `,\n${'  '.repeat(depth)}`
    else out += token === ':' ? ': ' : token
  }
  return out.replace(/([{[])\s*([}\]])/g, '$1$2')
}
