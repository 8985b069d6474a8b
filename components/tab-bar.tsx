'use client'

import { usePlayground } from '@/lib/playground/context'
import { Icon } from './ui/icon'

const TABS = [
  { id: 'prompt', title: 'Prompt', icon: 'edit' },
  { id: 'results', title: 'Results', icon: 'columns' },
  { id: 'inspect', title: 'Inspect', icon: 'receipt' },
] as const

/** The phone's three tabs. */
export function TabBar() {
  const current = usePlayground(state => state.ui.mobileTab)
  const setMobileTab = usePlayground(state => state.setMobileTab)
  return (
    <nav className="tab-bar" aria-label="Panels">
      {TABS.map(({ id, title, icon }) => (
        <button key={id} type="button" aria-current={id === current ? 'page' : undefined} onClick={() => setMobileTab(id)}>
          <Icon name={icon} />
          {title}
        </button>
      ))}
    </nav>
  )
}
