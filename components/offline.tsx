'use client'

import { usePlayground } from '@/lib/playground/context'
import { Button } from './ui/button'
import { Icon } from './ui/icon'

/** Says so while the gateway does not answer. It goes by itself. */
export function Offline() {
  const reachable = usePlayground(state => state.reachable)
  const look = usePlayground(state => state.lookForGateway)
  if (reachable) return null
  return (
    <section className="problems offline" aria-label="Connection">
      <Icon name="offline" />
      <p className="grow">
        {navigator.onLine ? 'The gateway does not answer.' : 'You are offline.'} What you write is kept, and runs can start again
        as soon as it is back.
      </p>
      <Button look="line" onClick={look}>
        Look now
      </Button>
    </section>
  )
}
