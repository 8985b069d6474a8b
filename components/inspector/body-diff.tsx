'use client'

import { useMemo, useState } from 'react'
import { bodyDiff, type DiffLine } from '@/lib/playground/body-diff'
import type { Column } from '@/lib/playground/types'
import { CopyButton } from '../ui/copy-button'
import { JsonLine } from '../ui/json-line'
import { ScrollBox } from '../ui/scroll-box'
import { Segmented } from '../ui/segmented'
import type { Sending } from '../use-sending'
import { Ribbons } from './ribbons'
import { useWhen } from './when'

const PARTS = [
  { value: 'body', label: 'Body' },
  { value: 'headers', label: 'Headers' },
] as const

/** The body as asked beside the body as sent, with a ribbon from each thing to where it went. */
export function BodyDiff({ column }: { column: Column }) {
  const { sending, when } = useWhen(column)
  const [part, setPart] = useState<'body' | 'headers'>('body')
  const { sent, refused } = sending
  return (
    <>
      <div className="inspector-bar">
        {when}
        <span className="grow" />
        <Segmented label="Part" value={part} options={PARTS} onChange={setPart} />
        <CopyButton
          name="Copy the body as sent"
          label="Copy sent"
          disabled={!sent}
          text={() => JSON.stringify(sent?.body, null, 2)}
        />
      </div>
      <ScrollBox className="inspector-scroll" name="Request">
        {!sent && (
          <p className="inspector-none">
            {refused ? `This request would be refused: ${refused.message}` : 'Asking the gateway what would be sent…'}
          </p>
        )}
        {sent && part === 'body' && <Bodies sending={sending} sent={sent} />}
        {sent && part === 'headers' && <Headers headers={sent.headers} />}
      </ScrollBox>
    </>
  )
}

function Bodies({ sending: { asked, notes }, sent }: { sending: Sending; sent: NonNullable<Sending['sent']> }) {
  const diff = useMemo(() => bodyDiff(asked, sent.body, notes), [asked, sent.body, notes])
  return (
    <div className="body-diff">
      <Side title="As asked" address="POST /v1/chat/completions" lines={diff.asked} />
      <div className="diff-middle" aria-hidden="true">
        <div className="diff-title" />
        <Ribbons diff={diff} />
      </div>
      <Side title="As sent" address={`POST ${sent.url.replace(/^https:\/\//, '')}`} lines={diff.sent} />
    </div>
  )
}

function Side({ title, address, lines }: { title: string; address: string; lines: DiffLine[] }) {
  return (
    <div className="diff-side">
      <div className="diff-title">
        <b>{title}</b>
        <span className="mono dim cut">{address}</span>
      </div>
      <ScrollBox className="diff-lines" name={`Body ${title.toLowerCase()}`}>
        {lines.map(({ text, action }, index) => (
          <div key={index} className={`diff-line ${action ?? ''}`}>
            <span className="line-number">{index + 1}</span>
            <span className="sign">{action === 'dropped' || action === 'refused' ? '−' : ''}</span>
            <JsonLine text={text} />
            {action && action !== 'kept' && <span className="unseen"> ({action})</span>}
          </div>
        ))}
      </ScrollBox>
    </div>
  )
}

/** Credentials were replaced before they left the gateway. */
function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <table className="headers-table">
      <tbody>
        {Object.entries(headers).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
