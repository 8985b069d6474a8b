import { usePlayground, useRun } from '@/lib/playground/context'

/** Which of `n` choices a column shows; a later run may have fewer. */
export function useChoice(columnId: string): number {
  const chosen = usePlayground(state => state.choices[columnId] ?? 0)
  const count = useRun(columnId, run => run?.completion?.choices.length ?? 0)
  return chosen < count ? chosen : 0
}
