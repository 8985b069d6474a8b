import type { DiffPart } from '@/lib/playground/text-diff'

/** UTF-16 units after which a page ends with its line, and parts after which it ends wherever it is. */
const ENOUGH = 3000
const MOST_PARTS = 400

/** A long difference in pages that can be laid out on their own, cut between lines where there are any. */
export function pagesOf(parts: readonly DiffPart[]): DiffPart[][] {
  const pages: DiffPart[][] = [[]]
  let length = 0
  const add = (part: DiffPart) => {
    pages.at(-1)!.push(part)
    length += part.text.length
  }
  const turn = () => {
    pages.push([])
    length = 0
  }
  for (const part of parts) {
    let rest = part.text
    while (length + rest.length > ENOUGH) {
      const line = rest.indexOf('\n', Math.max(0, ENOUGH - length)) + 1
      if (line === 0) break
      add({ ...part, text: rest.slice(0, line) })
      turn()
      rest = rest.slice(line)
    }
    if (rest) add({ ...part, text: rest })
    if (pages.at(-1)!.length >= MOST_PARTS) turn()
  }
  return pages.filter(page => page.length > 0)
}
