import type { ReceiptRow } from '@/lib/playground/receipt-rows'
import { ACTIONS, type Action, shortValue } from '../notes'
import { Icon } from '../ui/icon'

/** Characters. */
const LONG = 400

export function ReceiptTable({ rows }: { rows: ReceiptRow[] }) {
  return (
    <table className="receipt">
      <colgroup>
        <col className="param" />
        <col className="asked" />
        <col className="sent" />
        <col className="action" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">As asked</th>
          <th scope="col">As sent</th>
          <th scope="col">Action</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={index} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row: { param, action, asked, sent, at, why, source } }: { row: ReceiptRow }) {
  const gone = action === 'dropped' || action === 'refused'
  return (
    <tr>
      <td className="value">{param}</td>
      <td className={`value ${gone ? 'struck' : ''}`}>
        {asked === undefined ? <span className="dim">not asked</span> : <Value text={shortValue(asked, LONG)} />}
      </td>
      <td className="value">
        <Icon name="right" size="small" className="arrow" />
        {gone ? <span className="dim">not sent</span> : <Sent at={at ?? param} value={sent} />}
      </td>
      <td>
        <ActionWord action={action} />
      </td>
      <td>
        {why || <span className="dim">As written.</span>}{' '}
        {source && /^https:/.test(source) && (
          <a className="button link" href={source} target="_blank" rel="noreferrer noopener">
            Source
          </a>
        )}
      </td>
    </tr>
  )
}

function Sent({ at, value }: { at: string; value: unknown }) {
  return <Value text={value === undefined ? at : `${at}: ${shortValue(value, LONG)}`} />
}

/** Two lines of it; the rest on hover, and in the request diff. */
function Value({ text }: { text: string }) {
  return (
    <span className="clamp" title={text.length > 40 ? text : undefined}>
      {text}
    </span>
  )
}

/** Always an icon and a word. */
export function ActionWord({ action }: { action: Action }) {
  return (
    <span className={`action-word ${action}`}>
      <Icon name={ACTIONS[action].icon} size="small" />
      {action}
    </span>
  )
}
