/** Whether every word stands somewhere in the texts, in whatever order and case. */
export function matches(query: string, ...texts: string[]): boolean {
  const all = texts.join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => all.includes(word))
}
