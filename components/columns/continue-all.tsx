'use client'

import { useMemo } from 'react'
import { usePlayground, useRuns } from '@/lib/playground/context'
import { continueProblem, waitingChoice } from '@/lib/playground/tool-results'
import { Button } from '../ui/button'

/** Goes on in every column whose calls have their results; worth a button where there are several. */
export function ContinueAll() {
  const columns = usePlayground(state => state.columns)
  const prompt = usePlayground(state => state.prompt)
  const continueAll = usePlayground(state => state.continueAll)
  const runs = useRuns(useMemo(() => columns.map(({ id }) => id), [columns]))
  const ready = columns.filter((column, index) => {
    const run = runs[index]!
    const choice = waitingChoice(run)
    return choice >= 0 && continueProblem(run, prompt, column, choice) === null
  })
  if (ready.length < 2) return null
  return (
    <Button data-tip={`Goes on in ${ready.map(({ letter }) => letter).join(', ')}.`} onClick={continueAll}>
      Continue all {ready.length}
    </Button>
  )
}
