import { params } from '@/lib/params'
import type { ControlsProps } from './editor'
import { NumberControl } from './number-control'

const HELP = `${params.n.help} A model that gives one at a time is asked as often: the prompt is paid for each time.`

export default function NControls(props: ControlsProps) {
  const { min, max, step } = params.n.kind
  return <NumberControl {...props} name="n" label={params.n.label} help={HELP} min={min} max={max} step={step} sliderTo={8} />
}
