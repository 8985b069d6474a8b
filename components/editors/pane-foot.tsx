'use client'

import { usePlayground } from '@/lib/playground/context'
import { formatCount } from '@/lib/playground/format'
import { isBuiltIn } from '@/lib/playground/request'
import { estimateMessage } from './estimate'

/** How much is asked, and of whom. */
export function PaneFoot() {
  const tokens = usePlayground(state => state.prompt.messages.reduce((sum, { message }) => sum + estimateMessage(message), 0))
  const free = usePlayground(state => state.columns.every(isBuiltIn))
  return (
    <p className="pane-foot">
      <span>
        <strong>~{formatCount(tokens)}</strong> tokens in
      </span>
      <span className="grow" />
      {free && (
        <span className="cost">
          <strong>free</strong> built-in models
        </span>
      )}
    </p>
  )
}
