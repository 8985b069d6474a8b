import type { CSSProperties } from 'react'
import type { SpanAttempt, SpanNode, Trace } from '@/lib/chat/trace'
import { formatCost, formatCount, formatMs } from '@/lib/playground/stats'
import { Icon } from '../ui/icon'

/** The spans of a trace, each with what was sent for it; the bars share one axis. */
export function TraceSpans({ trace: { spans, ms } }: { trace: Trace }) {
  const begin = Math.min(...spans.map(({ started_at }) => Date.parse(started_at)))
  return (
    <table className="trace">
      <thead>
        <tr>
          <th scope="col">Span</th>
          <th scope="col">Status</th>
          <th scope="col">Model</th>
          <th scope="col" className="trace-when">
            When
          </th>
          <th scope="col">Took</th>
          <th scope="col">Tokens</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {spans.map(span => (
          <Span key={span.span_id} span={span} begin={begin} whole={Math.max(ms, 1)} depth={0} />
        ))}
      </tbody>
    </table>
  )
}

interface SpanProps {
  span: SpanNode
  /** Milliseconds since 1970, of the trace. */
  begin: number
  /** Milliseconds, of the trace. */
  whole: number
  depth: number
}

function Span({ span, begin, whole, depth }: SpanProps) {
  const { name, provider, model, status, ms, usage, cost, cache, error, attempts, children } = span
  const from = Date.parse(span.started_at) - begin
  const tokens = usage && `${formatCount(usage.prompt_tokens)} in, ${formatCount(usage.completion_tokens)} out`
  return (
    <>
      <tr className="trace-span" title={error?.message}>
        <Name depth={depth}>{name}</Name>
        <td>
          <Status status={status} word={cache === 'HIT' ? 'kept' : undefined} />
        </td>
        <td className="mono cut">{provider ? `${provider}/${model}` : ''}</td>
        <Bar from={from / whole} part={ms / whole} failed={status >= 400} />
        <td className="mono">{formatMs(ms)}</td>
        <td className="mono">{tokens}</td>
        <td className="mono">{cost === null ? '' : formatCost(cost)}</td>
      </tr>
      {attempts.length > 1 &&
        attempts.map((attempt, index) => (
          <Attempt key={index} attempt={attempt} from={from} whole={whole} depth={depth + 1} number={index + 1} />
        ))}
      {children.map(child => (
        <Span key={child.span_id} span={child} begin={begin} whole={whole} depth={depth + 1} />
      ))}
    </>
  )
}

interface AttemptProps extends Pick<SpanProps, 'whole' | 'depth'> {
  attempt: SpanAttempt
  /** Of the span it belongs to. */
  from: number
  number: number
}

function Attempt({
  attempt: { path, provider, model, status, start, ms, end, error },
  from,
  whole,
  depth,
  number,
}: AttemptProps) {
  const failed = end === 'error' || end === 'truncated'
  return (
    <tr title={error}>
      <Name depth={depth}>
        attempt {number} <span className="dim">{path}</span>
      </Name>
      <td>
        <Status status={status} word={status ? undefined : (end ?? 'none')} failed={failed} />
      </td>
      <td className="mono cut">
        {provider}/{model}
      </td>
      <Bar from={(from + start) / whole} part={ms / whole} failed={failed} />
      <td className="mono">{formatMs(ms)}</td>
      <td />
      <td />
    </tr>
  )
}

function Name({ depth, children }: { depth: number; children: React.ReactNode }) {
  return (
    <th scope="row" style={{ '--depth': depth } as CSSProperties}>
      {depth > 0 && <span className="unseen">under it: </span>}
      {children}
    </th>
  )
}

function Status({ status, word, failed = status >= 400 }: { status: number; word?: string; failed?: boolean }) {
  return (
    <span className={`action-word ${failed ? 'bad' : 'good'}`}>
      <Icon name={failed ? 'alert' : 'check'} size="tiny" />
      <span className="mono">{word ?? status}</span>
    </span>
  )
}

function Bar({ from, part, failed }: { from: number; part: number; failed: boolean }) {
  const share = (value: number) => `${Math.min(100, Math.max(0, value * 100))}%`
  return (
    <td className="trace-when" aria-hidden="true">
      <span className="trace-track">
        <i data-failed={failed} style={{ '--from': share(from), '--width': share(part) } as CSSProperties} />
      </span>
    </td>
  )
}
