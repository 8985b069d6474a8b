import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import { type SchemaFinding, useFormatNotes } from './use-schema-findings'

/** What becomes of the format as a whole, column by column. */
export function SchemaNotes({ scope }: { scope: string }) {
  const notes = useFormatNotes(scope)
  return notes.length ? <Findings findings={notes} /> : null
}

export function Findings({ findings }: { findings: readonly SchemaFinding[] }) {
  return (
    <ul className="schema-findings">
      {findings.map(({ path, message, severity, letters }) => (
        <li key={`${path} ${message}`} className={severity}>
          <Icon name={ICONS[severity]} size="small" />
          <span>
            <Letters letters={letters} />
            {message}
          </span>
        </li>
      ))}
    </ul>
  )
}

const ICONS = { error: 'octagon', warning: 'alert', info: 'delta' } as const

export function Letters({ letters }: Pick<SchemaFinding, 'letters'>) {
  return letters.map(letter => (
    <span key={letter}>
      <Facet letter={letter} small />{' '}
    </span>
  ))
}
