import type { KeyboardEvent, ReactNode } from 'react'

interface Props<Id extends string> {
  label: string
  /** The panel the tabs belong to. */
  panel: string
  className?: string
  selected: Id
  tabs: readonly { id: Id; title: ReactNode; name?: string }[]
  onSelect(id: Id): void
}

/** A tab list with one tab stop, walked with the arrow keys. The panel is the caller's: `role="tabpanel"` under the id `panel`. */
export function Tabs<Id extends string>({ label, panel, className = 'tabs', selected, tabs, onSelect }: Props<Id>) {
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex(tab => tab.id === selected)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const index = (next + tabs.length) % tabs.length
    onSelect(tabs[index]!.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus()
  }
  return (
    <div className={className} role="tablist" aria-label={label} onKeyDown={walk}>
      {tabs.map(({ id, title, name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${panel}-${id}`}
          aria-label={name}
          aria-selected={id === selected}
          aria-controls={panel}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
