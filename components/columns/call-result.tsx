'use client'

import { usePlayground } from '@/lib/playground/context'
import { asError, type Call, isJson, resultWord } from '@/lib/playground/tool-results'
import type { Column, Run } from '@/lib/playground/types'
import { own } from '@/lib/util/own'
import { Button } from '../ui/button'
import { Segmented } from '../ui/segmented'
import { TextArea } from '../ui/text-area'

const WAYS = [
  { value: 'type', label: 'Type' },
  { value: 'mock', label: 'Mock for all' },
] as const

/** What a call is answered: typed for this one, or mocked once for every call of its tool in every column. */
export function CallResult({ column: { id, letter }, run, call }: { column: Column; run: Run; call: Call }) {
  const mock = usePlayground(state => own(state.prompt.mocks ?? {}, call.name))
  const setMock = usePlayground(state => state.setMock)
  const setResult = usePlayground(state => state.setResult)
  const typed = own(run.results ?? {}, call.key)
  const way = typed === undefined && mock !== undefined ? 'mock' : 'type'
  const text = (way === 'mock' ? mock : typed) ?? ''
  const set = (text: string) => (way === 'mock' ? setMock(call.name, text) : setResult(id, call.key, text))
  const setWay = (next: typeof way) => {
    if (next === 'type') return setResult(id, call.key, text)
    if (!mock) setMock(call.name, text)
    setResult(id, call.key, undefined)
  }
  const where = way === 'mock' ? `for all calls of ${call.name}` : `of ${call.name} in ${letter}`
  return (
    <>
      <div className="result-head">
        <Segmented label={`How ${call.name} is answered in ${letter}`} value={way} options={WAYS} onChange={setWay} />
        <span className="grow" />
        <Button look="link" onClick={() => set(asError(text))}>
          As error
        </Button>
      </div>
      <TextArea
        className="result-field"
        aria-label={`Result ${where}`}
        placeholder="What the tool answers, JSON or text"
        spellCheck={false}
        value={text}
        onChange={event => set(event.target.value)}
      />
      <div className="result-hint">
        <span>
          as {resultWord(run.receipt?.attempts.at(-1)?.body)}
          {text.trim() && `, ${isJson(text) ? 'JSON' : 'text'}`}
        </span>
        {/^\s*[{[]/.test(text) && !isJson(text) && <span className="warning">not JSON yet; it would go as text</span>}
      </div>
    </>
  )
}
