import { useState } from 'react'
import type { JsonSchema } from '@/lib/chat/types'
import { isWithin } from '@/lib/playground/paths'
import {
  addProperty,
  changeAt,
  removeProperty,
  renameProperty,
  type SchemaRow,
  schemaRows,
  setRequired,
} from '@/lib/playground/schema/tree'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { SchemaRowControls } from './schema-row'
import type { SchemaFinding } from './use-schema-findings'

interface Props {
  schema: JsonSchema
  findings: readonly SchemaFinding[]
  onChange(schema: JsonSchema): void
}

/** The schema as a tree: what it has no column for stays as it is. */
export function SchemaTree({ schema, findings, onChange }: Props) {
  /** The row whose details are open, by its place in the list, which a new name does not change. */
  const [open, setOpen] = useState<number | null>(null)
  const rows = schemaRows(schema)
  const change = ({ steps }: SchemaRow, to: (schema: JsonSchema) => JsonSchema) => onChange(changeAt(schema, steps, to))
  /** Of a property the object that has it. */
  const changeParent = ({ steps }: SchemaRow, to: (schema: JsonSchema) => JsonSchema) =>
    onChange(changeAt(schema, steps.slice(0, -2), to))
  return (
    <ul className="schema-tree" aria-label="Schema as a tree">
      {rows.map((row, index) => (
        <SchemaRowControls
          key={index}
          row={row}
          findings={findings.filter(finding => nearestRow(rows, finding.path) === row)}
          open={open === index}
          onOpen={on => setOpen(on ? index : null)}
          onChange={to => change(row, to)}
          onAdd={() => change(row, schema => addProperty(schema).schema)}
          onRename={name => changeParent(row, schema => renameProperty(schema, row.name, name))}
          onRequire={on => changeParent(row, schema => setRequired(schema, row.name, on))}
          onRemove={() => {
            setOpen(null)
            changeParent(row, schema => removeProperty(schema, row.name))
          }}
        />
      ))}
      <li>
        <Button onClick={() => onChange(addProperty(schema).schema)}>
          <Icon name="plus" size="small" />
          Property
        </Button>
      </li>
    </ul>
  )
}

/** The innermost schema that a place lies in. */
function nearestRow(rows: readonly SchemaRow[], path: string): SchemaRow | undefined {
  return rows.filter(row => isWithin(path, row.path)).sort((one, other) => other.path.length - one.path.length)[0]
}
