const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** Milliseconds since 1970 as a list says it: `14:24`, `20 Nov, 14:24`, `20 Nov 2025`. */
export function formatWhen(at: number): string {
  const [then, now] = [new Date(at), new Date()]
  if (then.toDateString() === now.toDateString()) return TIME.format(then)
  return then.getFullYear() === now.getFullYear() ? `${DAY.format(then)}, ${TIME.format(then)}` : YEAR.format(then)
}
