'use client'

import { usePlayground } from '@/lib/playground/context'
import { noteCounts } from '@/lib/playground/receipt-rows'
import type { Column } from '@/lib/playground/types'
import { Badge, BadgeButton } from '../ui/badge'
import { useSent } from '../use-sending'
import { Overrides } from './overrides'
import { RouteChip } from './route-chip'

/** What the column does differently on the left; what its model made of that on the right. */
export function ColumnSettings({ column }: { column: Column }) {
  return (
    <div className="column-settings">
      <RouteChip column={column} />
      <Overrides column={column} />
      <Badges column={column} />
    </div>
  )
}

/** At most two, each an icon, a number and a word; they open the receipt. */
function Badges({ column }: { column: Column }) {
  const inspect = usePlayground(state => state.inspect)
  const { notes, sent, refused } = useSent(column)
  if (refused) {
    return (
      <span className="column-badges">
        <Badge icon="octagon" look="refused">
          refused
        </Badge>
      </span>
    )
  }
  if (!sent) return null
  const counts = noteCounts(notes)
  const open = () => inspect(column.id, 'receipt')
  const shown = (['refused', 'changed', 'dropped'] as const).filter(family => counts[family] > 0).slice(0, 2)
  return (
    <span className="column-badges">
      {shown.map(family => (
        <BadgeButton
          key={family}
          icon={ICONS[family]}
          look={family === 'changed' ? 'plain' : family}
          data-tip="Open the receipt"
          onClick={open}
        >
          {counts[family]} {family}
        </BadgeButton>
      ))}
      {!shown.length && counts.moved > 0 && (
        <BadgeButton icon="move" data-tip="Every value arrives, under another name. Open the receipt" onClick={open}>
          {counts.moved} moved
        </BadgeButton>
      )}
      {!shown.length && !counts.moved && (
        <BadgeButton icon="check" data-tip="Sent just as it is written. Open the receipt" onClick={open}>
          as asked
        </BadgeButton>
      )}
    </span>
  )
}

const ICONS = { refused: 'octagon', changed: 'delta', dropped: 'slash' } as const
