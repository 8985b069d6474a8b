'use client'

import { useEffect, useRef } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { IconButton } from './ui/button'
import { Icon } from './ui/icon'
import { useToast } from './ui/toast'

/** Says `A finished, 244 tokens` to screen readers; never token by token. */
export function Announcer() {
  const announcement = usePlayground(state => state.announcement)
  return (
    <p className="unseen" aria-live="polite" data-testid="announcer">
      {announcement}
    </p>
  )
}

/** What could not be restored or saved. */
export function Problems() {
  const problems = usePlayground(state => state.problems)
  const dismiss = usePlayground(state => state.dismissProblems)
  if (!problems.length) return null
  return (
    <section className="problems" role="alert">
      <Icon name="alert" />
      <div className="grow">
        {problems.map(problem => (
          <p key={problem}>{problem}</p>
        ))}
      </div>
      <IconButton icon="x" name="Dismiss" small onClick={dismiss} />
    </section>
  )
}

/** Offers to take the newest deletion back. */
export function Undo() {
  const deletions = usePlayground(state => state.deletions)
  const undo = usePlayground(state => state.undo)
  const toast = useToast()
  const seen = useRef(deletions)
  useEffect(() => {
    const newest = deletions.at(-1)
    const undone = seen.current.includes(newest!)
    seen.current = deletions
    if (newest && !undone) toast(`${newest.what} ${newest.done ?? 'removed'}`, { label: 'Undo', onSelect: undo })
  }, [deletions, undo, toast])
  return null
}
