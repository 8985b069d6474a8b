import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/mark'
import { PAGES, type PageHref } from './pages'

/** A page of the documentation: the list of all, and this one. It needs no script of its own. */
export function Frame({ href, lead, wide, children }: { href: PageHref; lead: ReactNode; wide?: boolean; children: ReactNode }) {
  const { title } = PAGES.find(page => page.href === href)!
  return (
    <div className="docs">
      <header className="docs-top">
        <a href="/" className="docs-mark">
          <Mark />
        </a>
        <a href="/docs" className="docs-name">
          Documentation
        </a>
        <span className="grow" />
        <a className="button line" href="/v1/openapi.json">
          OpenAPI
        </a>
        <a className="button primary" href="/">
          Open the playground
        </a>
      </header>
      <nav className="docs-pages" aria-label="Documentation">
        {PAGES.map(page => (
          <a key={page.href} href={page.href} aria-current={page.href === href ? 'page' : undefined}>
            {page.title}
          </a>
        ))}
      </nav>
      <main className={wide ? 'docs-page wide-page' : 'docs-page'}>
        <h1>{title}</h1>
        <p className="docs-lead">{lead}</p>
        {children}
      </main>
    </div>
  )
}
