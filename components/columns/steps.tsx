'use client'

import { useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { formatMs } from '@/lib/playground/format'
import { callsOf } from '@/lib/playground/tool-results'
import type { Column, Run } from '@/lib/playground/types'
import { own } from '@/lib/util/own'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { JsonLine } from '../ui/json-line'
import { type View, views } from '../views'
import { Thinking } from '../views/thinking'
import { laidOut, ToolCard } from '../views/tool-calls'

/** What came before the present answer in the same column: answers, their calls, and what those were answered. */
export function Steps({ column, steps, view }: { column: Column; steps: Run[]; view: View }) {
  return (
    <ol className="steps" aria-label={`Earlier steps of ${column.letter}`}>
      {steps.map((step, index) => (
        <Step key={step.id} column={column} step={step} index={index} view={view} />
      ))}
    </ol>
  )
}

function Step({ column, step, index, view }: { column: Column; step: Run; index: number; view: View }) {
  const [open, setOpen] = useState(true)
  const reopen = usePlayground(state => state.reopen)
  const choice = step.continued ?? 0
  const message = step.completion?.choices[choice]?.message
  const calls = callsOf(message, choice)
  // Heat and differences are about the newest answer.
  const { Component } = view.id === 'text' ? view : views[0]!
  return (
    <li>
      <div className="step-head">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'chevron' : 'chevron-right'} size="small" />
          Step {index + 1}
          <span className="mono dim cut">
            {calls.map(({ name }) => name).join(', ')} · {formatMs(step.endedAt ?? step.elapsed)}
          </span>
        </button>
        <IconButton
          icon="reply"
          name={`Go back to step ${index + 1} of ${column.letter} and change its results`}
          small
          onClick={() => reopen(column.id, index)}
        />
      </div>
      {open && (
        <div className="step-body">
          <Thinking run={step} choice={choice} />
          <Component run={step} choice={choice} />
          {calls.map(call => (
            <ToolCard key={call.key} call={call} state="answered">
              <div className="tool-foot tool-result">
                <Icon name="reply" size="small" />
                <div className="tool-result-text">
                  <JsonLine text={laidOut(own(step.results ?? {}, call.key) ?? '')} />
                </div>
              </div>
            </ToolCard>
          ))}
        </div>
      )}
    </li>
  )
}
