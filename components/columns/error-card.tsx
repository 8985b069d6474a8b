'use client'

import { usePlayground } from '@/lib/playground/context'
import { formatMs } from '@/lib/playground/format'
import { slotsOf } from '@/lib/playground/request'
import type { Column, Run } from '@/lib/playground/types'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { ScrollBox } from '../ui/scroll-box'
import { errorTitle, nextStep } from './error-words'

/** What went wrong, in whose words, and what to do next. */
export function ErrorCard({ column, run }: { column: Column; run: Run }) {
  const { error, receipt } = run
  if (!error) return null
  const attempts = receipt?.attempts ?? []
  const words = attempts.at(-1)?.error?.body
  return (
    <div className="error-card" role="alert">
      <div className="error-head">
        <Icon name="octagon" />
        <div>
          <h3>{errorTitle(error, run)}</h3>
          <p>{error.message}</p>
          {error.param && error.status !== 401 && <p className="mono">at {error.param}</p>}
        </div>
      </div>
      {attempts.length > 1 &&
        attempts.map((attempt, index) => (
          <div key={index} className="error-attempt">
            <span className="mono dim">{index + 1}</span>
            <span className="cut">
              <span className="mono status">{attempt.status || 'none'}</span>
              {attempt.waited ? `after waiting ${formatMs(attempt.waited)}` : attempt.error?.message}
            </span>
            <span className="mono">{formatMs(attempt.ms)}</span>
          </div>
        ))}
      {words && !words.includes(error.message) && (
        <div className="error-words">
          <h4>The provider’s words</h4>
          <ScrollBox className="words" name="The provider’s words">
            {words}
          </ScrollBox>
        </div>
      )}
      <Actions column={column} error={error} />
    </div>
  )
}

function Actions({ column, error }: { column: Column; error: NonNullable<Run['error']> }) {
  const openDialog = usePlayground(state => state.openDialog)
  const run = usePlayground(state => state.run)
  const keys = usePlayground(state => state.keys.providers)
  const step = nextStep(error)
  const slots = slotsOf(column)
  return (
    <div className="error-actions">
      {step === 'key' && (
        <Button look="line" onClick={() => openDialog('keys', slots.find(slot => slot !== 'sandbox' && !keys[slot]) ?? slots[0])}>
          <Icon name="key" size="small" />
          Open the keys
        </Button>
      )}
      {step === 'token' && (
        <Button look="line" onClick={() => openDialog('keys', 'access-token')}>
          <Icon name="lock" size="small" />
          Enter the access token
        </Button>
      )}
      {step === 'model' && (
        <Button look="line" onClick={() => openDialog('model', column.id)}>
          <Icon name="columns" size="small" />
          Choose a model
        </Button>
      )}
      <Button look={step === 'again' ? 'line' : undefined} onClick={() => run(column.id)}>
        <Icon name="rerun" size="small" />
        Run {column.letter} again
      </Button>
      {step !== 'model' && <Button onClick={() => openDialog('model', column.id)}>Other model</Button>}
    </div>
  )
}
