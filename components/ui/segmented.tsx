import type { KeyboardEvent } from 'react'

interface Props<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange(value: NoInfer<Value>): void
}

/** A few words of which one is chosen: a radio group, walked with the arrow keys. */
export function Segmented<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = options.findIndex(option => option.value === value)
    const next = (at + step + options.length) % options.length
    onChange(options[next]!.value)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="segmented" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map(option => (
        // biome-ignore lint/a11y/useSemanticElements: a button carries the look; role and keys are those of a radio
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
