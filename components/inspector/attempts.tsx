import type { ReceiptAttempt } from '@/lib/chat/receipt'
import { formatMs } from '@/lib/playground/format'
import { Icon } from '../ui/icon'

interface Props {
  attempts: ReceiptAttempt[]
  selected: number
  onSelect(index: number): void
}

/** Every sending of the call, in order; the selected one's receipt stands below. */
export function Attempts({ attempts, selected, onSelect }: Props) {
  return (
    <section className="attempts" aria-label={`${attempts.length} attempts`}>
      {attempts.map((attempt, index) => (
        <button key={index} type="button" aria-pressed={index === selected} onClick={() => onSelect(index)}>
          <span className="mono dim">{index + 1}</span>
          <Outcome attempt={attempt} />
          <span className="mono cut path">{attempt.choice === undefined ? attempt.path : `choice ${attempt.choice + 1}`}</span>
          <span className="cut">{attempt.error?.message ?? `${attempt.provider}/${attempt.model}`}</span>
          <span className="mono dim waited">{attempt.waited ? `waited ${formatMs(attempt.waited)}` : ''}</span>
          <span className="mono">{formatMs(attempt.ms)}</span>
        </button>
      ))}
    </section>
  )
}

function Outcome({ attempt: { status, end, cached } }: { attempt: ReceiptAttempt }) {
  if (cached) {
    return (
      <span className="action-word good">
        <Icon name="past" size="tiny" />
        kept
      </span>
    )
  }
  const fine = end === 'done' || (end === null && status >= 200 && status < 300)
  return (
    <span className={`action-word ${fine ? 'good' : 'bad'}`}>
      <Icon name={fine ? 'check' : 'alert'} size="tiny" />
      <span className="mono">{status || 'none'}</span>
    </span>
  )
}
