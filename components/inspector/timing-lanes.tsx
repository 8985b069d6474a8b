import { formatMs } from '@/lib/playground/format'
import { formatTick, inWords, type Lane, type Timing } from '@/lib/playground/timing'
import { Facet } from '../ui/facet'

/** A table, so that it can be read out: the drawing of each lane is decoration, its phases stand in words beside it. */
export function TimingLanes({ timing: { lanes, span, ticks }, focused }: { timing: Timing; focused: string }) {
  const share = (milliseconds: number) => `${(milliseconds / span) * 100}%`
  return (
    <table className="timing">
      <thead>
        <tr>
          <th scope="col">Attempt</th>
          <th scope="col">
            <span className="unseen">Phases</span>
            <span className="timing-track" aria-hidden="true">
              {ticks.map(tick => (
                <span key={tick} className="tick" style={{ '--from': share(tick) }}>
                  {formatTick(tick, span)}
                </span>
              ))}
            </span>
          </th>
          <th scope="col">until</th>
        </tr>
      </thead>
      <tbody>
        {lanes.map((lane, index) => (
          <tr key={index} data-letter={lane.letter} data-focused={lane.columnId === focused}>
            <Name lane={lane} />
            <td>
              <span className="unseen">
                {inWords(lane)}. {lane.remark}
              </span>
              <Track lane={lane} share={share} />
            </td>
            <td>{formatMs(lane.until)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Name({ lane: { letter, name, model, status, failed } }: { lane: Lane }) {
  return (
    <th scope="row">
      <span className="lane-name">
        <Facet letter={letter} small />
        <span>{name}</span>
        <span className="dim cut grow">{model}</span>
        <span className={`mono ${failed ? 'bad' : ''}`}>{status || ''}</span>
      </span>
    </th>
  )
}

function Track({ lane: { phases, remark }, share }: { lane: Lane; share(milliseconds: number): string }) {
  return (
    <span className="timing-track" aria-hidden="true">
      {phases.map(({ kind, from, to, open }, index) => (
        <i
          key={index}
          className={`phase ${open ? 'open' : ''}`}
          data-kind={kind}
          style={{ '--from': share(from), '--width': share(to - from) }}
        />
      ))}
      <span className="remark cut" style={{ '--from': share(phases.at(-1)?.to ?? 0) }}>
        {remark}
      </span>
    </span>
  )
}
