import { memo, useLayoutEffect, useRef } from 'react'
import { type TokenChunk, type TokenPiece, tokenLabel } from '@/lib/playground/tokens'
import { heatOf, type Measure, percent, underlineOf } from './tokens-measure'

interface Props {
  index: number
  chunk: TokenChunk
  near: boolean
  measure: Measure
  /** The piece with the tab stop, the piece that is looked into; -1: in another chunk. */
  stop: number
  shown: number
  /** Whether one of the tokens has the focus, so that it moves with the tab stop. */
  hasFocus: boolean
}

/** Far from what can be seen the same characters stand plain: the lines break alike, and nothing moves when the spans come. */
export const TokensChunk = memo(function TokensChunk({ index, chunk, near, measure, stop, shown, hasFocus }: Props) {
  const box = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (hasFocus && stop >= 0) box.current?.querySelector<HTMLElement>(`[data-at="${stop}"]`)?.focus()
  }, [hasFocus, stop])
  return (
    <span ref={box} data-chunk={index}>
      {near
        ? chunk.pieces.map(piece => (
            <Token
              key={piece.index}
              piece={piece}
              heat={heatOf(piece, measure)}
              stop={piece.index === stop}
              shown={piece.index === shown}
            />
          ))
        : chunk.text}
    </span>
  )
})

function Token({ piece, heat, stop, shown }: { piece: TokenPiece; heat: number; stop: boolean; shown: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button would not break across lines
    <span
      className="token"
      role="button"
      tabIndex={stop ? 0 : -1}
      data-at={piece.index}
      data-underline={underlineOf(piece)}
      data-shown={shown || undefined}
      aria-label={`${nameOf(piece)}, ${percent(piece.probability)} %`}
      aria-describedby={shown ? 'token-alternatives' : undefined}
      style={{ '--heat': `${Math.round(heat * 46)}%` }}
    >
      {piece.text}
    </span>
  )
}

function nameOf({ text, tokens }: TokenPiece): string {
  if (text.trim()) return text.trim()
  if (text.includes('\n')) return 'line break'
  return text ? 'space' : tokens.map(tokenLabel).join('')
}
