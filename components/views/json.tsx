import { lazy, Suspense } from 'react'
import { Plain } from './characters'
import type { View, ViewProps } from './view'

/** The answer as a tree, held against the schema that was asked for. It loads when first wanted. */
export const json: View = { id: 'json', title: 'JSON', Component: JsonView, load }

const Json = lazy(load)

function load() {
  return import('./json-view')
}

function JsonView({ run, choice }: ViewProps) {
  const text = run.completion?.choices[choice]?.message.content
  return (
    <Suspense fallback={text ? <Plain text={text} /> : null}>
      <Json key={`${run.id} ${choice}`} run={run} choice={choice} />
    </Suspense>
  )
}
