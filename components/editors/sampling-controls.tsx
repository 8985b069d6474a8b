import { params } from '@/lib/params'
import type { ControlsProps } from './editor'
import { LogitBiasControl } from './logit-bias-control'
import { ParamControl } from './param-control'

const NAMES = ['temperature', 'top_p', 'top_k', 'min_p', 'presence_penalty', 'frequency_penalty', 'seed', 'stop'] as const

export default function SamplingControls(props: ControlsProps) {
  return (
    <div className="controls">
      {NAMES.map(name => (
        <ParamControl key={name} name={name} row={params[name]} {...props} />
      ))}
      <LogitBiasControl {...props} />
    </div>
  )
}
