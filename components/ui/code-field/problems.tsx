import { Button } from '../button'
import { Icon } from '../icon'
import { type Problem, placeOf } from './problem'

interface Props {
  text: string
  problems: readonly Problem[]
  onShow(problem: Problem): void
  onFix(fix: NonNullable<Problem['fix']>): void
}

/** So many are listed; the rest is counted. */
const MOST = 8

/** What is wrong, under the field, each with its line and column; pressing one goes there. */
export function Problems({ text, problems, onShow, onFix }: Props) {
  if (!problems.length) return null
  const more = problems.length - MOST
  return (
    <ul className="code-problems" aria-live="polite">
      {problems.slice(0, MOST).map((problem, index) => (
        <li key={index} className={problem.severity}>
          <button type="button" className="code-problem" onClick={() => onShow(problem)}>
            <Icon name={ICONS[problem.severity]} size="small" />
            <span className="mono">{placeOf(text, problem.from)}</span>
            <span>
              {problem.mark}
              {problem.mark && ' '}
              {problem.message}
            </span>
          </button>
          {problem.fix && (
            <Button look="link" onClick={() => onFix(problem.fix!)}>
              {problem.fix.label}
            </Button>
          )}
        </li>
      ))}
      {more > 0 && <li className="dim">and {more} more</li>}
    </ul>
  )
}

const ICONS = { error: 'octagon', warning: 'alert', info: 'delta' } as const
