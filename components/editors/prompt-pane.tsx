'use client'

import { usePlayground } from '@/lib/playground/context'
import { PROMPT_WIDTH } from '@/lib/playground/slices/ui'
import { RunButton } from '../run-button'
import { IconButton } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Resizer } from '../ui/resizer'
import { useKeys } from '../ui/use-platform'
import { FeatureChips } from './feature-chips'
import { MessagesEditor } from './messages-editor'
import { NotSent } from './not-sent'
import { PaneFoot } from './pane-foot'
import { Starters } from './starters'
import { useFileDrop } from './use-file-drop'

/** What is asked, shared by every column. */
export function PromptPane() {
  const attach = usePlayground(state => state.attach)
  const { over, handlers } = useFileDrop(files => void attach(files))
  return (
    <section className={`pane ${over ? 'takes-files' : ''}`} aria-label="Prompt" {...handlers}>
      <PaneHead />
      <div className="pane-scroll">
        <MessagesEditor />
        <Starters />
      </div>
      <div className="features">
        {/* It comes late, and above, so that no chip moves from under a pointer. */}
        <NotSent />
        <FeatureChips />
      </div>
      <PaneFoot />
      <PaneResizer />
      <FloatingRun />
    </section>
  )
}

function PaneHead() {
  const togglePrompt = usePlayground(state => state.togglePrompt)
  const bodyText = usePlayground(state => state.bodyText)
  const focused = usePlayground(state => state.focused)
  const keys = useKeys()
  return (
    <div className="pane-head">
      <h2>Prompt</h2>
      <CopyButton name="Copy as OpenAI body" text={() => bodyText(focused)} />
      <IconButton icon="panel" name="Hide the prompt" keys={keys('⌘\\')} small onClick={() => togglePrompt(false)} />
    </div>
  )
}

function PaneResizer() {
  const width = usePlayground(state => state.ui.prompt.width)
  const setWidth = usePlayground(state => state.setPromptWidth)
  return <Resizer name="Width of the prompt" side="right" value={width} {...PROMPT_WIDTH} onChange={setWidth} />
}

/** Only on a phone. */
function FloatingRun() {
  const columns = usePlayground(state => state.columns.length)
  return <RunButton className="floating-run">Run {columns}</RunButton>
}
