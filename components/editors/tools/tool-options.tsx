'use client'

import { useId } from 'react'
import type { Tool, ToolChoice } from '@/lib/chat/types'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { LOOP_LIMIT } from '@/lib/playground/tool-results'
import { choiceOf, chosenName, toolName } from '@/lib/playground/tools'
import type { Column } from '@/lib/playground/types'
import { Segmented } from '../../ui/segmented'
import { NumberField } from '../number-control'

/** Whether a tool must be called, several at a time, and what happens then. */
export function ToolOptions({ column, tools }: { column: Column | undefined; tools: readonly Tool[] }) {
  const store = usePlaygroundStore()
  const shared = usePlayground(state => state.prompt.params)
  const { tool_choice, parallel_tool_calls } = column?.params ?? shared
  const set = (name: string, value: unknown) =>
    column ? store.getState().setColumnParam(column.id, name, value) : store.getState().setParam(name, value)
  return (
    <div className="tools-options">
      <Choice choice={tool_choice} tools={tools} onChange={choice => set('tool_choice', choice)} />
      <div className="option">
        <span className="field-label">Parallel tool calls</span>
        <Segmented
          label="Parallel tool calls"
          value={parallel_tool_calls == null ? 'unset' : parallel_tool_calls ? 'on' : 'off'}
          options={PARALLEL}
          onChange={word => set('parallel_tool_calls', word === 'unset' ? undefined : word === 'on')}
        />
      </div>
      {!column && <Loop />}
    </div>
  )
}

const PARALLEL = [
  { value: 'unset', label: 'Not sent' },
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const

const WORDS = ['auto', 'none', 'required'] as const

function Choice({
  choice,
  tools,
  onChange,
}: {
  choice: ToolChoice | null | undefined
  tools: readonly Tool[]
  onChange(choice: ToolChoice | undefined): void
}) {
  const id = useId()
  const name = chosenName(choice)
  const other = typeof choice === 'object' && choice !== null && name === undefined
  const value = typeof choice === 'string' ? choice : name !== undefined ? `: ${name}` : other ? 'other' : ''
  const change = (value: string) => {
    const tool = tools.find(tool => `: ${toolName(tool)}` === value)
    if (tool) onChange(choiceOf(tool))
    else onChange(WORDS.find(word => word === value))
  }
  return (
    <div className="option">
      <label className="field-label" htmlFor={id}>
        Choice
      </label>
      <select id={id} className="field" value={value} disabled={!tools.length} onChange={event => change(event.target.value)}>
        <option value="">not sent: auto</option>
        {WORDS.map(word => (
          <option key={word}>{word}</option>
        ))}
        {other && <option value="other">allowed_tools</option>}
        {tools.map((tool, index) => (
          <option key={index} value={`: ${toolName(tool)}`}>
            {toolName(tool)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Loop() {
  const loop = usePlayground(state => state.prompt.loop)
  const setLoop = usePlayground(state => state.setLoop)
  const auto = loop?.auto ?? false
  return (
    <div className="option">
      <label className="check-label">
        <input
          className="check"
          type="checkbox"
          checked={auto}
          onChange={event => setLoop({ ...loop, auto: event.target.checked })}
        />
        Answer with mocks until done
      </label>
      <span className="dim">at most</span>
      <NumberField
        label="Steps at most"
        value={loop?.limit}
        placeholder={String(LOOP_LIMIT)}
        limits={{ min: 1, max: 50, step: 1 }}
        onChange={limit => setLoop({ auto, ...(limit && { limit }) })}
      />
    </div>
  )
}
