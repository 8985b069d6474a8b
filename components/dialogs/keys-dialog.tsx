'use client'

import { type FormEvent, useId } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { slotsOf } from '@/lib/playground/request'
import { providerName } from '../provider-name'
import { Button, IconButton } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'

/** Keys for the providers and the access token of this deployment. They go into request headers and nowhere else. */
export default function KeysDialog() {
  const close = usePlayground(state => state.closeDialog)
  const forget = usePlayground(state => state.forgetKeys)
  const wanted = usePlayground(state => state.dialog?.about)
  const hasAny = usePlayground(state => Object.keys(state.keys.providers).length > 0 || !!state.keys.accessToken)
  const slots = useSlots()
  const done = (event: FormEvent) => {
    event.preventDefault()
    close()
  }
  const foot = (
    <>
      {hasAny && <Button onClick={forget}>Forget all keys</Button>}
      <span className="grow" />
      <Button look="primary" tall onClick={close}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog
      title="Keys"
      about="The built-in models need none. A key goes only to the provider it is for."
      onClose={close}
      foot={foot}
    >
      <form className="key-list" onSubmit={done}>
        {slots.map(slot => (
          <KeyRow key={slot} slot={slot} wanted={slot === wanted} />
        ))}
        <TokenRow wanted={wanted === 'access-token'} />
        <button type="submit" hidden />
      </form>
      <Remember />
    </Dialog>
  )
}

/** The providers of the catalogue, and one's own hosts that are on the page or have a key. */
function useSlots(): string[] {
  const models = usePlayground(state => state.models)
  const columns = usePlayground(state => state.columns)
  const keys = usePlayground(state => state.keys.providers)
  const listed = models.map(({ provider }) => provider)
  const all = new Set([...listed, 'openai', 'anthropic', ...columns.flatMap(column => slotsOf(column)), ...Object.keys(keys)])
  all.delete('sandbox')
  return [...all]
}

function KeyRow({ slot, wanted }: { slot: string; wanted: boolean }) {
  const value = usePlayground(state => state.keys.providers[slot] ?? '')
  const setKey = usePlayground(state => state.setKey)
  return <SecretRow label={providerName(slot)} value={value} wanted={wanted} onChange={key => setKey(slot, key)} />
}

function TokenRow({ wanted }: { wanted: boolean }) {
  const value = usePlayground(state => state.keys.accessToken)
  const setAccessToken = usePlayground(state => state.setAccessToken)
  const hint = 'Only where this deployment asks for one; it unlocks the keys kept on the server.'
  return <SecretRow label="Access token" value={value} wanted={wanted} hint={hint} onChange={setAccessToken} />
}

interface RowProps {
  label: string
  value: string
  wanted: boolean
  hint?: string
  onChange(value: string): void
}

function SecretRow({ label, value, wanted, hint, onChange }: RowProps) {
  const id = useId()
  return (
    <div className={`key-row ${wanted ? 'wanted' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <div className="key-field">
        <input
          id={id}
          className="field mono"
          type="password"
          // biome-ignore lint/a11y/noAutofocus: an error led here for this one field
          autoFocus={wanted}
          autoComplete="off"
          spellCheck={false}
          placeholder="none"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
        {value && <IconButton icon="x" name={`Remove the key for ${label}`} onClick={() => onChange('')} />}
      </div>
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  )
}

function Remember() {
  const remember = usePlayground(state => state.remember)
  const setRemember = usePlayground(state => state.setRemember)
  return (
    <label className="remember">
      <input className="check" type="checkbox" checked={remember} onChange={event => setRemember(event.target.checked)} />
      <span>
        Remember on this device
        <br />
        <span className="field-hint">
          <Icon name="lock" size="tiny" className="inline" />{' '}
          {remember
            ? 'Kept in this browser until you forget them.'
            : 'Without it they live in this tab’s memory and are gone when it closes.'}
        </span>
      </span>
    </label>
  )
}
