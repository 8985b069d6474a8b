'use client'

import { useState } from 'react'
import { formatAge } from '@/lib/playground/format'
import { noteCounts, receiptRows } from '@/lib/playground/receipt-rows'
import type { Column } from '@/lib/playground/types'
import { type Family, familyOf } from '../notes'
import { Icon } from '../ui/icon'
import { ScrollBox } from '../ui/scroll-box'
import { Attempts } from './attempts'
import { Filters } from './filters'
import { ReceiptTable } from './receipt-table'
import { useWhen } from './when'

/** Every parameter: as asked, as sent, what became of it, and why. */
export function ReceiptPanel({ column }: { column: Column }) {
  const { sending, when } = useWhen(column)
  const [family, setFamily] = useState<Family | 'all'>('all')
  const [selected, setSelected] = useState<number>()
  const { attempts, asked, refused, sent } = sending
  const notes = attempts[selected ?? -1]?.notes ?? sending.notes
  const rows = receiptRows(asked, notes).filter(row => family === 'all' || familyOf(row.action) === family)
  return (
    <>
      <div className="inspector-bar">
        {when}
        <span className="grow" />
        <Filters counts={noteCounts(notes)} total={notes.length} selected={family} onSelect={setFamily} />
      </div>
      <ScrollBox className="inspector-scroll" name="Receipt">
        {attempts.length > 1 && (
          <Attempts
            attempts={attempts}
            selected={selected ?? sending.receipt?.chosen ?? attempts.length - 1}
            onSelect={setSelected}
          />
        )}
        {sending.receipt?.cache?.status === 'HIT' && <Kept age={sending.receipt.cache.age} />}
        {refused && <p className="inspector-none">This request would be refused: {refused.message}</p>}
        {!refused && !sent && <p className="inspector-none">Asking the gateway what would be sent…</p>}
        {sent && !notes.length && <p className="inspector-none">Everything is sent just as it is written.</p>}
        {notes.length > 0 && <ReceiptTable rows={rows} />}
      </ScrollBox>
    </>
  )
}

function Kept({ age = 0 }: { age?: number }) {
  return (
    <p className="receipt-kept">
      <Icon name="past" size="small" />
      <span>
        <strong>Nothing was sent.</strong> This answer was kept {formatAge(age)} ago and costs nothing. Below is what would be
        sent.
      </span>
    </p>
  )
}
