import { formatCount } from '@/lib/playground/format'
import { Segmented } from '../ui/segmented'
import { type ControlsProps, type Editor, effective } from './editor'
import { NumberControl } from './number-control'

const NAMES = ['max_tokens', 'max_completion_tokens'] as const
type Name = (typeof NAMES)[number]

export const maxTokens: Editor = {
  id: 'max_tokens',
  title: 'Max tokens',
  short: 'max',
  icon: 'length',
  fields: NAMES,
  summary({ max_tokens, max_completion_tokens }) {
    const limit = max_completion_tokens ?? max_tokens
    return limit == null ? null : formatCount(limit)
  },
  Controls,
}

const HELP = 'The most tokens an answer may have. A thinking model thinks within it.'

function Controls(props: ControlsProps) {
  const name: Name = effective(props, 'max_completion_tokens') != null ? 'max_completion_tokens' : 'max_tokens'
  const call = (chosen: Name) => {
    if (chosen === name) return
    props.set(chosen, effective(props, name) ?? 1024)
    props.set(name, props.inherited?.[name] == null ? undefined : null)
  }
  return (
    <div className="controls">
      <NumberControl {...props} name={name} label="Max tokens" help={HELP} min={1} step={1} sliderTo={4096} />
      <div className="control">
        <span className="field-label">Called</span>
        <Segmented label="Called" value={name} options={NAMES.map(value => ({ value, label: value }))} onChange={call} />
        <p className="field-hint">Each provider gets the name it knows, whichever is chosen.</p>
      </div>
    </div>
  )
}
