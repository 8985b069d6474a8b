import type { PlaygroundState } from '@/lib/playground/store'

/** Shows a column, counted from 0, and gives it the focus. */
export function goToColumn(state: PlaygroundState, index: number) {
  const column = state.columns[index]
  if (!column) return
  state.focus(column.id)
  document.getElementById(`column-${column.id}`)?.focus()
}

/** The same of a column that was just made; `null` where there was no room for it. */
export function goToNew(state: PlaygroundState, id: string | null) {
  if (id) requestAnimationFrame(() => document.getElementById(`column-${id}`)?.focus())
  state.setMobileTab('results')
}
