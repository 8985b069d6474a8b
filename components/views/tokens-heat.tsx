import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import type { TokenLogprob } from '@/lib/chat/types'
import { CHUNK, perplexity, pieceAt, type ReadTokens, readTokens, type TokenChunk } from '@/lib/playground/tokens'
import type { Run } from '@/lib/playground/types'
import { Segmented } from '../ui/segmented'
import { Cursor } from './answer-parts'
import { copyExactly } from './characters'
import { TokensChunk } from './tokens-chunk'
import type { Measure } from './tokens-measure'
import { TokensPopover } from './tokens-popover'
import { useNear } from './use-near'
import { usePin } from './use-pin'
import { useSelected } from './use-selected'
import { useSlices } from './use-slices'

const MEASURES = [
  { value: 'probability', label: 'Probability' },
  { value: 'surprisal', label: 'Surprisal' },
  { value: 'margin', label: 'Margin' },
] as const

/** Chunks that are laid out together. */
const STRETCH = 16

interface Props {
  run: Run
  list: TokenLogprob[]
  /** What the answer itself says. */
  text: string | null | undefined
}

/** The answer on a heat of one hue. A token is looked into by pointing, by focus (one tab stop, arrow keys), or pinned. */
export function TokensHeat({ run, list, text }: Props) {
  const [measure, setMeasure] = useState<Measure>('probability')
  const [hovered, setHovered] = useState<number | null>(null)
  /** The tab stop. */
  const [stop, setStop] = useState(0)
  const [focused, setFocused] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const { pinned, setPinned } = usePin(box)
  const ended = run.status !== 'streaming' && run.status !== 'waiting'
  const { length } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list grows in place
  const read = useMemo(() => readTokens(list, ended), [list, length, ended])
  const opened = useSlices(Math.ceil(read.chunks.length / STRETCH)) * STRETCH
  const near = useNear(box, Math.min(opened, read.chunks.length))
  const selected = useSelected(box, read)
  const shown = pinned ?? hovered ?? (focused ? stop : null)
  const piece = shown === null ? undefined : pieceAt(read, shown)
  const last = (read.chunks.length - 1) * CHUNK + (read.chunks.at(-1)?.pieces.length ?? 0) - 1

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: last }[event.key]
    if (to !== undefined) {
      const next = Math.max(0, Math.min(last, to))
      setStop(next)
      setFocused(true)
      setHovered(null)
      if (pinned !== null) setPinned(next)
    } else if (event.key === 'Enter' || event.key === ' ') setPinned(pinned === stop ? null : stop)
    else if (event.key === 'Escape' && pinned !== null) setPinned(null)
    else return
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    const at = indexOf(event.target)
    if (at === null || document.getSelection()?.isCollapsed === false) return
    setStop(at)
    setPinned(pinned === at ? null : at)
  }
  const over = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') setHovered(indexOf(event.target))
  }
  const focus = (event: FocusEvent) => {
    const at = indexOf(event.target)
    if (at !== null) setStop(at)
    setFocused(event.target.matches(':focus-visible'))
  }
  return (
    <div className="tokens-view">
      <div className="view-bar">
        <Segmented label="Heat by" value={measure} options={MEASURES} onChange={setMeasure} />
        <Perplexity read={read} selected={selected} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div
        ref={box}
        className="answer-text tokens-text"
        role="group"
        aria-label="Tokens of the answer"
        onCopy={copyExactly}
        onPointerOver={over}
        onPointerLeave={() => setHovered(null)}
        onFocus={focus}
        onBlur={() => setFocused(false)}
        onKeyDown={press}
        onClick={click}
      >
        {stretchesOf(read.chunks.slice(0, opened)).map((chunks, stretch) => (
          <div key={stretch} className="stretch" data-full={chunks.length === STRETCH || undefined}>
            {chunks.map((chunk, place) => {
              const index = stretch * STRETCH + place
              return (
                <TokensChunk
                  key={index}
                  index={index}
                  chunk={chunk}
                  near={near.has(index) || Math.floor(stop / CHUNK) === index}
                  measure={measure}
                  stop={Math.floor(stop / CHUNK) === index ? stop : -1}
                  shown={shown !== null && Math.floor(shown / CHUNK) === index ? shown : -1}
                  hasFocus={focused}
                />
              )
            })}
          </div>
        ))}
        <Cursor run={run} />
      </div>
      {run.status === 'done' && differs(read, text) && (
        <p className="tokens-differ">The provider’s tokens do not make up the exact text of this answer.</p>
      )}
      {piece && <TokensPopover box={box} piece={piece} count={list.length} pinned={pinned !== null} />}
    </div>
  )
}

function stretchesOf(chunks: readonly TokenChunk[]): TokenChunk[][] {
  return Array.from({ length: Math.ceil(chunks.length / STRETCH) }, (_, at) => chunks.slice(at * STRETCH, (at + 1) * STRETCH))
}

function Perplexity({ read, selected }: { read: ReadTokens; selected: { count: number; logprob: number } | null }) {
  const { count, logprob } = selected ?? read
  const value = perplexity(logprob, count)
  return (
    <span
      className="tokens-perplexity"
      data-perplexity={value}
      data-tip={`Perplexity of ${selected ? 'the selection' : 'the answer'}, ${count} tokens: exp(−mean logprob)`}
    >
      {selected ? 'selected ' : ''}
      <abbr title="Perplexity">ppl</abbr> {value >= 10_000 ? '>9,999' : value.toFixed(2)}
    </span>
  )
}

function indexOf(target: EventTarget): number | null {
  const at = target instanceof Element ? target.closest('[data-at]')?.getAttribute('data-at') : null
  return at ? Number(at) : null
}

function differs({ chunks }: ReadTokens, text: string | null | undefined): boolean {
  return typeof text === 'string' && chunks.map(chunk => chunk.text).join('') !== text
}
