import { EFFORTS } from '@/lib/chat/types'
import { Segmented } from '../ui/segmented'
import type { ControlsProps } from './editor'
import { ControlFoot, NumberField } from './number-control'

type Mode = 'off' | 'effort' | 'budget'

const MODES = [
  { value: 'off', label: 'Off' },
  { value: 'effort', label: 'Effort' },
  { value: 'budget', label: 'Budget' },
] as const

const HELP: Record<Mode, string> = {
  off: 'Nothing is said about thinking; a model that always thinks still does.',
  effort: 'How hard to think, in words. Models that take a budget get the number that stands for it.',
  budget: 'How many tokens it may think, at least 1,024 on Claude. Models that take an effort get the nearest one.',
}

const FIELDS = ['thinking', 'reasoning_effort'] as const

export default function ThinkingControls(props: ControlsProps) {
  const { params, inherited, set } = props
  const said = { thinking: saidOf(props, 'thinking'), reasoning_effort: saidOf(props, 'reasoning_effort') }
  const mode: Mode = said.thinking?.budget_tokens ? 'budget' : said.reasoning_effort || said.thinking ? 'effort' : 'off'
  /** Takes a field out; where the prompt has it, a column must say that it is not sent. */
  const leaveOut = (name: (typeof FIELDS)[number]) => set(name, inherited?.[name] == null ? undefined : null)
  const setEffort = (effort: string) => {
    leaveOut('thinking')
    set('reasoning_effort', effort)
  }
  const setBudget = (tokens: number) => {
    leaveOut('reasoning_effort')
    set('thinking', { type: 'enabled', budget_tokens: tokens })
  }
  const setMode = (mode: Mode) => {
    if (mode === 'effort') return setEffort('medium')
    if (mode === 'budget') return setBudget(2048)
    for (const name of FIELDS) leaveOut(name)
  }
  return (
    <div className="control">
      <div className="control-head">
        <span className="field-label grow">Thinking</span>
        <Segmented label="Thinking" value={mode} options={MODES} onChange={setMode} />
      </div>
      {mode === 'effort' && (
        <div className="effort-grid">
          <Segmented
            label="Effort"
            value={said.reasoning_effort ?? 'medium'}
            options={EFFORTS.map(effort => ({ value: effort, label: effort }))}
            onChange={setEffort}
          />
        </div>
      )}
      {mode === 'budget' && (
        <div className="control-head">
          <span className="field-label grow">Tokens to think</span>
          <NumberField
            label="Tokens to think"
            value={said.thinking?.budget_tokens}
            placeholder="1024"
            limits={{ min: 1, step: 1 }}
            onChange={tokens => tokens && setBudget(tokens)}
          />
        </div>
      )}
      <p className="field-hint">{HELP[mode]}</p>
      <ControlFoot names={FIELDS} params={params} inherited={inherited} set={set} />
    </div>
  )
}

/** What goes out: the column's own word, else the prompt's. */
function saidOf<Name extends (typeof FIELDS)[number]>({ params, inherited }: ControlsProps, name: Name) {
  return params[name] === undefined ? inherited?.[name] : params[name]
}
