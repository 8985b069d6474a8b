import { useId } from 'react'
import { params as rows } from '@/lib/params'
import { RESERVED } from '@/lib/playground/request'
import type { Params } from '@/lib/playground/types'
import { editorOf } from '.'
import type { ControlsProps } from './editor'
import { JsonField } from './json-field'
import { more } from './more'
import { NotSentMarks } from './not-sent-marks'

/** What the table does not know, sent as it is written: a vendor's own parameters, or new ones. */
export function ExtraParams({ scope, params, inherited, set }: ControlsProps) {
  const id = useId()
  const extra = extraOf(params)
  const names = Object.keys(extra)
  const replace = (next: unknown) => {
    const wanted = (next ?? {}) as Params
    for (const name of names) if (!Object.hasOwn(wanted, name)) set(name, undefined)
    for (const [name, value] of Object.entries(wanted)) set(name, value)
  }
  const above = inherited && extraOf(inherited)
  return (
    <section className="controls" aria-label="Extra parameters">
      <h3 className="controls-title">Extra parameters</h3>
      <div className="control">
        <JsonField
          id={id}
          label="Extra parameters"
          where={`${scope} extra`}
          value={names.length ? extra : undefined}
          placeholder={above && Object.keys(above).length ? JSON.stringify(above) : 'not sent'}
          check={value => problemOf(value, !!inherited)}
          set={replace}
        />
        <p className="field-hint">
          Members of the body that have no control here, as JSON. A provider that does not know one is not sent it, and the
          receipt says so.
        </p>
        <NotSentMarks names={above ? [...names, ...Object.keys(above)] : names} scope={scope} />
      </div>
    </section>
  )
}

function extraOf(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => editorOf(name) === more && !Object.hasOwn(rows, name)))
}

/** In a column `null` means: not sent here; for the prompt it would mean nothing. */
function problemOf(value: unknown, inColumn: boolean): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object'
  for (const [name, member] of Object.entries(value)) {
    if (RESERVED.has(name)) return `cannot hold ${name}, which the page writes itself`
    if (Object.hasOwn(rows, name) || editorOf(name) !== more) return `cannot hold ${name}, which has a control of its own`
    if (member === null && !inColumn) return `holds ${name} as null, which means not sent: leave it out`
  }
}
