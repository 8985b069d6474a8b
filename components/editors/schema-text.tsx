import { useCallback } from 'react'
import type { JsonSchema } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import { nearestPlace, placesOf } from '@/lib/playground/schema/places'
import { CodeField, type Problem } from '../ui/code-field'
import { toJsonText } from './json-text'
import { Letters } from './schema-notes'
import type { SchemaFinding } from './use-schema-findings'

interface Props {
  scope: string
  schema: JsonSchema | undefined
  findings: readonly SchemaFinding[]
  onChange(schema: JsonSchema | undefined): void
}

/** The schema as text. What is typed stays as it is typed, also while it is no JSON yet and when the panel has been closed. */
export function SchemaText({ scope, schema, findings, onChange }: Props) {
  const where = `${scope} response_format schema`
  const written = toJsonText(schema)
  const draft = usePlayground(state => state.drafts[where])
  const setDraft = usePlayground(state => state.setDraft)
  const text = draft?.over === written ? draft.text : written
  const type = (text: string) => {
    const typed = read(text)
    setDraft(where, { text, over: typed ? toJsonText(typed.value) : written })
    if (typed) onChange(typed.value)
  }
  const lint = useCallback((text: string) => problemsOf(text, findings), [findings])
  const isRead = read(text) !== undefined
  return (
    <>
      <CodeField
        label="Schema as JSON"
        language="json"
        value={text}
        onChange={type}
        lint={lint}
        minLines={8}
        maxLines={18}
        placeholder={'{ "type": "object", … }'}
      />
      {!isRead && <p className="field-hint">Until it is JSON again, what was JSON last is sent.</p>}
    </>
  )
}

function read(text: string): { value: JsonSchema | undefined } | undefined {
  if (!text.trim()) return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Each at its place; what stands nowhere in the text at the nearest thing that does. */
function problemsOf(text: string, findings: readonly SchemaFinding[]): Problem[] {
  const places = placesOf(text)
  return findings
    .flatMap(({ path, message, severity, letters }) => {
      const place = nearestPlace(places, path)
      const mark = letters.length > 0 && <Letters letters={letters} />
      return place ? [{ ...place, severity, message, ...(mark && { mark }) }] : []
    })
    .sort((one, other) => RANK[one.severity] - RANK[other.severity] || one.from - other.from)
}

const RANK = { error: 0, warning: 1, info: 2 } as const
