import type { Metadata } from 'next'
import Link from 'next/link'
import { Mark } from '@/components/ui/mark'
import { NoWay } from '@/components/ui/no-way'

export const metadata: Metadata = { title: 'Nothing is here' }

export default function NotFound() {
  return (
    <main className="plain-page">
      <Link href="/" aria-label="Refract" className="plain-mark">
        <Mark />
      </Link>
      <NoWay />
      <h1>Nothing is here.</h1>
      <p>The address may be mistyped, or what it showed was removed. Prompts and answers of this browser are untouched.</p>
      <Link className="button primary tall" href="/">
        Open the playground
      </Link>
    </main>
  )
}
