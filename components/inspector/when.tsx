'use client'

import { useState } from 'react'
import { useRun } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { Segmented } from '../ui/segmented'
import { type Sending, useSending } from '../use-sending'

const SIDES = [
  { value: 'before', label: 'Before the run' },
  { value: 'after', label: 'After' },
] as const

/** Which of the two is looked at: what would be sent now, or what was sent. Where only one is known, that one. */
export function useWhen(column: Column): { sending: Sending; when: React.ReactNode } {
  const [chosen, setChosen] = useState<'before' | 'after'>()
  const hasReceipt = useRun(column.id, run => !!run?.receipt?.attempts.length)
  const sending = useSending(column, hasReceipt ? chosen : undefined)
  const when = hasReceipt ? (
    <Segmented label="When" value={sending.when} options={SIDES} onChange={setChosen} />
  ) : (
    <span>Nothing has been sent yet: this is what would be.</span>
  )
  return { sending, when }
}
