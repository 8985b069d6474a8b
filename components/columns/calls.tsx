'use client'

import { usePlayground } from '@/lib/playground/context'
import { type Call, callsOf, continueProblem, LOOP_LIMIT } from '@/lib/playground/tool-results'
import type { Column, Run } from '@/lib/playground/types'
import { own } from '@/lib/util/own'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { type CallState, ToolCard } from '../views/tool-calls'
import { CallResult } from './call-result'
import { ContinueAll } from './continue-all'
import './calls.css'

/** What the model wants called; once it has ended, what each call is answered and the way on. */
export function Calls({ column, run, choice }: { column: Column; run: Run; choice: number }) {
  const calls = callsOf(run.completion?.choices[choice]?.message, choice)
  if (!calls.length) return null
  return (
    <>
      {calls.map((call, index) => (
        <ToolCard key={call.key} call={call} state={stateOf(run, index === calls.length - 1)}>
          {run.status === 'done' && (
            <div className="tool-foot">
              <CallResult column={column} run={run} call={call} />
            </div>
          )}
        </ToolCard>
      ))}
      {run.status === 'done' && <ContinueRow column={column} run={run} choice={choice} calls={calls} />}
    </>
  )
}

function stateOf({ status }: Run, last: boolean): CallState {
  if (status === 'streaming') return last ? 'filling' : 'waits'
  return status === 'done' ? 'waits' : 'cut'
}

/** How many rounds there were, and the ways on: by itself, in all columns, in this one. */
function ContinueRow({ column, run, choice, calls }: { column: Column; run: Run; choice: number; calls: Call[] }) {
  const prompt = usePlayground(state => state.prompt)
  const continueRun = usePlayground(state => state.continueRun)
  const limit = prompt.loop?.limit ?? LOOP_LIMIT
  const step = (run.earlier?.length ?? 0) + 1
  const problem = continueProblem(run, prompt, column, choice)
  return (
    <div className="continue-row">
      <span className="mono dim" data-tip={`Mocks that answer by themselves stop after ${limit}.`}>
        {step > limit ? `step ${step}` : `${step} of ${limit}`}
      </span>
      {prompt.loop?.auto && step > limit && <span className="dim">stopped at the limit</span>}
      <span className="grow" />
      <ContinueAll />
      <Button
        look="line"
        aria-label={`Continue ${column.letter}`}
        disabled={problem !== null}
        data-tip={problem ?? (calls.length > 1 ? `Sends all ${calls.length} results.` : undefined)}
        onClick={() => continueRun(column.id, choice)}
      >
        Continue
        <Icon name="right" size="small" />
      </Button>
      {calls.every(({ name }) => own(prompt.mocks ?? {}, name)) && <ByItself />}
    </div>
  )
}

function ByItself() {
  const loop = usePlayground(state => state.prompt.loop)
  const setLoop = usePlayground(state => state.setLoop)
  return (
    <label className="by-itself">
      <input
        className="check"
        type="checkbox"
        checked={loop?.auto ?? false}
        onChange={event => setLoop({ ...loop, auto: event.target.checked })}
      />
      Answer with mocks until done
    </label>
  )
}
