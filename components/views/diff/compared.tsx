import { useRef, useState } from 'react'
import type { AnswerDiff } from '@/lib/playground/answer-diff'
import { formatCount } from '@/lib/playground/format'
import { IconButton } from '../../ui/button'
import { Facet } from '../../ui/facet'
import { Segmented } from '../../ui/segmented'
import { JsonChanges } from './json-changes'
import { useWalk } from './use-walk'
import { WordDiff } from './word-diff'

interface Props {
  diff: AnswerDiff
  /** Of the pinned column. */
  letter: string
  columnId: string
}

const WAYS = [
  { value: 'words', label: 'Words' },
  { value: 'json', label: 'JSON' },
] as const

/** The differences, how many there are, and the way from one to the next. */
export function Compared({ diff, letter, columnId }: Props) {
  const [way, setWay] = useState<'words' | 'json'>(diff.json ? 'json' : 'words')
  const box = useRef<HTMLDivElement>(null)
  const { count, at, go } = useWalk(box, diff, way)
  const { text, thinking, json, calls } = diff
  const inJson = way === 'json' && json !== undefined
  return (
    <div ref={box} className="diff-view">
      <div className="view-bar">
        <span className="diff-against" data-letter={letter}>
          against <Facet letter={letter} small />
        </span>
        {json && <Segmented label="Compare" value={way} options={WAYS} onChange={setWay} />}
        <span className="diff-counts mono" data-tip={`${Math.round(text.share * 100)} % of the words are the same`}>
          {inJson
            ? `${json.length} ${json.length === 1 ? 'path' : 'paths'}`
            : `+${formatCount(text.added)} −${formatCount(text.removed)} words`}
        </span>
        <span className="diff-walk mono">
          {count ? `${at === null ? '–' : at + 1} of ${count}` : 'no difference'}
          <IconButton icon="up" name="Previous difference" keys="p" small disabled={!count} onClick={() => go(-1)} />
          <IconButton icon="down" name="Next difference" keys="n" small disabled={!count} onClick={() => go(1)} />
        </span>
      </div>
      {thinking && (
        <details className="diff-thinking">
          <summary>
            Thinking <span className="mono dim">{`+${formatCount(thinking.added)} −${formatCount(thinking.removed)} words`}</span>
          </summary>
          <WordDiff diff={thinking} id={`${columnId}-thinking`} />
        </details>
      )}
      {inJson ? <JsonChanges changes={json} name="Answer" /> : <WordDiff diff={text} id={columnId} />}
      {calls && <JsonChanges changes={calls} name="Tool calls" />}
    </div>
  )
}
