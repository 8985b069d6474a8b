import type { ReactNode } from 'react'
import { Icon } from '../../ui/icon'

/** Why there is no difference to see, and what can be done about it. */
export function Nothing({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="diff-none" aria-label={title}>
      <Icon name="pin" />
      <h3>{title}</h3>
      <p>{text}</p>
      <div className="diff-actions">{children}</div>
    </section>
  )
}
