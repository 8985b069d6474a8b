'use client'

import { useEffect, useState } from 'react'
import type { Tool } from '@/lib/chat/types'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import type { Deletion } from '@/lib/playground/slices/undo'
import { readTools } from '@/lib/playground/tool-text'
import { toolName, toolProblems } from '@/lib/playground/tools'
import type { Column } from '@/lib/playground/types'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Facet } from '../../ui/facet'
import { Segmented } from '../../ui/segmented'
import { AddTool } from './add-tool'
import { Functions } from './functions'
import { ToolDetail } from './tool-detail'
import { ToolList } from './tool-list'
import { ToolOptions } from './tool-options'
import './tools.css'

const NONE: Tool[] = []

/** The tools of the prompt, or of the column the dialog was opened for. */
export default function ToolsDialog() {
  const close = usePlayground(state => state.closeDialog)
  const about = usePlayground(state => state.dialog?.about)
  const column = usePlayground(state => state.columns.find(({ id }) => id === about))
  useEffect(() => {
    document.body.classList.add('without-toasts')
    return () => document.body.classList.remove('without-toasts')
  }, [])
  const foot = (
    <>
      <Undo />
      <span className="grow" />
      <Button look="primary" tall onClick={close}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog
      title={column ? `Tools of column ${column.letter}` : 'Tools'}
      className="tools-dialog"
      onClose={close}
      foot={foot}
      about="What the model may ask to be called. It only asks: you give the result, or a mock does."
    >
      {column && <Scope column={column} />}
      {(!column || column.params.tools) && <Editor column={column} />}
    </Dialog>
  )
}

const SCOPES = [
  { value: 'prompt', label: 'As the prompt' },
  { value: 'own', label: 'Tools of its own' },
  { value: 'none', label: 'Not sent here' },
] as const

/** A column has the prompt's tools, its own, or none. */
function Scope({ column: { id, letter, params } }: { column: Column }) {
  const shared = usePlayground(state => state.prompt.params)
  const setColumnParam = usePlayground(state => state.setColumnParam)
  const setTools = usePlayground(state => state.setTools)
  const openDialog = usePlayground(state => state.openDialog)
  const scope = params.tools === undefined ? 'prompt' : params.tools === null ? 'none' : 'own'
  const setScope = (next: typeof scope) => {
    if (next === 'own') return setTools(id, structuredClone(shared.tools ?? []))
    for (const name of ['tools', 'tool_choice']) setColumnParam(id, name, next === 'none' ? null : undefined)
  }
  return (
    <div className="tools-scope">
      <Facet letter={letter} />
      <Segmented label={`Tools of column ${letter}`} value={scope} options={SCOPES} onChange={setScope} />
      {scope === 'prompt' && (
        <Button look="link" onClick={() => openDialog('tools')}>
          Edit the prompt’s
        </Button>
      )}
    </div>
  )
}

function Editor({ column }: { column: Column | undefined }) {
  const store = usePlaygroundStore()
  const shared = usePlayground(state => state.prompt.params)
  const params = column?.params ?? shared
  const tools = params.tools ?? NONE
  const [chosen, setChosen] = useState<number | 'add' | 'functions'>(0)
  const set = (next: Tool[], removed?: string) => store.getState().setTools(column?.id, next, removed)
  const add = (added: Tool[]) => {
    set([...tools, ...added])
    setChosen(tools.length + added.length - 1)
  }
  const move = (at: number, by: number) => {
    const to = Math.max(0, Math.min(tools.length - 1, at + by))
    set(tools.toSpliced(at, 1).toSpliced(to, 0, tools[at]!))
    setChosen(to)
  }
  const remove = (at: number) => {
    set(tools.toSpliced(at, 1), `Tool ${toolName(tools[at]!)}`)
    setChosen(Math.max(0, Math.min(at, tools.length - 2)))
  }
  const duplicate = (at: number) => add([structuredClone(tools[at]!)])
  /** Pasted into no field: what is there to be pasted are tools. */
  const paste = (event: React.ClipboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) return
    const { value } = readTools(event.clipboardData.getData('text'))
    if (value) add(value)
  }
  const legacy = params.functions
  const at = typeof chosen === 'number' && !tools[chosen] ? (legacy && !tools.length ? 'functions' : 'add') : chosen
  const problems = toolProblems(tools)
  return (
    <>
      <div className="tools-editor" onPaste={paste}>
        <ToolList tools={tools} problems={problems} functions={legacy?.length ?? 0} chosen={at} onChoose={setChosen} />
        {at === 'add' && <AddTool tools={tools} column={column} onAdd={add} />}
        {at === 'functions' && <Functions column={column} onTools={add} />}
        {typeof at === 'number' && (
          <ToolDetail
            key={at}
            tools={tools}
            at={at}
            problems={problems[at]!}
            onChange={tool => set(tools.with(at, tool))}
            onMove={by => move(at, by)}
            onRemove={() => remove(at)}
            onDuplicate={() => duplicate(at)}
          />
        )}
      </div>
      <ToolOptions column={column} tools={tools} />
    </>
  )
}

/** In the dialog, for the page behind it cannot be reached meanwhile. */
function Undo() {
  const newest = usePlayground(state => state.deletions.at(-1))
  const undo = usePlayground(state => state.undo)
  const [before] = useState<Deletion | undefined>(newest)
  if (!newest || newest === before || !/^Tool|functions/.test(newest.what)) return null
  return (
    <p className="tools-undo" role="status">
      <span className="cut">
        {newest.what} {newest.done ?? 'removed'}.
      </span>
      <Button look="link" onClick={undo}>
        Undo
      </Button>
    </p>
  )
}
