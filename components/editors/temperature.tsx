import type { ControlsProps, Editor } from './editor'
import { NumberControl } from './number-control'

export const temperature: Editor = {
  id: 'temperature',
  title: 'Temperature',
  short: 'T',
  icon: 'gauge',
  fields: ['temperature'],
  summary: ({ temperature }) => (temperature == null ? null : String(temperature)),
  Controls,
}

function Controls(props: ControlsProps) {
  const help = 'How freely the model chooses among likely tokens: 0 takes the likeliest, 2 is wild.'
  return <NumberControl {...props} name="temperature" label="Temperature" help={help} min={0} max={2} step={0.05} sliderTo={2} />
}
