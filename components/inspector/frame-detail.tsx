import { formatCount, formatMs } from '@/lib/playground/format'
import type { Frame, Made } from '@/lib/playground/frames'
import { CopyButton } from '../ui/copy-button'
import { JsonLine } from '../ui/json-line'
import { ScrollBox } from '../ui/scroll-box'

const PARTS: Record<Made['part'], string> = { text: 'the answer', thinking: 'the thinking', calls: 'the arguments of its calls' }

/** One event as it came, laid out where it is JSON. */
export function FrameDetail({ frame: { ms, event, data, made }, isMarked }: { frame: Frame; isMarked: boolean }) {
  return (
    <section className="frame-detail" aria-label="Event">
      <div className="frame-facts">
        {event && <b className="mono">{event}</b>}
        <span className="mono">{formatMs(ms)}</span>
        <span className="grow" />
        <CopyButton name="Copy this event" text={() => data} />
      </div>
      <p className="frame-made">
        {made.map(({ choice, part, from, to }, index) => (
          <span key={index}>
            Characters {formatCount(from + 1)} to {formatCount(to)} of {PARTS[part]}
            {choice > 0 && `, choice ${choice + 1}`}.{' '}
          </span>
        ))}
        {made.length === 0 && 'It made nothing that can be read in the answer. '}
        {isMarked && 'Marked above.'}
      </p>
      <ScrollBox className="frame-data" name="Event as it came">
        {laidOut(data)
          .split('\n')
          .map((line, index) => (
            <div key={index}>
              <JsonLine text={line} />
            </div>
          ))}
      </ScrollBox>
    </section>
  )
}

function laidOut(data: string): string {
  try {
    return JSON.stringify(JSON.parse(data), null, 2)
  } catch {
    return data
  }
}
