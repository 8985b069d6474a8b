'use client'

import { useId } from 'react'
import type { FunctionObject, FunctionTool, Tool } from '@/lib/chat/types'
import { propertiesOf, withNewProperty } from '@/lib/playground/tool-schema'
import { renamed } from '@/lib/playground/tools'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { TextArea } from '../../ui/text-area'
import { Properties } from './properties'

interface Props {
  tool: Tool
  problems: string[]
  onChange(tool: Tool): void
}

/** Changes only what is shown in it; everything else of the tool stays as it is. */
export function ToolForm({ tool, problems, onChange }: Props) {
  return (
    <>
      <Name tool={tool} problems={problems} onChange={onChange} />
      {tool.type === 'custom' ? (
        <p className="field-hint">A custom tool takes any text. Its format is edited as JSON.</p>
      ) : (
        <FunctionForm tool={tool} onChange={onChange} />
      )}
    </>
  )
}

function Name({ tool, problems, onChange }: Props) {
  const id = useId()
  const name = tool.type === 'custom' ? tool.custom.name : tool.function.name
  return (
    <div className="control">
      <label className="field-label" htmlFor={id}>
        Name
      </label>
      <input
        id={id}
        className="field mono"
        value={name}
        placeholder="get_weather"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problems.length > 0}
        aria-describedby={`${id}-problem`}
        onChange={event => onChange(renamed(tool, event.target.value))}
      />
      <div id={`${id}-problem`} aria-live="polite">
        {problems.map(problem => (
          <p key={problem} className="field-problem">
            {problem}
          </p>
        ))}
      </div>
    </div>
  )
}

function FunctionForm({ tool, onChange }: { tool: FunctionTool; onChange(tool: Tool): void }) {
  const { description, parameters, strict } = tool.function
  const id = useId()
  const set = (change: Partial<FunctionObject>) => {
    const next = { ...tool.function, ...change }
    for (const key of Object.keys(change) as (keyof FunctionObject)[]) if (next[key] === undefined) delete next[key]
    onChange({ ...tool, function: next })
  }
  return (
    <>
      <div className="control">
        <label className="field-label" htmlFor={id}>
          Description
        </label>
        <TextArea
          id={id}
          className="boxed"
          value={description ?? ''}
          placeholder="What it does, and when the model should ask for it"
          onChange={event => set({ description: event.target.value || undefined })}
        />
      </div>
      <section className="control" aria-label="Parameters">
        <div className="control-head">
          <h3 className="field-label grow">Parameters</h3>
          <label className="check-label" data-tip="Arguments follow the schema exactly, where the model can promise it.">
            <input
              className="check"
              type="checkbox"
              checked={strict ?? false}
              onChange={event => set({ strict: event.target.checked || undefined })}
            />
            Strict
          </label>
        </div>
        <Properties schema={parameters ?? {}} of="" onChange={parameters => set({ parameters })} />
        {!propertiesOf(parameters).length && <p className="field-hint">It takes none.</p>}
        <span>
          <Button onClick={() => set({ parameters: withNewProperty(parameters) })}>
            <Icon name="plus" size="small" />
            Parameter
          </Button>
        </span>
      </section>
    </>
  )
}
