'use client'

import { usePlayground } from '@/lib/playground/context'
import { Boundary } from '../ui/boundary'
import { IconButton } from '../ui/button'
import { Facet } from '../ui/facet'
import { Tabs } from '../ui/tabs'
import { useKeys } from '../ui/use-platform'
import { panels } from './panels'

/** One column at a time: what it is or was sent. */
export default function Inspector() {
  const columns = usePlayground(state => state.columns)
  const focused = usePlayground(state => state.focused)
  const focus = usePlayground(state => state.focus)
  const chosen = usePlayground(state => state.ui.inspector.tab)
  const setTab = usePlayground(state => state.setInspectorTab)
  const toggle = usePlayground(state => state.toggleInspector)
  const keys = useKeys()
  const column = columns.find(({ id }) => id === focused) ?? columns[0]!
  const panel = panels.find(({ id }) => id === chosen) ?? panels[0]!
  const letters = columns.map(({ id, letter, model }) => ({
    id,
    name: `Column ${letter}`,
    title: (
      <>
        <Facet letter={letter} />
        <span className="letter-model cut">{model}</span>
      </>
    ),
  }))
  return (
    <>
      <div className="inspector-head">
        <Tabs className="letter-tabs" label="Column" panel="inspected" tabs={letters} selected={column.id} onSelect={focus} />
        <span className="divider" />
        <Tabs label="Inspect" panel="inspected" tabs={panels} selected={panel.id} onSelect={setTab} />
        <span className="grow" />
        <kbd>{keys('⌘J')}</kbd>
        <IconButton icon="x" name="Close the inspector" small className="close" onClick={() => toggle(false)} />
      </div>
      <div
        className="inspector-panel"
        role="tabpanel"
        id="inspected"
        aria-label={`${panel.title} of column ${column.letter}`}
        data-letter={column.letter}
      >
        <Boundary key={`${column.id} ${panel.id}`} what="This">
          <panel.Component key={column.id} column={column} />
        </Boundary>
      </div>
    </>
  )
}
