'use client'

import { useState } from 'react'
import type { FunctionObject, Tool } from '@/lib/chat/types'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { readFunctions } from '@/lib/playground/tool-text'
import type { Column } from '@/lib/playground/types'
import { Button } from '../../ui/button'
import { CodeField } from '../../ui/code-field'
import { toJsonText } from '../json-text'

/** The legacy form of tools, which only OpenAI's own API still takes: edited as it is, or turned into tools. */
export function Functions({ column, onTools }: { column: Column | undefined; onTools(tools: Tool[]): void }) {
  const store = usePlaygroundStore()
  const shared = usePlayground(state => state.prompt.params)
  const functions = (column?.params ?? shared).functions ?? []
  const set = (name: string, value: unknown) =>
    column ? store.getState().setColumnParam(column.id, name, value) : store.getState().setParam(name, value)
  const [draft, setDraft] = useState<{ text: string; of: FunctionObject[] }>()
  const type = (text: string) => {
    const { value } = readFunctions(text)
    setDraft({ text, of: value ?? functions })
    if (value) set('functions', value)
  }
  const remove = () => store.getState().removeFunctions(column?.id)
  const turn = () => {
    remove()
    onTools(functions.map(fn => ({ type: 'function', function: fn })))
  }
  const lint = (text: string) => {
    const { problem } = readFunctions(text)
    return problem ? [{ from: 0, to: 1, severity: 'error' as const, message: problem }] : []
  }
  return (
    <section className="tool-detail" aria-label="Functions">
      <p className="field-hint">The legacy form of tools. Other dialects than OpenAI’s get them as tools.</p>
      <CodeField
        label="Functions as JSON"
        language="json"
        value={draft?.of === functions ? draft.text : toJsonText(functions)}
        minLines={12}
        maxLines={24}
        lint={lint}
        onChange={type}
      />
      <div className="control-foot">
        <Button look="line" onClick={turn}>
          Turn into tools
        </Button>
        <Button onClick={remove}>Remove</Button>
      </div>
    </section>
  )
}
