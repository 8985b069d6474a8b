import Link from 'next/link'
import { Mark } from '@/components/ui/mark'

export default function NotFound() {
  return (
    <main className="plain-page">
      <Mark />
      <h1>Nothing is here.</h1>
      <p>The address may be mistyped, or what it showed was removed.</p>
      <Link className="button line" href="/">
        Open the playground
      </Link>
    </main>
  )
}
