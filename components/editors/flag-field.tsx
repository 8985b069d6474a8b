import { Segmented } from '../ui/segmented'
import type { FieldProps } from './param-control'

/** On, off, or nothing said: three states, because nothing said is not off. */
export function FlagField({ id, label, value, placeholder, set }: FieldProps) {
  const options = [
    { value: 'unset', label: placeholder === 'not sent' ? 'Not sent' : `As the prompt: ${placeholder}` },
    { value: 'true', label: 'On' },
    { value: 'false', label: 'Off' },
  ] as const
  return (
    <span id={id}>
      <Segmented
        label={label}
        value={value == null ? 'unset' : value ? 'true' : 'false'}
        options={options}
        onChange={word => set(word === 'unset' ? undefined : word === 'true')}
      />
    </span>
  )
}
