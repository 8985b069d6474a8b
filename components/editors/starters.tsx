'use client'

import { usePlayground } from '@/lib/playground/context'
import { defaultPrompt, STARTERS } from '@/lib/playground/defaults'
import { STARTER_ICONS } from '../prompt-menu'
import { Icon } from '../ui/icon'

const FIRST_TITLE = defaultPrompt().title

/** Prompts to begin with, as long as the first one stands untouched. */
export function Starters() {
  const untouched = usePlayground(state => state.prompt.title === FIRST_TITLE)
  const openStarter = usePlayground(state => state.openStarter)
  if (!untouched) return null
  return (
    <section className="starters" aria-labelledby="starters">
      <p className="starters-about">
        Every model gets this in its own format, and a receipt says what was kept, moved, changed or dropped on the way, and why.
      </p>
      <h3 id="starters">Or begin with</h3>
      <ul className="starter-list">
        {STARTERS.slice(1).map(starter => (
          <li key={starter.id}>
            <button type="button" onClick={() => openStarter(starter)}>
              <Icon name={STARTER_ICONS[starter.id] ?? 'edit'} size="small" />
              <span className="grow">{starter.title}</span>
              <span className="mono dim">{starter.hint}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
