'use client'

import { usePlayground } from '@/lib/playground/context'
import { IconButton } from './ui/button'
import { Icon } from './ui/icon'
import { Mark } from './ui/mark'
import { useKeys } from './ui/use-platform'

/** The page's panels and the few things that belong to no panel. */
export function Rail() {
  const prompt = usePlayground(state => state.ui.prompt.open)
  const inspector = usePlayground(state => state.ui.inspector.open)
  const togglePrompt = usePlayground(state => state.togglePrompt)
  const toggleInspector = usePlayground(state => state.toggleInspector)
  const openDialog = usePlayground(state => state.openDialog)
  const keys = useKeys()
  return (
    <nav className="rail" aria-label="Panels">
      <div className="logo">
        <Mark />
      </div>
      <IconButton icon="panel" name="Prompt" keys={keys('⌘\\')} aria-pressed={prompt} onClick={() => togglePrompt()} />
      <IconButton icon="drawer" name="Inspector" keys={keys('⌘J')} aria-pressed={inspector} onClick={() => toggleInspector()} />
      <span className="grow" />
      <IconButton icon="key" name="Keys" onClick={() => openDialog('keys')} />
      <a
        className="button icon-only"
        href="/docs"
        target="_blank"
        rel="noopener"
        aria-label="Documentation"
        data-tip="Documentation"
      >
        <Icon name="book" />
      </a>
      <IconButton icon="help" name="Shortcuts" keys="?" onClick={() => openDialog('shortcuts')} />
    </nav>
  )
}
