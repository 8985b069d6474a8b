import { useState } from 'react'
import { Button } from '../ui/button'
import { Cursor, Refusal } from './answer-parts'
import { Characters, copyExactly } from './characters'
import type { View, ViewProps } from './view'

/** The exact characters. */
export const text: View = { id: 'text', title: 'Text', Component: TextView }

function TextView({ run, choice }: ViewProps) {
  const [marked, setMarked] = useState(false)
  const message = run.completion?.choices[choice]?.message
  return (
    <>
      <Refusal text={message?.refusal} />
      {message?.content && (
        <>
          <div className="view-bar">
            <Button className="pressable" aria-pressed={marked} onClick={() => setMarked(!marked)}>
              White space
            </Button>
          </div>
          <div className="answer-text" onCopy={copyExactly}>
            <Characters text={message.content} marked={marked}>
              <Cursor run={run} />
            </Characters>
          </div>
        </>
      )}
    </>
  )
}
