/** How well a command fits a search, 0 to 1: every word must stand in it, best where a word of its name begins so. */
export function scoreOf(name: string, search: string, keywords: string[] = []): number {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const title = name.toLowerCase()
  const others = keywords.join(' ').toLowerCase()
  let worst = 1
  for (const word of words) worst = Math.min(worst, scoreOfWord(word, title, others))
  return worst
}

function scoreOfWord(word: string, title: string, others: string): number {
  const at = title.indexOf(word)
  if (at === 0) return 1
  if (at > 0) return /[\p{L}\p{N}]/u.test(title[at - 1]!) ? 0.5 : 0.8
  return others.includes(word) ? 0.3 : 0
}
