import { useId } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { Column, ColumnRoute } from '@/lib/playground/types'
import { RecordField } from '../record-field'

/** What goes beside the config: metadata for its conditions, and where kept answers are looked for. */
export function RouteOptions({ column: { id }, route }: { column: Column; route: ColumnRoute }) {
  const setRoute = usePlayground(state => state.setRoute)
  const field = useId()
  const set = (change: Partial<ColumnRoute>) => {
    const entries = Object.entries({ ...route, ...change }).filter(
      ([, value]) => value !== undefined && value !== '' && value !== false,
    )
    setRoute(id, Object.fromEntries(entries) as unknown as ColumnRoute)
  }
  return (
    <div className="route-options">
      <div className="control">
        <span className="field-label">Metadata</span>
        <RecordField
          id={`${field}-metadata`}
          label="Metadata"
          value={route.metadata}
          placeholder="For conditions and traces."
          set={value => set({ metadata: value as ColumnRoute['metadata'] })}
        />
      </div>
      <div className="control">
        <label className="field-label" htmlFor={field}>
          Cache namespace
        </label>
        <input
          id={field}
          className="field mono"
          value={route.namespace ?? ''}
          placeholder="none"
          spellCheck={false}
          autoComplete="off"
          onChange={event => set({ namespace: event.target.value.replace(/[^\x20-\x7e]/g, '') })}
        />
        <label className="route-refresh">
          <input
            className="check"
            type="checkbox"
            checked={route.refresh ?? false}
            onChange={event => set({ refresh: event.target.checked })}
          />
          Ask anew, and keep that answer
        </label>
      </div>
    </div>
  )
}
