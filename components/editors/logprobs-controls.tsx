import { params as rows } from '@/lib/params'
import { Segmented } from '../ui/segmented'
import { type ControlsProps, effective } from './editor'
import { NotSentMarks } from './not-sent-marks'
import { ControlFoot, NumberField } from './number-control'

const FIELDS = ['logprobs', 'top_logprobs'] as const
const RANGE = { min: rows.top_logprobs.kind.min, max: rows.top_logprobs.kind.max, step: 1 }

const MODES = [
  { value: 'unsaid', label: 'Not said' },
  { value: 'off', label: 'Off' },
  { value: 'on', label: 'On' },
] as const

/** Two fields of the request that mean one thing: how much is told about each token. */
export default function LogprobsControls(props: ControlsProps) {
  const { set } = props
  const logprobs = effective(props, 'logprobs')
  const alternatives = Number(effective(props, 'top_logprobs') ?? 0)
  const setAlternatives = (count: number) => {
    set('logprobs', true)
    set('top_logprobs', count)
  }
  const setMode = (mode: (typeof MODES)[number]['value']) => {
    if (mode === 'on') return setAlternatives(alternatives)
    const unsaid = (name: string) => (props.inherited?.[name] == null ? undefined : null)
    set('logprobs', mode === 'off' ? false : unsaid('logprobs'))
    set('top_logprobs', unsaid('top_logprobs'))
  }
  return (
    <div className="control">
      <div className="control-head">
        <span className="field-label grow">Log probabilities</span>
        <Segmented
          label="Log probabilities"
          value={logprobs == null ? 'unsaid' : logprobs ? 'on' : 'off'}
          options={MODES}
          onChange={setMode}
        />
      </div>
      {logprobs === true && (
        <>
          <div className="control-head">
            <span className="field-label grow">Alternatives per token</span>
            <NumberField
              label="Alternatives per token"
              value={alternatives}
              placeholder="0"
              limits={RANGE}
              onChange={count => setAlternatives(count ?? 0)}
            />
          </div>
          <input
            className="slider"
            type="range"
            aria-label="Alternatives per token, slider"
            {...RANGE}
            value={alternatives}
            onChange={event => setAlternatives(event.target.valueAsNumber)}
          />
        </>
      )}
      <p className="field-hint">How likely each token was to the model, and what it could have said instead: the Tokens view.</p>
      <NotSentMarks names={FIELDS} scope={props.scope} />
      <ControlFoot {...props} names={FIELDS} />
    </div>
  )
}
