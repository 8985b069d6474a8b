import { Cursor, Refusal } from './answer-parts'
import type { View, ViewProps } from './view'

/** The exact characters. */
export const text: View = { id: 'text', title: 'Text', Component: TextView }

function TextView({ run, choice }: ViewProps) {
  const message = run.completion?.choices[choice]?.message
  return (
    <>
      <Refusal text={message?.refusal} />
      {message?.content && (
        <div className="answer-text">
          {message.content}
          <Cursor run={run} />
        </div>
      )}
    </>
  )
}
