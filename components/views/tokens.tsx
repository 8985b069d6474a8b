import { lazy, Suspense } from 'react'
import { Plain } from './characters'
import type { View, ViewProps } from './view'

/** How sure the model was, token by token. It loads when first wanted. */
export const tokens: View = { id: 'tokens', title: 'Tokens', Component: TokensView, load }

const Tokens = lazy(load)

function load() {
  return import('./tokens-view')
}

function TokensView({ run, choice }: ViewProps) {
  const text = run.completion?.choices[choice]?.message.content
  return (
    <Suspense fallback={text ? <Plain text={text} /> : null}>
      <Tokens run={run} choice={choice} />
    </Suspense>
  )
}
