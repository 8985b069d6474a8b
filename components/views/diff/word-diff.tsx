import { memo, useMemo, useState } from 'react'
import { formatCount } from '@/lib/playground/format'
import type { DiffPart, TextDiff } from '@/lib/playground/text-diff'
import { Button } from '../../ui/button'
import { copyExactly } from '../characters'
import { useSlices } from '../use-slices'
import { WhiteSpace } from '../white-space'
import { pagesOf } from './pages'

/** So many words that are the same at the beginning are folded, so that answers are read from where they part. */
const FOLDED = 60

/** The text with what was taken out struck through and what was put in underlined, each behind its sign. */
export function WordDiff({ diff, id }: { diff: TextDiff; id: string }) {
  const [unfolded, setUnfolded] = useState(false)
  const { parts, sameStart } = diff
  const first = parts.findIndex(({ kind }) => kind !== 'same')
  const folds = first > 0 && sameStart > FOLDED && !unfolded
  const start = Math.max(0, first)
  const pages = useMemo(() => pagesOf(parts.slice(start)), [parts, start])
  const shown = useSlices(pages.length)
  if (first < 0) return <Same text={parts.map(({ text }) => text).join('')} />
  return (
    <div className="answer-text diff-text" onCopy={copyExactly}>
      {!folds && (
        <span id={`same-${id}`}>
          {parts
            .slice(0, first)
            .map(({ text }) => text)
            .join('')}
        </span>
      )}
      {sameStart > 0 && (
        <div className="diff-parts">
          {folds ? (
            <Button look="link" aria-expanded={false} onClick={() => setUnfolded(true)}>
              same for {formatCount(sameStart)} words
            </Button>
          ) : (
            <span>same for {sameStart === 1 ? '1 word' : `${formatCount(sameStart)} words`}</span>
          )}
        </div>
      )}
      {pages.slice(0, shown).map((page, index) => (
        <Page key={index} parts={page} />
      ))}
    </div>
  )
}

function Same({ text }: { text: string }) {
  return (
    <>
      <div className="diff-parts">
        <span>{text ? 'the same to the character' : 'neither has text'}</span>
      </div>
      <div className="answer-text">{text}</div>
    </>
  )
}

const Page = memo(function Page({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <div className="stretch" data-full="">
      {parts.map((part, index) => (
        <Part key={index} {...part} begins={part.kind !== 'same' && (parts[index - 1]?.kind ?? 'same') === 'same'} />
      ))}
    </div>
  )
})

/** `begins`: the first of what stands in one place. */
function Part({ kind, text, begins }: DiffPart & { begins: boolean }) {
  if (kind === 'same') return text
  const Tag = kind === 'added' ? 'ins' : 'del'
  return <Tag data-change={begins ? '' : undefined}>{/\S/.test(text) ? text : <WhiteSpace text={text} />}</Tag>
}
