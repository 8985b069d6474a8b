'use client'

import { usePlayground } from '@/lib/playground/context'
import type { Column, ColumnRoute } from '@/lib/playground/types'
import { Icon } from '../ui/icon'

/** That several targets stand behind a column, and how many; opens the config. */
export function RouteChip({ column: { id, letter, route } }: { column: Column }) {
  const openDialog = usePlayground(state => state.openDialog)
  if (!route) return null
  const says = saysOf(route.config)
  return (
    <button
      type="button"
      className="override route-chip"
      aria-label={`Routing config of column ${letter}: ${says}`}
      data-tip="Open the routing config"
      onClick={() => openDialog('route', id)}
    >
      <Icon name="fork" size="tiny" />
      {says}
    </button>
  )
}

/** `fallback 2`; of a config of one target what is special about it; of the server's own its name. */
function saysOf(config: ColumnRoute['config']): string {
  if (typeof config === 'string') return config
  const { strategy, targets, cache } = config
  const mode = (strategy as { mode?: unknown } | undefined)?.mode
  if (Array.isArray(targets)) return `${typeof mode === 'string' ? mode : 'single'} ${targets.length}`
  return cache ? 'cached' : 'config'
}
