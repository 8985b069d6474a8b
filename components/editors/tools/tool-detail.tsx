'use client'

import { useState } from 'react'
import type { Tool } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import { readTool } from '@/lib/playground/tool-text'
import { toolName } from '@/lib/playground/tools'
import { own } from '@/lib/util/own'
import { IconButton } from '../../ui/button'
import { CodeField } from '../../ui/code-field'
import { Segmented } from '../../ui/segmented'
import { toJsonText } from '../json-text'
import { ToolForm } from './tool-form'

interface Props {
  tools: readonly Tool[]
  at: number
  problems: string[]
  onChange(tool: Tool): void
  onMove(by: number): void
  onRemove(): void
  onDuplicate(): void
}

const WAYS = [
  { value: 'form', label: 'Form' },
  { value: 'json', label: 'JSON' },
] as const

/** One tool, as a form or as the JSON it is; and what it answers. */
export function ToolDetail({ tools, at, problems, onChange, onMove, onRemove, onDuplicate }: Props) {
  const tool = tools[at]!
  const name = toolName(tool) || `tool ${at + 1}`
  const [way, setWay] = useState<'form' | 'json'>(tool.type === 'custom' ? 'json' : 'form')
  return (
    <section className="tool-detail" aria-label={name}>
      <div className="tool-detail-head">
        <Segmented label={`How ${name} is edited`} value={way} options={WAYS} onChange={setWay} />
        <span className="grow" />
        <IconButton icon="up" name={`Move ${name} up`} small disabled={at === 0} onClick={() => onMove(-1)} />
        <IconButton icon="down" name={`Move ${name} down`} small disabled={at === tools.length - 1} onClick={() => onMove(1)} />
        <IconButton icon="copy" name={`Duplicate ${name}`} small onClick={onDuplicate} />
        <IconButton icon="x" name={`Delete ${name}`} small onClick={onRemove} />
      </div>
      {way === 'form' && <ToolForm tool={tool} problems={problems} onChange={onChange} />}
      {way === 'json' && <ToolJson tool={tool} name={name} problems={problems} onChange={onChange} />}
      <Mock name={toolName(tool)} />
    </section>
  )
}

/** What is typed stands as it was typed; the tool follows as soon as it is one, and stays as it was until then. */
function ToolJson({ tool, name, problems, onChange }: Pick<Props, 'problems' | 'onChange'> & { tool: Tool; name: string }) {
  const [draft, setDraft] = useState<{ text: string; of: Tool; problem?: string }>()
  const current = draft?.of === tool ? draft : undefined
  const type = (text: string) => {
    const { value, problem } = readTool(text)
    setDraft({ text, of: value ?? tool, problem })
    if (value) onChange(value)
  }
  const lint = (text: string) => {
    const { problem } = readTool(text)
    return (problem ? [problem] : problems).map(message => ({ ...nameIn(text), severity: 'error' as const, message }))
  }
  return (
    <div className="control">
      <CodeField
        label={`${name} as JSON`}
        language="json"
        value={current?.text ?? toJsonText(tool)}
        minLines={12}
        maxLines={24}
        lint={lint}
        onChange={type}
      />
      {current?.problem && (
        <p className="field-problem" role="status">
          Not a tool yet, so the last good form of it is what is sent. {current.problem}
        </p>
      )}
    </div>
  )
}

/** Where a tool's name stands in its JSON, else the beginning. */
function nameIn(text: string): { from: number; to: number } {
  const found = /"name"\s*:\s*"[^"]*"/.exec(text)
  return found ? { from: found.index, to: found.index + found[0].length } : { from: 0, to: 1 }
}

/** The same text for every column's call of this tool. */
function Mock({ name }: { name: string }) {
  const text = usePlayground(state => own(state.prompt.mocks ?? {}, name))
  const setMock = usePlayground(state => state.setMock)
  if (!name) return null
  return (
    <div className="control">
      <h3 className="field-label">Mocked result</h3>
      <CodeField
        label={`Mocked result of ${name}`}
        language="text"
        value={text ?? ''}
        minLines={1}
        maxLines={8}
        placeholder="Nothing: each call is answered by hand"
        onChange={text => setMock(name, text || undefined)}
      />
    </div>
  )
}
