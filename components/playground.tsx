'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import { PlaygroundProvider, usePlayground } from '@/lib/playground/context'
import { Beam } from './beam'
import { ColumnGrid } from './columns/column-grid'
import { Dialogs } from './dialogs'
import { PromptPane } from './editors/prompt-pane'
import { InspectorDrawer } from './inspector/inspector-drawer'
import { Announcer, Notice, Problems, Undo } from './messages'
import { Offline } from './offline'
import { Rail } from './rail'
import { TabBar } from './tab-bar'
import { TopBar } from './top-bar'
import { useEarly } from './ui/early'
import { Toasts } from './ui/toast'
import { Tooltip } from './ui/tooltip'
import { useImport } from './use-import'
import { useShortcuts } from './use-shortcuts'
import { useSteadyPress } from './use-steady-press'
import { useTheme } from './use-theme'

const SharedBanner = lazy(() => import('./shared-banner'))

/** The page. Everything in it selects what it needs from one store. */
export function Playground() {
  return (
    <PlaygroundProvider>
      <Toasts>
        <Shell />
        <Undo />
        <Notice />
      </Toasts>
      <Announcer />
      <Tooltip />
    </PlaygroundProvider>
  )
}

function Shell() {
  const tab = usePlayground(state => state.ui.mobileTab)
  const { open, width } = usePlayground(state => state.ui.prompt)
  const restoring = usePlayground(state => state.saved === 'restoring')
  const isShared = usePlayground(state => !!state.shared)
  useEarly()
  useShortcuts()
  useSteadyPress()
  useTheme()
  useImport()
  return (
    <div className="shell" data-tab={tab} style={{ '--prompt-width': open ? `${width}px` : '0px' }}>
      <Rail />
      <Main>
        <TopBar />
        {isShared && (
          <Suspense>
            <SharedBanner />
          </Suspense>
        )}
        <Beam />
        <Offline />
        <Problems />
        <main className="work" data-prompt={open ? 'open' : 'closed'} inert={restoring} aria-busy={restoring}>
          <PromptPane />
          <ColumnGrid />
        </main>
        <InspectorDrawer />
        <TabBar />
      </Main>
      <Dialogs />
    </div>
  )
}

function Main({ children }: { children: ReactNode }) {
  const inspects = usePlayground(state => state.ui.inspector.open)
  return (
    <div className="main" data-inspector={inspects ? 'open' : 'closed'}>
      {children}
    </div>
  )
}
