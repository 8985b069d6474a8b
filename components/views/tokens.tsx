import { Suspense } from 'react'
import { early } from '../ui/early'
import { Plain } from './characters'
import type { View, ViewProps } from './view'

/** How sure the model was, token by token. */
export const tokens: View = { id: 'tokens', title: 'Tokens', Component: TokensView }

const Tokens = early(() => import('./tokens-view'))

function TokensView({ run, choice }: ViewProps) {
  const text = run.completion?.choices[choice]?.message.content
  return (
    <Suspense fallback={text ? <Plain text={text} /> : null}>
      <Tokens run={run} choice={choice} />
    </Suspense>
  )
}
