import { useEffect, useMemo, useState } from 'react'
import type { ChatRequest, JsonSchema } from '@/lib/chat/types'
import type { AnswerJson } from '@/lib/playground/schema/answer-json'
import type { AnswerError, Verdict } from '@/lib/playground/schema/check-answer'
import { checkApart } from '@/lib/playground/schema/check-apart'
import { checkFilling } from '@/lib/playground/schema/check-filling'

export interface AskedSchema {
  name: string
  schema: JsonSchema
}

const ANY_OBJECT: AskedSchema = { name: 'any object', schema: { type: 'object' } }

/** What the answer has to fit. */
export function askedSchema({ response_format: format }: ChatRequest): AskedSchema | undefined {
  if (format?.type === 'json_object') return ANY_OBJECT
  if (format?.type !== 'json_schema' || !format.json_schema.schema) return undefined
  return { name: format.json_schema.name, schema: format.json_schema.schema }
}

export interface JsonErrors {
  errors: readonly AnswerError[]
  /** The whole of it has been held against the schema. */
  checked: boolean
  /** Why that cannot be. */
  why?: string
}

const NONE: readonly AnswerError[] = []

/** What is wrong: while it fills what can be told already, then all of it. */
export function useJsonErrors(asked: AskedSchema | undefined, { value, complete }: AnswerJson): JsonErrors {
  const [said, setSaid] = useState<{ of: unknown[]; verdict: Verdict }>()
  const schema = asked?.schema
  useEffect(() => {
    if (!schema || !complete) return
    return checkApart(schema, value, verdict => setSaid({ of: [schema, value], verdict }))
  }, [schema, complete, value])
  return useMemo(() => {
    if (!schema) return { errors: NONE, checked: false }
    const verdict = complete && said?.of[0] === schema && said.of[1] === value ? said.verdict : undefined
    if (!verdict) return { errors: checkFilling(schema, value), checked: false }
    if ('why' in verdict) return { errors: NONE, checked: false, why: verdict.why }
    return { errors: verdict.errors, checked: true }
  }, [schema, complete, said, value])
}
