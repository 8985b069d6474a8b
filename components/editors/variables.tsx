'use client'

import { useEffect, useId, useRef } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { variablesOf } from '@/lib/playground/variables'
import { own } from '@/lib/util/own'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { TextArea } from '../ui/text-area'

/** Switches `{{name}}` on and off for this prompt. */
export function VariablesButton() {
  const on = usePlayground(state => state.prompt.variables?.on ?? false)
  const count = usePlayground(state => variablesOf(state.prompt).length)
  const switchVariables = usePlayground(state => state.switchVariables)
  return (
    <Button aria-pressed={on} onClick={() => switchVariables(!on)}>
      <Icon name="braces" size="small" />
      Variables
      {on && <span className="chip-value">{count}</span>}
    </Button>
  )
}

/** One field for each variable the messages name. */
export function Variables() {
  const prompt = usePlayground(state => state.prompt)
  const unfilledAtRun = usePlayground(state => state.unfilledAtRun)
  const fields = useRef<HTMLElement>(null)
  useEffect(() => {
    const name = unfilledAtRun?.names[0]
    if (name) fields.current?.querySelector<HTMLElement>(`[data-variable="${name}"]`)?.focus()
  }, [unfilledAtRun])
  if (!prompt.variables?.on) return null
  const names = variablesOf(prompt)
  return (
    <section className="variables" aria-label="Variables" ref={fields}>
      {!names.length && (
        <p className="dim">
          Write <span className="mono">{'{{name}}'}</span> in a message; its value is asked for here.
        </p>
      )}
      {names.map(name => (
        <Variable key={name} name={name} wanted={unfilledAtRun?.names.includes(name) ?? false} />
      ))}
    </section>
  )
}

function Variable({ name, wanted }: { name: string; wanted: boolean }) {
  const value = usePlayground(state => own(state.prompt.variables?.values ?? {}, name) ?? '')
  const setVariable = usePlayground(state => state.setVariable)
  const id = useId()
  const missing = wanted && !value
  return (
    <div className="variable">
      <label className="mono" htmlFor={id}>
        {name}
      </label>
      <TextArea
        id={id}
        data-variable={name}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
        value={value}
        onChange={event => setVariable(name, event.target.value)}
      />
      {missing && (
        <p id={`${id}-missing`} className="variable-missing">
          Needs a value before it can run.
        </p>
      )}
    </div>
  )
}
