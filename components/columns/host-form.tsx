'use client'

import { type FormEvent, useId, useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { keySlot } from '@/lib/playground/route-keys'
import type { Column } from '@/lib/playground/types'
import { Button, IconButton } from '../ui/button'
import { Segmented } from '../ui/segmented'

interface Props {
  column: Column
  onBack(): void
  onDone(): void
}

/** What such a host speaks; the gateway's provider for each. */
const DIALECTS = [
  { value: 'custom', label: 'OpenAI' },
  { value: 'anthropic', label: 'Anthropic' },
] as const

type Dialect = (typeof DIALECTS)[number]['value']

/** "Your own host…": Ollama, vLLM, llama.cpp, a proxy. Its key belongs to its address and is never sent elsewhere. */
export function HostForm({ column, onBack, onDone }: Props) {
  const setModel = usePlayground(state => state.setModel)
  const setKey = usePlayground(state => state.setKey)
  const keys = usePlayground(state => state.keys.providers)
  const [host, setHost] = useState(column.host ?? '')
  const [model, setName] = useState(column.host ? column.model : '')
  const [dialect, setDialect] = useState<Dialect>(column.host && column.provider === 'anthropic' ? 'anthropic' : 'custom')
  const slot = keySlot({ provider: dialect, host: host.trim() || 'https://' })
  const [key, setKeyDraft] = useState<string | null>(null)
  const problem = host && problemOf(host)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problemOf(host) || !model.trim()) return
    if (key !== null) setKey(slot, key)
    setModel(column.id, { provider: dialect, model: model.trim(), host: host.trim() })
    onDone()
  }
  return (
    <form className="host-form" onSubmit={submit}>
      <p className="controls-title">
        <IconButton icon="chevron-left" name="Back to the models" small onClick={onBack} />
        Your own host
      </p>
      <Field label="Base URL" hint="With its version, as in http://localhost:11434/v1." problem={problem}>
        {id => (
          <input
            id={id}
            className="field mono"
            value={host}
            inputMode="url"
            placeholder="http://localhost:11434/v1"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={!!problem}
            onChange={event => setHost(event.target.value)}
          />
        )}
      </Field>
      <Field label="Model" hint="As this host calls it.">
        {id => (
          <input
            id={id}
            className="field mono"
            value={model}
            placeholder="qwen3:8b"
            spellCheck={false}
            autoComplete="off"
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="control-head">
        <span className="field-label grow">It speaks</span>
        <Segmented label="It speaks" value={dialect} options={DIALECTS} onChange={dialect => setDialect(dialect)} />
      </div>
      <Field label="Key" hint="Only if the host asks for one. It goes to this address alone.">
        {id => (
          <input
            id={id}
            className="field mono"
            type="password"
            value={key ?? keys[slot] ?? ''}
            placeholder="none"
            autoComplete="off"
            onChange={event => setKeyDraft(event.target.value)}
          />
        )}
      </Field>
      <Button look="primary" tall type="submit" disabled={!model.trim() || !!problemOf(host)}>
        Use this host
      </Button>
    </form>
  )
}

function problemOf(host: string): string | undefined {
  const text = host.trim()
  if (!text) return 'Write the address.'
  if (!URL.canParse(text) || !/^https?:/i.test(text)) return 'An address begins with http:// or https://.'
  if (new URL(text).username) return 'The key has a field of its own; leave it out of the address.'
}

interface FieldProps {
  label: string
  hint: string
  problem?: string
  children(id: string): React.ReactNode
}

function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId()
  return (
    <div className="control">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
      <p className={problem ? 'field-problem' : 'field-hint'}>{problem || hint}</p>
    </div>
  )
}
