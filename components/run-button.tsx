'use client'

import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { Rays } from './ui/mark'
import { useKeys } from './ui/use-platform'

interface Props {
  className?: string
  children?: React.ReactNode
}

/** Sends the prompt to every column. On a phone it leads to the results. */
export function RunButton({ className = '', children = 'Run' }: Props) {
  const store = usePlaygroundStore()
  const empty = usePlayground(state => state.prompt.messages.length === 0)
  const reachable = usePlayground(state => state.reachable)
  const keys = useKeys()
  const hindrance = !reachable ? 'The gateway cannot be reached.' : empty ? 'Add a message first.' : undefined
  const run = () => {
    store.getState().setMobileTab('results')
    // Leads back to the prompt where something is missing.
    store.getState().runAll()
  }
  return (
    <button
      type="button"
      className={`run-button ${className}`}
      onClick={run}
      disabled={hindrance !== undefined}
      data-tip={hindrance}
    >
      <Rays />
      {children}
      <span className="keys" aria-hidden="true">
        {keys('⌘↵')}
      </span>
    </button>
  )
}
