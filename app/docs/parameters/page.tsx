import type { Metadata } from 'next'
import { ACTIONS } from '@/components/notes'
import { Icon } from '@/components/ui/icon'
import type { Note } from '@/lib/chat/types'
import { Frame } from '../frame'
import { actionsAt, together } from './fates'
import { parameterTable, places, type Row } from './table'

export const metadata: Metadata = { title: 'Parameters' }

const LEGEND: [Note['action'], string][] = [
  ['kept', 'as written'],
  ['moved', 'under another name'],
  ['changed', 'another value'],
  ['emulated', 'done by other means'],
  ['dropped', 'not sent'],
]

const NAMES = new Map(places.map(({ provider, name }) => [provider, name]))

export default function Parameters() {
  const rows = parameterTable()
  return (
    <Frame
      href="/docs/parameters"
      wide
      lead="What becomes of every parameter at every provider. Nobody wrote this table: each entry is a request of one parameter, made ready for that provider by the gateway’s own code."
    >
      <ul className="docs-legend">
        {LEGEND.map(([action, meaning]) => (
          <li key={action}>
            <Sign action={action} /> <b>{action}</b> {meaning}
          </li>
        ))}
      </ul>
      <Overview rows={rows} />
      <p className="docs-beside">
        Two signs: models of this provider differ. Below stands for which, where it goes, and why. Each was tried with the value
        shown, alone; together they may bear on each other, as thinking does on temperature.
      </p>
      {rows.map(row => (
        <Parameter key={row.param} row={row} />
      ))}
    </Frame>
  )
}

function Sign({ action }: { action: Note['action'] }) {
  return (
    <span className={`docs-sign ${action}`}>
      <Icon name={ACTIONS[action].icon} size="small" />
    </span>
  )
}

function Overview({ rows }: { rows: Row[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here
    <section className="docs-matrix" aria-label="Parameters by provider" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            {[...NAMES].map(([provider, name]) => (
              <th key={provider} scope="col">
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ param, fates }) => (
            <tr key={param}>
              <th scope="row">
                <a href={`#${param}`}>{param}</a>
              </th>
              {[...NAMES.keys()].map(provider => {
                const actions = actionsAt(fates, provider)
                return (
                  <td key={provider}>
                    <span className="unseen">{actions.join(' or ')}</span>
                    {actions.map(action => (
                      <Sign key={action} action={action} />
                    ))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Parameter({ row: { param, help, probe, fates } }: { row: Row }) {
  const value = JSON.stringify(probe)
  return (
    <section className="docs-param" aria-labelledby={param}>
      <h2 id={param}>{param}</h2>
      <p>{help}</p>
      {value.length < 120 && (
        <p className="docs-beside">
          Tried with <code>{value}</code>
        </p>
      )}
      <ul className="docs-fates">
        {together(fates).map(({ action, at, why, source, who }) => (
          <li key={`${action}${at}${why}`}>
            <span className={`docs-action ${action}`}>
              <Icon name={ACTIONS[action].icon} size="small" /> {action}
            </span>
            <div>
              <p>
                {at && <code>{at}</code>} {why}
                {source && (
                  <>
                    {' '}
                    <a href={source} target="_blank" rel="noreferrer noopener">
                      Source
                    </a>
                  </>
                )}
              </p>
              <p className="docs-who">
                {who.map(({ name, models }, index) => (
                  <span key={name}>
                    {index > 0 && ' · '}
                    {name}
                    {models && <small> {models.join(', ')}</small>}
                  </span>
                ))}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
