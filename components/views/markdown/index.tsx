import { lazy, Suspense } from 'react'
import { Refusal } from '../answer-parts'
import type { View, ViewProps } from '../view'

/** Read as Markdown. The reader of it loads with the first answer; until then the text stands plain. */
export const markdown: View = { id: 'markdown', title: 'Markdown', Component: MarkdownView }

const Markdown = lazy(() => import('./markdown'))

function MarkdownView({ run, choice }: ViewProps) {
  const message = run.completion?.choices[choice]?.message
  return (
    <>
      <Refusal text={message?.refusal} />
      {message?.content && (
        <Suspense fallback={<div className="answer-text">{message.content}</div>}>
          <Markdown text={message.content} growing={run.status === 'streaming'} />
        </Suspense>
      )}
    </>
  )
}
