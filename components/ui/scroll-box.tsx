import type { ComponentProps } from 'react'

/** A box that scrolls on its own must be reachable by keyboard and have a name. */
export function ScrollBox({ name, ...rest }: ComponentProps<'section'> & { name: string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here
  return <section {...rest} aria-label={name} tabIndex={0} />
}
