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

/**
 * Which of the two is looked at: what would be sent now, or what was sent. Where only one is known, that one. A run that went on
 * with the results of tools was sent several times; its last step is shown first.
 */
export function useWhen(column: Column): { sending: Sending; when: React.ReactNode } {
  const [chosen, setChosen] = useState<'before' | 'after'>()
  const [picked, setPicked] = useState<number>()
  const hasReceipt = useRun(column.id, run => !!run?.receipt?.attempts.length)
  const last = useRun(column.id, run => run?.earlier?.length ?? 0)
  const step = picked !== undefined && picked < last ? picked : undefined
  const sending = useSending(column, hasReceipt || step !== undefined ? chosen : undefined, step)
  if (!hasReceipt && !last) return { sending, when: <span>Nothing has been sent yet: this is what would be.</span> }
  const when = (
    <>
      <Segmented label="When" value={sending.when} options={SIDES} onChange={setChosen} />
      {sending.when === 'after' && last > 0 && (
        <Segmented
          label="Step"
          value={String(step ?? last)}
          options={Array.from({ length: last + 1 }, (_, index) => ({ value: String(index), label: `Step ${index + 1}` }))}
          onChange={index => setPicked(Number(index))}
        />
      )}
    </>
  )
  return { sending, when }
}
