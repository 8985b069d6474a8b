'use client'

import { useEffect, useRef } from 'react'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
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

/** Says what was just done. */
export function Notice() {
  const notice = usePlayground(state => state.notice)
  const toast = useToast()
  useEffect(() => {
    if (notice) toast(notice.text)
  }, [notice, toast])
  return null
}

/** Offers to take the newest deletion back; a dialog that is open offers it itself. */
export function Undo() {
  const deletions = usePlayground(state => state.deletions)
  const undo = usePlayground(state => state.undo)
  const toast = useToast()
  const seen = useRef(deletions)
  const store = usePlaygroundStore()
  useEffect(() => {
    const newest = deletions.at(-1)
    const undone = seen.current.includes(newest!)
    seen.current = deletions
    if (newest && !undone && !store.getState().dialog)
      toast(`${newest.what} ${newest.done ?? 'removed'}`, { label: 'Undo', onSelect: undo })
  }, [deletions, undo, toast, store])
  return null
}
