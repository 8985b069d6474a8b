import { params as rows } from '@/lib/params'
import { editorOf } from '.'
import type { ControlsProps } from './editor'
import { ExtraParams } from './extra-params'
import { more } from './more'
import { ParamControl, type Row } from './param-control'

const GROUPS = [
  { id: 'sampling', title: 'Sampling' },
  { id: 'output', title: 'Output' },
  { id: 'thinking', title: 'Thinking' },
  { id: 'tools', title: 'Built-in tools' },
  { id: 'request', title: 'Request' },
]

/** One control per row of the table: a new parameter appears here by itself. */
export default function MoreControls(props: ControlsProps) {
  const others = Object.entries<Row>(rows).filter(([name, { kind }]) => editorOf(name) === more && kind.control !== 'none')
  return (
    <div className="controls">
      {GROUPS.map(({ id, title }) => (
        <Group key={id} title={title} rows={others.filter(([, row]) => row.group === id)} {...props} />
      ))}
      <ExtraParams {...props} />
    </div>
  )
}

function Group({ title, rows, ...props }: ControlsProps & { title: string; rows: [string, Row][] }) {
  if (!rows.length) return null
  return (
    <section className="controls" aria-label={title}>
      <h3 className="controls-title">{title}</h3>
      {rows.map(([name, row]) => (
        <ParamControl key={name} name={name} row={row} {...props} />
      ))}
    </section>
  )
}
