import type { Metadata } from 'next'
import { Code } from '../code'
import { Frame } from '../frame'
import { originOf } from '../origin'
import { curl } from '../programs'
import { TRACE_ID, TRACED } from './example'

export const metadata: Metadata = { title: 'Traces' }

const COLLECTOR = `OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 npm start`

const Conventions = () => (
  <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/" target="_blank" rel="noreferrer noopener">
    conventions for generative AI
  </a>
)

export default async function Traces() {
  const origin = await originOf()
  return (
    <Frame
      href="/docs/traces"
      lead="Every request is a span, kept under its trace id for seven days: provider, model, status, attempts, times, tokens, cost and notes. Bodies are only kept with TRACE_BODIES=1."
    >
      <h2 id="write">Name what belongs together</h2>
      <p>
        Send a trace id of your own, and where requests stand under each other also their span ids. Without one an id is made. A
        request that names no trace and asks for no receipt is only remembered by the process that answered it, among its last
        256. Either comes back in <code>x-portkey-trace-id</code>.
      </p>
      <Code name="curl: a request with a trace">{curl(origin, TRACED)}</Code>
      <h2 id="read">Read it</h2>
      <p>
        A trace is read with the key its requests came with, or the access token; from this very machine without either, where the
        app listens on loopback. To everyone else there is no such trace.
      </p>
      <Code name="curl: read a trace">{`curl ${origin}/v1/traces/${TRACE_ID}`}</Code>
      <p>
        The answer is a tree of spans, with the sum of their usage and cost; its shape is in{' '}
        <a href="/v1/openapi.json">openapi.json</a>. With <code>x-portkey-debug: false</code> nothing is kept.
      </p>
      <h2 id="opentelemetry">Send them to your own collector</h2>
      <p>
        With <code>OTEL_EXPORTER_OTLP_ENDPOINT</code> set, every request is also a span of OpenTelemetry, and each sending to a
        provider one within it, by the <Conventions />: model, parameters, tokens, finish reason, the provider’s host, and what
        went wrong. A <code>traceparent</code> that comes with a request is honoured, and the trace id above is in{' '}
        <code>refract.trace_id</code>. No key and nothing of what was said is ever in these spans.
      </p>
      <Code name="shell: start with a collector">{COLLECTOR}</Code>
    </Frame>
  )
}
