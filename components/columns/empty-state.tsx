'use client'

import { useMemo } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { pathOf } from '@/lib/playground/paths'
import { isBuiltIn } from '@/lib/playground/request'
import { RunButton } from '../run-button'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { ThroughGlass } from './through-glass'

/** Before the first run: what this page is, in one picture, two sentences and one button. */
export function EmptyState() {
  const openDialog = usePlayground(state => state.openDialog)
  const builtIn = usePlayground(state => state.columns.every(isBuiltIn))
  return (
    <div className="empty">
      <ThroughGlass places={usePlaces()} />
      <div className="empty-words">
        <h2>One prompt, every dialect.</h2>
        <p>
          The same request goes to each model in its own format. Answers stream side by side, and a receipt says what every
          provider was really sent: what was kept, moved, changed or dropped, and why.
        </p>
        <div className="empty-actions">
          <RunButton>{builtIn ? 'Run on the built-in models' : 'Run'}</RunButton>
          <Button tall onClick={() => openDialog('keys')}>
            <Icon name="key" size="small" />
            Add a key
          </Button>
        </div>
      </div>
    </div>
  )
}

/** Where the first message stands in what each column would be sent; empty as long as that is not known. */
function usePlaces(): string[] {
  const columns = usePlayground(state => state.columns)
  const forecasts = usePlayground(state => state.forecasts)
  const content = usePlayground(state => state.prompt.messages[0]?.message.content)
  return useMemo(
    () =>
      columns.map(({ id }) => {
        const forecast = forecasts[id]
        return (content && forecast?.state === 'known' && pathOf(content, forecast.target.body)) || ''
      }),
    [columns, forecasts, content],
  )
}
