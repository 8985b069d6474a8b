import { Suspense } from 'react'
import { early } from '../ui/early'
import { Plain } from './characters'
import type { View, ViewProps } from './view'

/** The answer as a tree, held against the schema that was asked for. */
export const json: View = { id: 'json', title: 'JSON', Component: JsonView }

const Json = early(() => import('./json-view'))

function JsonView({ run, choice }: ViewProps) {
  const text = run.completion?.choices[choice]?.message.content
  return (
    <Suspense fallback={text ? <Plain text={text} /> : null}>
      <Json key={`${run.id} ${choice}`} run={run} choice={choice} />
    </Suspense>
  )
}
