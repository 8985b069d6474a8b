import { CodeField } from '../ui/code-field'
import { Icon } from '../ui/icon'
import type { ControlsProps } from './editor'
import { ControlFoot } from './number-control'
import { toJsonText, useJsonDraft } from './use-json-draft'

/** A value too large for a field, as JSON to be edited. */
export function JsonControls({ name, title, params, inherited, set }: ControlsProps & { name: string; title: string }) {
  const [text, type] = useJsonDraft(params[name], value => set(name, value))
  const takenOver = params[name] === undefined ? toJsonText(inherited?.[name]) : ''
  return (
    <div className="control">
      <p className="controls-title">
        <Icon name="braces" size="small" />
        {title}
      </p>
      <CodeField label={`${title} as JSON`} language="json" value={text} placeholder={takenOver || 'not sent'} onChange={type} />
      <ControlFoot names={[name]} params={params} inherited={inherited} set={set} />
    </div>
  )
}
