'use client'

import { usePlayground } from '@/lib/playground/context'
import type { LinkFault } from '@/lib/playground/share/link'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import './share-dialog.css'

/** What may help, by what is wrong. */
const NEXT: Record<LinkFault, string> = {
  foreign: 'A prompt link of this page has “#p1” in it.',
  newer: 'The page of whoever sent it can open it; this one may need an update.',
  cut: 'Some mail and chat programs cut long links. Ask for it again, or for the prompt as a file.',
  altered: 'Ask for the link again, or for the prompt as a file.',
  'too large': 'Large prompts travel better as a file.',
  'no prompt': 'Only links made with “Share” can be opened.',
}

/** A link that was not opened: why, and that nothing has happened. */
export default function LinkProblemDialog() {
  const problem = usePlayground(state => state.linkProblem)
  const dismiss = usePlayground(state => state.dismissLink)
  const title = usePlayground(state => state.prompt.title)
  if (!problem) return null
  const foot = (
    <>
      <span className="grow" />
      <Button look="primary" tall onClick={dismiss}>
        Go on with “{shortened(title)}”
      </Button>
    </>
  )
  return (
    <Dialog title="This link cannot be opened" onClose={dismiss} foot={foot}>
      <div className="link-problem">
        <Icon name="octagon" />
        <div>
          <p>{problem.message}</p>
          <p className="dim">{NEXT[problem.fault]}</p>
        </div>
      </div>
      <p className="field-hint">Nothing was sent, nothing has run, and your own prompt is as you left it.</p>
    </Dialog>
  )
}

function shortened(title: string): string {
  return title.length > 40 ? `${title.slice(0, 39)}…` : title
}
