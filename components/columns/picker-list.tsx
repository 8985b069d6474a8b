'use client'

import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { ModelInfo } from '@/lib/chat/receipt'
import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { providerName } from '../provider-name'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'

interface Props {
  column: Column
  onOwnHost(): void
  onDone(): void
}

/** Every model the gateway lists, by provider; typing narrows it, the arrow keys walk it. */
export function PickerList({ column, onOwnHost, onDone }: Props) {
  const models = usePlayground(state => state.models)
  const state = usePlayground(state => state.modelsState)
  const error = usePlayground(state => state.modelsError)
  const loadModels = usePlayground(state => state.loadModels)
  const setModel = usePlayground(state => state.setModel)
  const openDialog = usePlayground(state => state.openDialog)
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const list = useId()
  const found = find(models, search)
  const written = writtenModel(search, models)
  const options = written ? [...found, written] : found

  const choose = (choice: ModelInfo | undefined) => {
    if (!choice) return
    setModel(column.id, { provider: choice.provider, model: choice.model })
    onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      return choose(options[active])
    }
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: options.length - 1 }[event.key]
    if (to === undefined || !options.length) return
    event.preventDefault()
    setActive((to + options.length) % options.length)
  }
  const optionId = (index: number) => `${list}-${index}`
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, list])

  return (
    <>
      <div className="picker-search">
        <Icon name="search" size="small" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the panel was opened to search in it
          autoFocus
          role="combobox"
          aria-label="Search models"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={options.length ? optionId(active) : undefined}
          placeholder="Search models, or write provider/model"
          value={search}
          spellCheck={false}
          onChange={event => {
            setSearch(event.target.value)
            setActive(0)
          }}
          onKeyDown={press}
        />
      </div>
      <div className="picker-list" role="listbox" id={list} aria-label="Models" tabIndex={-1}>
        {options.map((option, index) => (
          <Option
            key={option.id}
            id={optionId(index)}
            option={option}
            opensGroup={option.provider !== options[index - 1]?.provider}
            active={index === active}
            selected={!column.host && !column.route && option.provider === column.provider && option.model === column.model}
            onPoint={() => setActive(index)}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
      {!options.length && state !== 'failed' && (
        <p className="picker-group">{state === 'loading' ? 'Loading the models…' : 'No model has this name.'}</p>
      )}
      {state === 'failed' && (
        <p className="host-form">
          <span>{error?.message}</span>
          <Button look="line" onClick={loadModels}>
            Try again
          </Button>
        </p>
      )}
      <div className="picker-foot">
        <Button onClick={onOwnHost}>
          <Icon name="server" size="small" />
          Your own host…
        </Button>
        <Button onClick={() => openDialog('route', column.id)}>
          <Icon name="fork" size="small" />
          Routing config…
        </Button>
      </div>
    </>
  )
}

interface OptionProps {
  id: string
  option: ModelInfo
  opensGroup: boolean
  active: boolean
  selected: boolean
  onPoint(): void
  onChoose(): void
}

function Option({ id, option, opensGroup, active, selected, onPoint, onChoose }: OptionProps) {
  return (
    <>
      {opensGroup && (
        <div className="picker-group" role="presentation">
          {providerName(option.provider)}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and points here */}
      <div
        id={id}
        role="option"
        className={`picker-option ${active ? 'active' : ''}`}
        aria-selected={selected}
        onPointerMove={onPoint}
        onClick={onChoose}
      >
        <span className="cut">{option.model}</span>
        <span className="picker-state">
          {selected && <Icon name="check" size="tiny" />}
          {option.provider !== 'sandbox' && !option.ready && (
            <>
              <Icon name="key" size="tiny" />
              needs a key
            </>
          )}
        </span>
        {option.about && <span className="about">{option.about}</span>}
      </div>
    </>
  )
}

/** Models of one provider stay together, in the gateway's order. */
function find(models: readonly ModelInfo[], search: string): ModelInfo[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ id, name }: ModelInfo) => words.every(word => `${id} ${name}`.toLowerCase().includes(word))
  const providers = [...new Set(models.map(({ provider }) => provider))]
  return providers.flatMap(provider => models.filter(model => model.provider === provider && fits(model)))
}

/** A model the list does not know, as `provider/model`: the list is never complete. */
function writtenModel(search: string, models: readonly ModelInfo[]): ModelInfo | undefined {
  const [provider, ...rest] = search.trim().split('/')
  const model = rest.join('/')
  const like = models.find(known => known.provider === provider)
  if (!model || !like || models.some(known => known.provider === provider && known.model === model)) return
  return { ...like, id: `${provider}/${model}`, model, name: model, about: 'Not in the list; sent as written.' }
}
