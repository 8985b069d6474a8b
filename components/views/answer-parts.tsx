import type { Run } from '@/lib/playground/types'
import { Icon } from '../ui/icon'

/** Stands where the next word will be. */
export function Cursor({ run }: { run: Run }) {
  return run.status === 'streaming' ? <span className="cursor" aria-hidden="true" /> : null
}

/** The model declined, and said so in a field of its own. */
export function Refusal({ text }: { text: string | null | undefined }) {
  if (!text) return null
  return (
    <div className="refusal">
      <Icon name="octagon" size="small" />
      <div>
        <b>The model declined.</b>
        <p>{text}</p>
      </div>
    </div>
  )
}
