/** The pages of the documentation, in their order. */
export const PAGES = [
  { href: '/docs', title: 'Quick start' },
  { href: '/docs/configs', title: 'Configs' },
  { href: '/docs/headers', title: 'Headers' },
  { href: '/docs/errors', title: 'Errors' },
  { href: '/docs/traces', title: 'Traces' },
  { href: '/docs/parameters', title: 'Parameters' },
] as const

export type PageHref = (typeof PAGES)[number]['href']
