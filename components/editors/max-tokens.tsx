import { formatCount } from '@/lib/playground/format'
import type { ControlsProps, Editor } from './editor'
import { NumberControl } from './number-control'

export const maxTokens: Editor = {
  id: 'max_tokens',
  title: 'Max tokens',
  short: 'max',
  icon: 'length',
  fields: ['max_tokens', 'max_completion_tokens'],
  summary({ max_tokens, max_completion_tokens }) {
    const limit = max_tokens ?? max_completion_tokens
    return limit == null ? null : formatCount(limit)
  },
  Controls,
}

function Controls(props: ControlsProps) {
  const name = props.params.max_completion_tokens != null ? 'max_completion_tokens' : 'max_tokens'
  const help = 'The most tokens an answer may have. A thinking model thinks within it.'
  return <NumberControl {...props} name={name} label="Max tokens" help={help} min={1} step={1} sliderTo={4096} />
}
