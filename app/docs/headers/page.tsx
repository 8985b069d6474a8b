import type { Metadata } from 'next'
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '@/lib/gateway/contract/headers'
import { Frame } from '../frame'
import { Table } from '../table'

export const metadata: Metadata = { title: 'Headers' }

const rows = (headers: typeof REQUEST_HEADERS) =>
  headers.map(({ name, meaning, words }) => [
    <code key={name}>{name}</code>,
    <>
      {meaning}
      {words && <span className="docs-words"> {words.join(' · ')}</span>}
    </>,
  ])

export default function Headers() {
  return (
    <Frame
      href="/docs/headers"
      lead="They have Portkey’s names, so that its SDK works as it is. Other x-portkey headers are ignored. Header JSON is read as UTF-8, or with escapes."
    >
      <h2>Of a request</h2>
      <Table name="Headers of a request" heads={['Header', 'What it does']} rows={rows(REQUEST_HEADERS)} />
      <h2>Of an answer</h2>
      <Table name="Headers of an answer" heads={['Header', 'What it says']} rows={rows(RESPONSE_HEADERS)} />
    </Frame>
  )
}
