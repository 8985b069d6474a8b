'use client'

import { usePlayground } from '@/lib/playground/context'
import { STARTERS } from '@/lib/playground/defaults'
import { IconButton } from './ui/button'
import type { IconName } from './ui/icon'
import { Menu } from './ui/menu'

export const STARTER_ICONS: Record<string, IconName> = {
  first: 'thinking',
  logprobs: 'bars',
  schema: 'braces',
  tool: 'wrench',
  lost: 'receipt',
  image: 'image',
  fallback: 'rerun',
}

/** Begins anew from one of the starters; the prompt that was there can be brought back. */
export function PromptMenu() {
  const openStarter = usePlayground(state => state.openStarter)
  const openDialog = usePlayground(state => state.openDialog)
  const items = STARTERS.map(starter => ({
    icon: STARTER_ICONS[starter.id] ?? ('edit' as const),
    label: starter.title,
    onSelect: () => openStarter(starter),
  }))
  const title = { icon: 'thinking' as const, label: 'Draft a title…', onSelect: () => openDialog('assist') }
  return <Menu trigger={<IconButton icon="chevron" name="Begin with another prompt" small />} items={[...items, null, title]} />
}
