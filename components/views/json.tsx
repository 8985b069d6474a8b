import { lazy, Suspense } from 'react'
import type { View, ViewProps } from './view'

/** The answer as a tree, held against the schema that was asked for. It loads when first wanted. */
export const json: View = { id: 'json', title: 'JSON', Component: JsonView }

const Json = lazy(() => import('./json-view'))

function JsonView({ run, choice }: ViewProps) {
  const text = run.completion?.choices[choice]?.message.content
  return (
    <Suspense fallback={text ? <div className="answer-text">{text}</div> : null}>
      <Json key={`${run.id} ${choice}`} run={run} choice={choice} />
    </Suspense>
  )
}
