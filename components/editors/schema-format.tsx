import { useId, useState } from 'react'
import type { JsonSchema, ResponseFormat } from '@/lib/chat/types'
import { isObject } from '@/lib/playground/check'
import { EXAMPLES } from '@/lib/playground/schema/examples'
import { makeStrict } from '@/lib/playground/schema/strict'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import { Segmented } from '../ui/segmented'
import { SchemaText } from './schema-text'
import { SchemaTree } from './schema-tree'
import { useSchemaFindings } from './use-schema-findings'

export type Format = Extract<ResponseFormat, { type: 'json_schema' }>['json_schema']

const VIEWS = [
  { value: 'tree', label: 'Tree' },
  { value: 'text', label: 'Text' },
] as const

/** A schema with its name: as a tree and as text, which are the same value. */
export function SchemaFormat({ scope, format, onChange }: { scope: string; format: Format; onChange(format: Format): void }) {
  const [view, setView] = useState<'tree' | 'text'>('tree')
  const { schema = {} } = format
  const { findings, notStrict } = useSchemaFindings(scope, format)
  const setSchema = (schema: JsonSchema | undefined) => onChange({ ...format, schema })
  const examples = EXAMPLES.map(({ name, title, schema }) => ({
    label: title,
    onSelect: () => onChange({ ...format, name, schema: structuredClone(schema) }),
  }))
  return (
    <>
      <Head format={format} onChange={onChange} />
      <div className="control-head">
        <Segmented label="Edit the schema as" value={view} options={VIEWS} onChange={setView} />
        <span className="grow" />
        <Menu
          align="end"
          trigger={
            <Button>
              Examples <Icon name="chevron" size="tiny" />
            </Button>
          }
          items={examples}
        />
      </div>
      {notStrict.length > 0 && (
        <p className="schema-strict">
          <Icon name="alert" size="small" />
          <span className="grow">
            Strict mode would refuse this schema in {notStrict.length === 1 ? 'one place' : `${notStrict.length} places`}.
          </span>
          <Button look="line" onClick={() => setSchema(makeStrict(schema))}>
            Make it strict
          </Button>
        </p>
      )}
      {view === 'text' || !isObject(schema) ? (
        <SchemaText scope={scope} schema={format.schema} findings={findings} onChange={setSchema} />
      ) : (
        <SchemaTree schema={schema} findings={findings} onChange={setSchema} />
      )}
    </>
  )
}

const NAME = /^[\w-]{1,64}$/

function Head({ format, onChange }: { format: Format; onChange(format: Format): void }) {
  const id = useId()
  const wrong = !NAME.test(format.name)
  const set = (change: Partial<Format>) => onChange({ ...format, ...change })
  const setAbout = (text: string) => {
    const { description: _, ...rest } = format
    onChange(text ? { ...rest, description: text } : rest)
  }
  return (
    <div className="schema-head">
      <label className="field-label" htmlFor={`${id}-name`}>
        Name
      </label>
      <input
        id={`${id}-name`}
        className="field mono"
        value={format.name}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        spellCheck={false}
        autoCapitalize="off"
        onChange={event => set({ name: event.target.value })}
      />
      <label className="schema-check" data-tip="Hold the answer to the schema exactly, where the model can.">
        <input
          className="check"
          type="checkbox"
          checked={format.strict === true}
          onChange={event => set({ strict: event.target.checked || undefined })}
        />
        Strict
      </label>
      {wrong && (
        <p id={`${id}-wrong`} className="field-problem">
          1 to 64 letters, digits, _ or -.
        </p>
      )}
      <label className="field-label" htmlFor={`${id}-about`}>
        About
      </label>
      <input
        id={`${id}-about`}
        className="field schema-about"
        value={format.description ?? ''}
        placeholder="What it is for; models are told"
        onChange={event => setAbout(event.target.value)}
      />
    </div>
  )
}
