'use client'

import { useMemo, useState } from 'react'
import { usePlayground } from '@/lib/playground/context'
import { requestOf, shownRequest } from '@/lib/playground/request'
import { type Snippet, snippetsOf } from '@/lib/playground/snippets'
import { directSnippetsOf, isShortened } from '@/lib/playground/snippets-direct'
import type { Column } from '@/lib/playground/types'
import { CopyButton } from '../ui/copy-button'
import { ScrollBox } from '../ui/scroll-box'
import { Segmented } from '../ui/segmented'
import { Tabs } from '../ui/tabs'
import { useSent } from '../use-sending'

const WHOM = [
  { value: 'gateway', label: 'This gateway' },
  { value: 'provider', label: 'The provider' },
] as const

/** The column's request as a program that asks this gateway, or the provider itself. Keys are named, never shown. */
export function CodePanel({ column }: { column: Column }) {
  const [whom, setWhom] = useState<'gateway' | 'provider'>('gateway')
  return (
    <>
      <div className="inspector-bar">
        <span>Asks</span>
        <Segmented label="Asks" value={whom} options={WHOM} onChange={setWhom} />
      </div>
      {whom === 'gateway' ? <OfGateway column={column} /> : <OfProvider column={column} />}
    </>
  )
}

function OfGateway({ column }: { column: Column }) {
  const prompt = usePlayground(state => state.prompt)
  const hasToken = usePlayground(state => state.keys.accessToken !== '')
  const snippets = useMemo(
    () => snippetsOf(shownRequest(requestOf(prompt, column)), column, { origin: window.location.origin, hasToken }),
    [prompt, column, hasToken],
  )
  return <Code snippets={snippets} />
}

/** As the receipt before the run says it. */
function OfProvider({ column }: { column: Column }) {
  const { sent, refused } = useSent(column, 'before')
  const snippets = useMemo(() => (sent ? directSnippetsOf(sent, column) : []), [sent, column])
  if (column.provider === 'sandbox')
    return <p className="inspector-none">The built-in models answer inside this gateway: there is nobody else to ask.</p>
  if (refused) return <p className="inspector-none">This request would be refused: {refused.message}</p>
  if (!sent?.url) return <p className="inspector-none">Asking the gateway what would be sent…</p>
  return (
    <Code
      snippets={snippets}
      remark={isShortened(sent.body) ? 'Images and files are shortened here; put yours in.' : undefined}
    />
  )
}

function Code({ snippets, remark }: { snippets: Snippet[]; remark?: string }) {
  const [chosen, setChosen] = useState<Snippet['id']>('curl')
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
        {remark && <span className="dim">{remark}</span>}
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
