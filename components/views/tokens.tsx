import { lazy, Suspense } from 'react'
import type { View, ViewProps } from './view'

/** How sure the model was, token by token. It loads when first wanted. */
export const tokens: View = { id: 'tokens', title: 'Tokens', Component: TokensView }

const Tokens = lazy(() => import('./tokens-view'))

function TokensView({ run, choice }: ViewProps) {
  const text = run.completion?.choices[choice]?.message.content
  return (
    <Suspense fallback={text ? <div className="answer-text">{text}</div> : null}>
      <Tokens run={run} choice={choice} />
    </Suspense>
  )
}
