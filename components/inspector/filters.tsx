import type { NoteCounts } from '@/lib/playground/receipt-rows'
import type { Family } from '../notes'

interface Props {
  counts: NoteCounts
  total: number
  selected: Family | 'all'
  onSelect(family: Family | 'all'): void
}

const FAMILIES = [
  { id: 'refused', word: 'Refused' },
  { id: 'changed', word: 'Changed' },
  { id: 'dropped', word: 'Dropped' },
  { id: 'moved', word: 'Moved' },
  { id: 'kept', word: 'Kept' },
] as const

export function Filters({ counts, total, selected, onSelect }: Props) {
  const shown = [
    { id: 'all' as const, word: 'All', count: total },
    ...FAMILIES.map(family => ({ ...family, count: counts[family.id] })),
  ]
  return (
    <div className="filters" role="radiogroup" aria-label="Show">
      {shown
        .filter(({ id, count }) => id !== 'refused' || count > 0)
        .map(({ id, word, count }) => (
          // biome-ignore lint/a11y/useSemanticElements: a button carries the look; its role is a radio's
          <button key={id} type="button" role="radio" aria-checked={id === selected} onClick={() => onSelect(id)}>
            {word}
            <span className="count">{count}</span>
          </button>
        ))}
    </div>
  )
}
