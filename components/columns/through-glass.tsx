/** One beam in, three out, each with where the first message lands in that column's request. */
export function ThroughGlass({ places }: { places: readonly string[] }) {
  return (
    <svg className="through-glass" viewBox="0 0 1008 700" preserveAspectRatio="xMinYMin slice" fill="none" aria-hidden="true">
      <defs>
        {RAYS.map(({ id, color }) => (
          <linearGradient key={id} id={id} gradientUnits="userSpaceOnUse" x1="300" x2="1008" y1="0" y2="0">
            <stop stopColor={color} />
            <stop offset="1" stopColor={color} stopOpacity="0" />
          </linearGradient>
        ))}
      </defs>
      <path d="M0 236H279" stroke="var(--ink)" strokeWidth="2" />
      <path d="M310 84h38l-66 320h-38z" fill="var(--hover)" stroke="var(--line-2)" />
      <path d="M279 236L316 231M279 236h36M279 236L313 242" stroke="var(--ink-4)" strokeWidth="1.5" />
      {RAYS.map(({ id, path }) => (
        <path key={id} d={path} stroke={`url(#${id})`} strokeWidth="2" />
      ))}
      <g fontFamily="var(--mono)" fontSize="12">
        <text x="16" y="222" fill="var(--ink)">
          messages[0].content
        </text>
        {RAYS.map(({ id, color, at }, index) => (
          <text key={id} x="688" y={at} fill={color}>
            {places[index]}
          </text>
        ))}
      </g>
    </svg>
  )
}

const RAYS = [
  { id: 'ray-a', color: 'var(--letter-a)', path: 'M318 231L1008 60', at: 104 },
  { id: 'ray-b', color: 'var(--letter-b)', path: 'M316 236H1008', at: 226 },
  { id: 'ray-c', color: 'var(--letter-c)', path: 'M314 242L1008 420', at: 408 },
]
