import { Suspense } from 'react'
import { early } from '../../ui/early'
import { Refusal } from '../answer-parts'
import { Plain } from '../characters'
import type { View, ViewProps } from '../view'

/** Read as Markdown. The reader of it loads with the first answer; until then the text stands plain. */
export const markdown: View = { id: 'markdown', title: 'Markdown', short: 'MD', Component: MarkdownView }

const Markdown = early(() => import('./markdown'))

function MarkdownView({ run, choice }: ViewProps) {
  const message = run.completion?.choices[choice]?.message
  return (
    <>
      <Refusal text={message?.refusal} />
      {message?.content && (
        <Suspense fallback={<Plain text={message.content} />}>
          <Markdown text={message.content} growing={run.status === 'streaming'} />
        </Suspense>
      )}
    </>
  )
}
