'use client'

import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { STARTERS } from '@/lib/playground/defaults'
import { IconButton } from './ui/button'
import type { IconName } from './ui/icon'
import { Menu, type MenuItem } from './ui/menu'
import { useKeys } from './ui/use-platform'

export const STARTER_ICONS: Record<string, IconName> = {
  first: 'thinking',
  logprobs: 'bars',
  schema: 'braces',
  tool: 'wrench',
  lost: 'receipt',
  image: 'image',
  fallback: 'rerun',
}

/** The prompt as a document, and the starters; whatever stood on the page can be brought back. */
export function PromptMenu() {
  const openStarter = usePlayground(state => state.openStarter)
  const openDialog = usePlayground(state => state.openDialog)
  const items = STARTERS.map(starter => ({
    icon: STARTER_ICONS[starter.id] ?? ('edit' as const),
    label: starter.title,
    onSelect: () => openStarter(starter),
  }))
  const title = { icon: 'thinking' as const, label: 'Draft a title…', onSelect: () => openDialog('assist') }
  return (
    <Menu
      trigger={<IconButton icon="chevron" name="Prompt menu" small />}
      items={[...useDocumentItems(), title, null, ...items]}
    />
  )
}

function useDocumentItems(): MenuItem[] {
  const { newPrompt, savePrompt, copyPrompt, openDialog } = usePlaygroundStore().getState()
  const keys = useKeys()
  return [
    { icon: 'plus', label: 'New', onSelect: newPrompt },
    { icon: 'check', label: 'Save', keys: keys('⌘S'), onSelect: () => void savePrompt() },
    { icon: 'folder', label: 'Open…', onSelect: () => openDialog('prompts') },
    { icon: 'copy', label: 'Duplicate', onSelect: () => void copyPrompt() },
    { icon: 'down', label: 'Export…', onSelect: () => openDialog('export') },
    { icon: 'up', label: 'Import…', onSelect: () => openDialog('import') },
  ]
}
