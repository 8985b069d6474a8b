import type { PlaygroundState } from '@/lib/playground/store'
import type { IconName } from '../ui/icon'

/** The headings, in their order; the models come after them, under headings of their own. */
export const GROUPS: readonly string[] = ['Run', 'Columns', 'Prompt', 'Views', 'Begin with', 'Page']

/** Something the page can do: an entry of the palette and, where it has keys, a shortcut. */
export interface Command {
  id: string
  /** As an order: `Run all columns`. */
  name: string
  /** The heading it stands under. */
  group: string
  icon: IconName
  /** Other words people look for it by. */
  keywords?: string
  /** As they are written on Apple's machines: `⇧⌘↵`; `⌘1–6` is any of them. */
  keys?: string
  /** The keys mean something of their own where one writes. */
  notWhileWriting?: boolean
  /** Only the key that was pressed says what is meant, so the palette cannot offer it. */
  keysOnly?: boolean
  /** Absent: always. */
  when?(state: PlaygroundState): boolean
  /** The event is there when it was called by its keys. */
  act(state: PlaygroundState, event?: KeyboardEvent): void
}
