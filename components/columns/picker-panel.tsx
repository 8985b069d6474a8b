'use client'

import { useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import type { Column } from '@/lib/playground/types'
import { HostForm } from './host-form'
import { PickerList } from './picker-list'

/** The catalogue, or the form for a host of one's own. */
export default function PickerPanel({ column }: { column: Column }) {
  const [own, setOwn] = useState(!!column.host)
  const closeDialog = usePlayground(state => state.closeDialog)
  if (own) return <HostForm column={column} onBack={() => setOwn(false)} onDone={closeDialog} />
  return <PickerList column={column} onOwnHost={() => setOwn(true)} onDone={closeDialog} />
}
