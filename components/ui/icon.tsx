/** Drawn on a 16 px grid with a 1.5 px stroke and round ends. */
const PATHS = {
  alert: 'M8 2.2l6.3 11.2H1.7zM8 6.5v3M8 11.5v.01',
  bars: 'M3 13V9M6.3 13V3M9.7 13V7M13 13v-3',
  book: 'M8 4.2C6.5 3 4.5 2.7 2 2.8v9.6c2.5-.1 4.5.2 6 1.4 1.5-1.2 3.5-1.5 6-1.4V2.8c-2.5-.1-4.5.2-6 1.4zM8 4.2v9.6',
  braces:
    'M6 2.5H5A1.5 1.5 0 0 0 3.5 4v2.5L2 8l1.5 1.5V12A1.5 1.5 0 0 0 5 13.5h1M10 2.5h1A1.5 1.5 0 0 1 12.5 4v2.5L14 8l-1.5 1.5V12a1.5 1.5 0 0 1-1.5 1.5h-1',
  check: 'M3 8.5l3.2 3L13 4.5',
  chevron: 'M4 6l4 4 4-4',
  'chevron-left': 'M10 4L6 8l4 4',
  'chevron-right': 'M6 4l4 4-4 4',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.4',
  code: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  columns: 'M2 3h12v10H2zM6 3v10M10 3v10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  delta: 'M8 2.8L14 13.2H2z',
  down: 'M8 3v10M4.5 9.5L8 13l3.5-3.5',
  edit: 'M2.5 13.5l.6-2.8L10.7 3l2.3 2.3-7.7 7.6z',
  fan: 'M2 8h4M6 8l7-4.5M6 8h7.5M6 8l7 4.5',
  fork: 'M4.5 2.5v4a2 2 0 0 0 2 2h3a2 2 0 0 0 2-2v-4M8 8.5v5M3 4l1.5-1.5L6 4M10 4l1.5-1.5L13 4',
  folder: 'M2 12.5v-9h4l1.5 2H14v7z',
  gauge: 'M2.5 11.5a5.5 5.5 0 1 1 11 0M8 11.5l2.6-3.6',
  grip: 'M6 3.5v.01M10 3.5v.01M6 8v.01M10 8v.01M6 12.5v.01M10 12.5v.01',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.3c0-2.3 3.4-2.2 3.4 0 0 1.4-1.7 1.3-1.7 2.7M8 11.2v.01',
  image: 'M2 3h12v10H2zM2 10.5L5.5 7.5 9 10.5l2-1.8 3 2.5M10.8 6v.01',
  indent: 'M2 3h12M7.5 6.4H14M7.5 9.6H14M2 13h12M2.2 6.2L4.2 8l-2 1.8',
  key: 'M5.2 13.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM7.2 8.9L13.5 2.6M10.8 5.3l2 2',
  length: 'M2 4v8M14 4v8M4.5 8h7M6 6L4 8l2 2M10 6l2 2-2 2',
  link: 'M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.6-2.6a2.4 2.4 0 0 0-3.4-3.4l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.2 9.4a2.4 2.4 0 0 0 3.4 3.4l.9-.9',
  lock: 'M3.5 7.5h9V14h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  moon: 'M13.5 9.3A5.7 5.7 0 1 1 6.7 2.5a4.5 4.5 0 0 0 6.8 6.8z',
  more: 'M3.5 8v.01M8 8v.01M12.5 8v.01',
  move: 'M3 3v4.5A2.5 2.5 0 0 0 5.5 10H13M10 7l3 3-3 3',
  offline:
    'M2 2l12 12M4.6 9.4A5 5 0 0 1 6.7 8.2M11.4 9.4a5 5 0 0 0-1.5-1M2.3 6.8A8.4 8.4 0 0 1 4.8 5.1M13.7 6.8A8.3 8.3 0 0 0 7.4 4.4M8 12.5v.01',
  octagon: 'M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM8 5v3.6M8 11v.01',
  panel: 'M2 3h12v10H2zM6 3v10',
  drawer: 'M2 3h12v10H2zM2 9h12',
  path: 'M6.5 13L9.5 3M3 10v.01M13 10v.01',
  pin: 'M5.5 2h5M6.2 2v4.2L4 9h8L9.8 6.2V2M8 9v5',
  plus: 'M8 3v10M3 8h10',
  receipt: 'M3.5 14V2h9v12l-1.5-1-1.5 1L8 13l-1.5 1L5 13zM6 5.5h4M6 8.5h4',
  reply: 'M6 4L2.5 7.5 6 11M2.5 7.5H10a3.5 3.5 0 0 1 3.5 3.5v1.5',
  rerun: 'M13.5 8a5.5 5.5 0 1 1-1.7-4l1.7 1.6M13.5 2.4v3.2h-3.2',
  past: 'M2.5 8a5.5 5.5 0 1 0 1.7-4L2.5 5.6M2.5 2.4v3.2h3.2M8 5v3.2l2.2 1.3',
  right: 'M3 8h10M9.5 4.5L13 8l-3.5 3.5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7L14 14',
  server: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5v.01M5 11v.01',
  share: 'M8 10V2M4.8 5L8 1.9 11.2 5M5 7.5H3v6.5h10V7.5h-2',
  shield: 'M8 1.8l5 1.8v4.2c0 3-2 5.2-5 6.4-3-1.2-5-3.4-5-6.4V3.6zM5.8 7.9l1.6 1.6 2.8-3',
  slash: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 3.8l8.4 8.4',
  sliders: 'M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M9.7 2.8v3.4M6.2 9.8v3.4',
  stack: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  system: 'M2 3h12v8.5H2zM6 14h4M8 11.5V14',
  thinking: 'M8 1.8l1.5 4.7L14.2 8l-4.7 1.5L8 14.2 6.5 9.5 1.8 8l4.7-1.5z',
  up: 'M8 13V3M4.5 6.5L8 3l3.5 3.5',
  wrench: 'M13.6 4.6L11.4 6.8 9.2 4.6l2.2-2.2A3.8 3.8 0 0 0 6.5 7L2.3 11.2a1.6 1.6 0 0 0 2.4 2.4L9 9.4a3.8 3.8 0 0 0 4.6-4.8z',
  x: 'M4 4l8 8M12 4l-8 8',
} as const

export type IconName = keyof typeof PATHS | 'stop'

/** Decoration only: the word beside it, or the button's name, says what it means. */
export function Icon({ name, size, className = '' }: { name: IconName; size?: 'small' | 'tiny'; className?: string }) {
  return (
    <svg className={`icon ${size ?? ''} ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {name === 'stop' ? <rect className="solid" x="3.5" y="3.5" width="9" height="9" rx="1.5" /> : <path d={PATHS[name]} />}
    </svg>
  )
}
