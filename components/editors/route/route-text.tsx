'use client'

import { useCallback } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { slotsOf } from '@/lib/playground/request'
import { complaintsOf, configText, isConfigName, isOfConfig, readConfig, withoutMember } from '@/lib/playground/route-text'
import type { Column } from '@/lib/playground/types'
import { providerName } from '../../provider-name'
import { CodeField, type Problem } from '../../ui/code-field'

/** What is typed stays as it is typed; the column has it as soon as it is a config without keys. */
export function RouteText({ column }: { column: Column }) {
  const { id, route } = column
  const where = `${id} route`
  const written = route ? configText(route.config) : ''
  const draft = usePlayground(state => state.drafts[where])
  const setDraft = usePlayground(state => state.setDraft)
  const setRoute = usePlayground(state => state.setRoute)
  const setKey = usePlayground(state => state.setKey)
  const error = usePlayground(state => {
    const forecast = state.forecasts[id]
    return forecast?.state === 'refused' ? forecast.error : undefined
  })
  const text = draft?.over === written ? draft.text : written
  const type = (text: string) => {
    const config = readConfig(text)
    setDraft(where, { text, over: config ? configText(config) : written })
    if (config) setRoute(id, { ...route, config })
  }
  const lint = useCallback(
    (text: string) =>
      complaintsOf(text, error).map(
        ({ key, ...complaint }): Problem => ({
          ...complaint,
          severity: 'error',
          ...(key?.name === 'api_key' &&
            typeof key.value === 'string' && {
              fix: {
                label: 'Move it to Keys',
                apply(text) {
                  const cleaned = withoutMember(text, key.path)
                  const slot = slotAt(column, JSON.parse(cleaned), key.path)
                  if (slot) setKey(slot, key.value as string)
                  return cleaned
                },
              },
            }),
        }),
      ),
    [error, column, setKey],
  )
  const waits = text.trim() !== '' && !readConfig(text)
  return (
    <div className="route-text">
      <CodeField
        label="Routing config as JSON"
        language={isConfigName(text) ? 'text' : 'json'}
        value={text}
        onChange={type}
        lint={lint}
        minLines={12}
        maxLines={22}
        placeholder={'{ "strategy": { "mode": "fallback" }, "targets": [ … ] }\n\nor the name of a config that the server keeps'}
      />
      {waits && route && <p className="field-hint">Until it is a config again, the last one is sent.</p>}
      {route && isOfConfig(error) && <p className="unseen">The gateway refuses this config.</p>}
      {typeof route?.config === 'string' && !isOfConfig(error) && <Named column={column} />}
      {typeof route?.config === 'object' && <Slots column={column} />}
    </div>
  )
}

/** What a config that the server keeps does not take from here. */
function Named({ column: { retries } }: { column: Column }) {
  return (
    <p className="field-hint">
      The server keeps this config, with its keys; none of yours is sent
      {retries ? ', and the column’s retries are not either' : ''}.
    </p>
  )
}

/** Where a key that stood at `path` belongs: the slot of the target there, or of the first one under it. */
function slotAt(column: Column, config: Record<string, unknown>, path: string): string | undefined {
  const marked = path.replace(/\.?api_key$/, '')
  return slotsOf({ ...column, route: { config } }, marked)[0]
}

/** Whose keys are put in, and which are missing. */
function Slots({ column }: { column: Column }) {
  const keys = usePlayground(state => state.keys.providers)
  const models = usePlayground(state => state.models)
  const openDialog = usePlayground(state => state.openDialog)
  const isReady = (slot: string) => slot === 'sandbox' || models.some(({ provider, ready }) => provider === slot && ready)
  const missing = slotsOf(column).filter(slot => !keys[slot] && !isReady(slot))
  if (!missing.length)
    return <p className="field-hint">Keys stay under Keys; each is put at its target when a request is sent.</p>
  return (
    <p className="field-hint">
      No key yet for {missing.map(providerName).join(', ')}.{' '}
      <button type="button" className="button link" onClick={() => openDialog('keys', missing[0])}>
        Open the keys
      </button>
    </p>
  )
}
