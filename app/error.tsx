'use client'

import { Mark } from '@/components/ui/mark'
import { NoWay } from '@/components/ui/no-way'

/** The page broke while drawing. What was typed is saved as it is typed, so trying again loses nothing. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="plain-page">
      <Mark />
      <NoWay />
      <h1>The page stumbled.</h1>
      <p>Your prompt and its answers are saved. Try again; if it happens twice, reload.</p>
      <pre>{error.message}</pre>
      <button type="button" className="button primary tall" onClick={reset}>
        Try again
      </button>
    </main>
  )
}
