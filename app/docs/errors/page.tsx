import type { Metadata } from 'next'
import { ERRORS } from '@/lib/gateway/contract/errors'
import { Code } from '../code'
import { Frame } from '../frame'
import { Table } from '../table'
import { BROKEN_STREAM, MISTAKE } from './samples'

export const metadata: Metadata = { title: 'Errors' }

export default function Errors() {
  return (
    <Frame
      href="/docs/errors"
      lead="One shape for all: OpenAI’s object, and beside it the two fields Portkey’s SDK reads. A provider’s own message is kept as it is."
    >
      <Code name="An error">{JSON.stringify(MISTAKE.error, null, 2)}</Code>
      <p>
        <code>param</code> is the path of what is wrong: in the body, in the config, or a header. <code>code</code> is the
        provider’s where the failure is the provider’s.
      </p>
      <Table
        name="Statuses"
        heads={['Status', 'Type', 'When', 'What helps']}
        rows={ERRORS.map(({ status, type, when, mend }) => [status, <code key={type}>{type}</code>, when, mend])}
      />
      <h2 id="streams">In a stream</h2>
      <p>
        Until its first content a failed stream is an ordinary error, and a retry or a fallback may still mend it. After that it
        ends with one event that holds <code>error</code>, and without <code>[DONE]</code>. A stream that ends without either was
        cut on its way to you. Try it with the model <code>{BROKEN_STREAM.model}</code>.
      </p>
    </Frame>
  )
}
