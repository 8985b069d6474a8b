/** `58 ms`, `.41 s`, `12.3 s`, `2 min 5 s`. */
export function formatMs(milliseconds: number): string {
  const ms = Math.max(0, milliseconds)
  if (ms < 99.5) return `${Math.round(ms)} ms`
  if (ms < 995) return `${withoutZero(ms / 1000, 2)} s`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** `1,024`. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

/** US dollars: `$.0031`, `$1.25`, `free`. */
export function formatCost(usd: number): string {
  if (usd === 0) return 'free'
  if (usd < 0.0001) return '<$.0001'
  if (usd < 0.01) return `$${withoutZero(usd, 4)}`
  return usd < 0.995 ? `$${withoutZero(usd, 3)}` : `$${usd.toFixed(2)}`
}

function withoutZero(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^0/, '')
}

/** Seconds in the largest unit they fill: `12 s`, `3 min`, `2 h`, `5 d`. */
export function formatAge(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`
}
