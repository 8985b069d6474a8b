import { usePlayground } from '@/lib/playground/context'
import type { Run } from '@/lib/playground/types'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'

/** Why there is nothing to weigh, in one sentence, and what can be done about it. */
export function TokensNone({ run, choice }: { run: Run; choice: number }) {
  const setView = usePlayground(state => state.setView)
  const inspect = usePlayground(state => state.inspect)
  const asked = run.asked.logprobs === true
  const underWay = run.status === 'waiting' || run.status === 'streaming'
  if ((asked && underWay) || run.status === 'error') return null
  return (
    <section className="tokens-none" aria-label="No token data">
      <Icon name="bars" />
      <h3>No probabilities with this answer</h3>
      <p>{asked ? whyNone(run, choice) : 'Log probabilities were not asked for.'}</p>
      <div className="tokens-actions">
        {!asked && <AskForThem run={run} />}
        <Button look="link" onClick={() => setView(run.columnId, 'text')}>
          Show as text
        </Button>
        {asked && (
          <Button look="link" onClick={() => inspect(run.columnId, 'receipt')}>
            Open receipt
          </Button>
        )}
      </div>
    </section>
  )
}

/** Sets them for every column, and here too where the column said otherwise. */
function AskForThem({ run }: { run: Run }) {
  const setParam = usePlayground(state => state.setParam)
  const setColumnParam = usePlayground(state => state.setColumnParam)
  const start = usePlayground(state => state.run)
  const column = usePlayground(state => state.columns.find(({ id }) => id === run.columnId))
  const shared = usePlayground(state => state.prompt.params.logprobs)
  if (!column) return null
  const own = column.params.logprobs
  if (own === undefined ? shared === true : own === true) {
    return <Button onClick={() => start(column.id)}>Run {column.letter} again</Button>
  }
  const ask = () => {
    setParam('logprobs', true)
    setParam('top_logprobs', 5)
    for (const name of ['logprobs', 'top_logprobs']) if (name in column.params) setColumnParam(column.id, name, undefined)
  }
  return <Button onClick={ask}>Ask for log probabilities</Button>
}

function whyNone({ receipt, completion }: Run, choice: number): string {
  const attempts = receipt?.attempts ?? []
  const answered = attempts.find(attempt => attempt.choice === choice && attempt.end === 'done')
  const { notes } = answered ?? attempts[receipt?.chosen ?? -1] ?? { notes: [] }
  const dropped = notes.find(({ param, action }) => param === 'logprobs' && action === 'dropped')
  if (dropped) return dropped.why
  const { content, refusal } = completion?.choices[choice]?.message ?? {}
  if (!content && !refusal) return 'There is no text whose tokens could be weighed.'
  return 'The provider was asked for log probabilities and sent none with this answer.'
}
