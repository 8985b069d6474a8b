import type { BodyDiff, DiffLink } from '@/lib/playground/body-diff'

/** Pixels: the padding above the first line, the height of one, and the width of the middle. */
const TOP = 8
const LINE = 18
const WIDTH = 72

const middleOf = (line: number) => TOP + line * LINE + LINE / 2

/** From each line asked to the line sent: a ribbon, an end, or a fan. */
export function Ribbons({ diff: { asked, sent, links } }: { diff: BodyDiff }) {
  const height = TOP * 2 + Math.max(asked.length, sent.length) * LINE
  return (
    <svg className="ribbons" viewBox={`0 0 ${WIDTH} ${height}`} height={height} preserveAspectRatio="none" aria-hidden="true">
      {links.map((link, index) => (
        <Link key={index} link={link} />
      ))}
    </svg>
  )
}

function Link({ link: { asked, sent, action, notes } }: { link: DiffLink }) {
  if (action === 'kept') return null
  if (asked !== null && sent !== null) return <Ribbon from={middleOf(asked)} to={middleOf(sent)} />
  if (asked === null) return <Begin y={middleOf(sent!)} />
  if (action === 'emulated') return <Fan y={middleOf(asked)} count={notes.find(({ param }) => param === 'n')?.from} />
  return <End y={middleOf(asked)} look={action} />
}

function Ribbon({ from, to }: { from: number; to: number }) {
  const half = WIDTH / 2
  return <path d={`M0 ${from}C${half} ${from} ${half} ${to} ${WIDTH} ${to}`} />
}

/** Something the caller did not write. */
function Begin({ y }: { y: number }) {
  return <path d={`M${WIDTH - 30} ${y}h30M${WIDTH - 34} ${y - 4}v8M${WIDTH - 38} ${y}h8`} />
}

/** It goes no further. */
function End({ y, look }: { y: number; look: string }) {
  return (
    <g className={look}>
      <path d={`M0 ${y}h22`} strokeDasharray="3 3" />
      <path d={`M26 ${y - 4}a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM23.4 ${y - 2.8}l5.2 5.6`} />
    </g>
  )
}

/** One request asked, several sent. */
function Fan({ y, count }: { y: number; count: unknown }) {
  return (
    <g>
      <path d={`M0 ${y}h16l10-6M16 ${y}h11M16 ${y}l10 6M16 ${y}l10-2.5M16 ${y}l10 2.5`} />
      {typeof count === 'number' && (
        <text x="34" y={y + 4}>
          × {count}
        </text>
      )}
    </g>
  )
}
