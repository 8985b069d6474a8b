import { usePlayground } from '@/lib/playground/context'
import { noteCounts } from '@/lib/playground/receipt-rows'
import { isOfConfig } from '@/lib/playground/route-text'
import { type RouteNode, routeTree } from '@/lib/playground/route-tree'
import type { Column } from '@/lib/playground/types'
import { Icon } from '../../ui/icon'

/** The route as the gateway understood it: who is asked when, and who would be asked first now. */
export function RouteTree({ column }: { column: Column }) {
  const forecast = usePlayground(state => state.forecasts[column.id])
  return (
    <section className="route-tree" aria-label="Resolved route">
      <h3>As the gateway reads it</h3>
      {forecast?.state === 'known' && (
        <ul>
          <Node node={routeTree(forecast.explanation)} />
        </ul>
      )}
      {forecast?.state === 'refused' && (
        <p className="route-refused">
          <Icon name="octagon" size="small" />
          <span>{isOfConfig(forecast.error) ? 'Refused: see the mark in the text.' : forecast.error.message}</span>
        </p>
      )}
      {forecast?.state === 'asking' && <p className="dim">Asking the gateway…</p>}
    </section>
  )
}

function Node({ node }: { node: RouteNode }) {
  const { name, mode, target, when, says, taken, children } = node
  return (
    <li>
      <div className="route-node" data-taken={taken}>
        {when && <span className="route-when">{when}</span>}
        <span className="route-what">
          {mode ? <Icon name="fork" size="small" /> : <Icon name="server" size="small" />}
          <span className="mono">{mode ?? `${target?.provider}/${target?.model}`}</span>
          {name && <span className="dim">“{name}”</span>}
          {taken && target && <span className="route-taken">asked first</span>}
        </span>
        <span className="route-says">{[...says, ...(target ? [madeOf(target.notes)] : [])].join(' · ')}</span>
      </div>
      {children.length > 0 && (
        <ul>
          {children.map(child => (
            <Node key={child.path} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** What its model makes of the request. */
function madeOf(notes: Parameters<typeof noteCounts>[0]): string {
  const counts = noteCounts(notes)
  const told = (['refused', 'changed', 'dropped'] as const).filter(family => counts[family] > 0)
  return told.map(family => `${counts[family]} ${family}`).join(', ') || 'as asked'
}
