import { EFFORTS, type ReasoningEffort, type Thinking } from '@/lib/chat/types'
import { Segmented } from '../ui/segmented'
import { type ControlsProps, effective } from './editor'
import { ControlFoot, NumberField } from './number-control'
import { ThinkingPerColumn } from './thinking-per-column'

type Mode = 'unsaid' | 'off' | 'adaptive' | 'effort' | 'budget'

const MODES = [
  { value: 'unsaid', label: 'Not said' },
  { value: 'off', label: 'Off' },
  { value: 'effort', label: 'Effort' },
  { value: 'budget', label: 'Budget' },
  { value: 'adaptive', label: 'Adaptive' },
] as const

const HELP: Record<Mode, string> = {
  unsaid: 'Nothing is said about thinking: each model does as it does by itself.',
  off: 'Asks not to think. A model that always thinks still does, as little as it can.',
  effort: 'How hard to think, in words. Models that take a budget get the number that stands for it.',
  budget: 'How many tokens it may think, at least 1,024 on Claude. Models that take an effort get the nearest one.',
  adaptive: 'The model decides when to think and how much: Claude’s own word. Others get what comes nearest.',
}

const FIELDS = ['thinking', 'reasoning_effort'] as const

export default function ThinkingControls(props: ControlsProps) {
  const { inherited, set, scope } = props
  const thinking = (effective(props, 'thinking') ?? undefined) as Thinking | undefined
  const effort = (effective(props, 'reasoning_effort') ?? undefined) as ReasoningEffort | undefined
  const mode = modeOf(thinking, effort)
  /** Takes a field out; where the prompt has it, a column must say that it is not sent. */
  const leaveOut = (name: (typeof FIELDS)[number]) => set(name, inherited?.[name] == null ? undefined : null)
  const setEffort = (effort: string) => {
    leaveOut('thinking')
    set('reasoning_effort', effort)
  }
  const setThinking = (thinking: Thinking) => {
    leaveOut('reasoning_effort')
    set('thinking', thinking)
  }
  const setMode = (mode: Mode) => {
    if (mode === 'effort') return setEffort('medium')
    if (mode === 'budget') return setThinking({ type: 'enabled', budget_tokens: 2048 })
    if (mode === 'off') return setThinking({ type: 'disabled' })
    if (mode === 'adaptive') return setThinking({ type: 'adaptive' })
    for (const name of FIELDS) leaveOut(name)
  }
  return (
    <div className="control">
      <div className="mode-row">
        <Segmented label="Thinking" value={mode} options={MODES} onChange={setMode} />
      </div>
      {mode === 'effort' && (
        <div className="effort-grid">
          <Segmented
            label="Effort"
            value={effort ?? 'medium'}
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
            value={thinking?.budget_tokens}
            placeholder="1024"
            limits={{ min: 1, step: 1 }}
            onChange={tokens => tokens && setThinking({ ...thinking, type: 'enabled', budget_tokens: tokens })}
          />
        </div>
      )}
      <p className="field-hint">{HELP[mode]}</p>
      <ThinkingPerColumn scope={scope} />
      <ControlFoot {...props} names={FIELDS} />
    </div>
  )
}

/** `thinking` wins where both are said, but for `adaptive`, which an effort only narrows. */
function modeOf(thinking: Thinking | undefined, effort: ReasoningEffort | undefined): Mode {
  if (thinking?.type === 'disabled' || thinking?.type === 'between_tools') return 'off'
  if (thinking?.budget_tokens) return 'budget'
  if (effort) return 'effort'
  return thinking ? 'adaptive' : 'unsaid'
}
