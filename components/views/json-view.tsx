import './json.css'
import { useRef } from 'react'
import { type AnswerJson, answerJson } from '@/lib/playground/schema/answer-json'
import { Refusal } from './answer-parts'
import { JsonNone } from './json-none'
import { JsonTree, type TreeHandle } from './json-tree'
import { JsonVerdict } from './json-verdict'
import { askedSchema, useJsonErrors } from './use-json-errors'
import { usePaced } from './use-paced'
import type { ViewProps } from './view'

/** A tree that fills while it streams, under one line that says how it stands. */
export default function JsonView({ run, choice: index }: ViewProps) {
  const message = run.completion?.choices[index]?.message
  const text = message?.content ?? ''
  const ended = run.status !== 'streaming' && run.status !== 'waiting'
  const json: AnswerJson = usePaced(text, ended, answerJson)
  const asked = askedSchema(run.asked)
  const found = useJsonErrors(asked, json)
  const tree = useRef<TreeHandle>(null)
  return (
    <>
      <Refusal text={message?.refusal} />
      {text.trim() ? (
        <div className="json-view">
          <JsonVerdict json={json} found={found} name={asked?.name} ended={ended} onShow={path => tree.current?.show(path)} />
          {json.value !== undefined && (
            <JsonTree
              ref={tree}
              name={asked?.name ?? 'answer'}
              value={json.value}
              schema={asked?.schema}
              errors={found.errors}
              grows={!ended && !json.complete && !json.error}
            />
          )}
          {json.error && <JsonNone text={text} fault={json.error} />}
        </div>
      ) : (
        ended && <Nothing calls={message?.tool_calls?.length ?? 0} refused={!!message?.refusal} />
      )}
    </>
  )
}

function Nothing({ calls, refused }: { calls: number; refused: boolean }) {
  if (refused) return null
  if (!calls) return <p className="dim">There is no text to read as JSON.</p>
  return <p className="dim json-calls">No text: the answer is {calls === 1 ? 'a call' : `${calls} calls`} of tools.</p>
}
