'use client'

import { useMemo, useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { requestOf, shownRequest } from '@/lib/playground/request'
import { type Snippet, snippetsOf } from '@/lib/playground/snippets'
import type { Column } from '@/lib/playground/types'
import { CopyButton } from '../ui/copy-button'
import { ScrollBox } from '../ui/scroll-box'
import { Tabs } from '../ui/tabs'

/** The column's request as a program that asks this gateway. Keys are named, never shown. */
export function CodePanel({ column }: { column: Column }) {
  const prompt = usePlayground(state => state.prompt)
  const hasToken = usePlayground(state => state.keys.accessToken !== '')
  const [chosen, setChosen] = useState<Snippet['id']>('curl')
  const snippets = useMemo(
    () => snippetsOf(shownRequest(requestOf(prompt, column)), column, { origin: window.location.origin, hasToken }),
    [prompt, column, hasToken],
  )
  const snippet = snippets.find(({ id }) => id === chosen) ?? snippets[0]!
  return (
    <>
      <div className="inspector-bar code-bar">
        <Tabs<Snippet['id']>
          className="code-tabs"
          label="Language"
          panel="snippet"
          tabs={snippets}
          selected={snippet.id}
          onSelect={setChosen}
        />
        <span className="grow" />
        {snippet.install && <span className="mono dim cut">{snippet.install}</span>}
        <CopyButton name={`Copy the code for ${snippet.title}`} label="Copy" text={() => snippet.code} />
      </div>
      <div className="code-panel" role="tabpanel" id="snippet" aria-labelledby={`snippet-${snippet.id}`}>
        <ScrollBox className="inspector-scroll" name={`Code for ${snippet.title}`}>
          <pre className="code">{snippet.code}</pre>
        </ScrollBox>
      </div>
    </>
  )
}
