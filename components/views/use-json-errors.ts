import { useEffect, useMemo, useState } from 'react'
import type { ChatRequest, JsonSchema } from '@/lib/chat/types'
import type { AnswerJson } from '@/lib/playground/schema/answer-json'
import { type AnswerError, type Check, makeCheck } from '@/lib/playground/schema/check-answer'
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

/** What is wrong: while it fills what can be told already, then all of it. The validator loads when there is a whole to check. */
export function useJsonErrors(asked: AskedSchema | undefined, { value, complete }: AnswerJson): JsonErrors {
  const [check, setCheck] = useState<Check>()
  const schema = asked?.schema
  useEffect(() => {
    if (!schema || !complete) return
    let gone = false
    void makeCheck(schema).then(made => gone || setCheck(() => made))
    return () => {
      gone = true
    }
  }, [schema, complete])
  return useMemo(() => {
    if (!schema) return { errors: NONE, checked: false }
    if (!complete || !check) return { errors: checkFilling(schema, value), checked: false }
    const said = check(value)
    return 'why' in said ? { errors: NONE, checked: false, why: said.why } : { errors: said.errors, checked: true }
  }, [schema, complete, check, value])
}
