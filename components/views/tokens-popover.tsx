import { type RefObject, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { TokenLogprob } from '@/lib/chat/types'
import { alternativesOf, type TokenPiece, tokenBytes, tokenLabel } from '@/lib/playground/tokens'
import { Icon } from '../ui/icon'
import { bits, percent } from './tokens-measure'

interface Props {
  box: RefObject<HTMLElement | null>
  piece: TokenPiece
  /** Tokens of the whole answer. */
  count: number
  pinned: boolean
}

/** What the model could have said instead. It describes the token, so readers hear it with the focus. */
export function TokensPopover({ box, piece, count, pinned }: Props) {
  const panel = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const follow = () => place(panel.current, box.current?.querySelector(`[data-at="${piece.index}"]`))
    follow()
    document.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      document.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
    }
  })
  const several = piece.tokens.length > 1
  return createPortal(
    <div ref={panel} id="token-alternatives" className="floating tokens-popover" role="tooltip" data-pinned={pinned || undefined}>
      {several && (
        <p className="tokens-joined">
          <b className="mono">{piece.text}</b> is {piece.tokens.length} tokens, {percent(piece.probability)} % together.
        </p>
      )}
      {piece.tokens.map((token, index) => (
        <Choice key={index} token={token} place={`${piece.first + index + 1} of ${count}`} />
      ))}
    </div>,
    document.querySelector('main') ?? document.body,
  )
}

function Choice({ token, place }: { token: TokenLogprob; place: string }) {
  const { list, rank, coverage } = alternativesOf(token)
  return (
    <div className="tokens-choice">
      <div className="tokens-head">
        <b>{tokenLabel(token)}</b>
        <span className="grow">
          {rank ? `rank ${rank}` : 'not among the likeliest'}, {bits(-token.logprob / Math.LN2)}
        </span>
        <span>{place}</span>
      </div>
      <ul>
        {list.map(({ token: other, probability, chosen }, index) => (
          <li key={index} data-chosen={chosen || undefined}>
            <span className="cut">{tokenLabel(other)}</span>
            <span className="tokens-share" style={{ '--share': `${probability * 100}%` }} />
            <span className="tokens-percent">
              {percent(probability)}
              {chosen && (
                <>
                  <Icon name="check" size="tiny" />
                  <span className="sr-only"> chosen</span>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="tokens-foot">
        <span>
          covers <b>{percent(coverage)} %</b>
        </span>
        <span className="cut">{tokenBytes(token) ?? 'no bytes given'}</span>
      </div>
    </div>
  )
}

/** Under its token, above it where there is no room, always inside the window; gone while its token is scrolled away. */
function place(panel: HTMLElement | null, token: Element | null | undefined) {
  if (!panel) return
  const anchor = token?.getClientRects()[0]
  const frame = token?.closest('.column-body')?.getBoundingClientRect()
  const visible = anchor && frame && anchor.bottom > frame.top && anchor.top < frame.bottom
  panel.style.visibility = visible ? 'visible' : 'hidden'
  if (!visible) return
  const gap = 8
  const below = anchor.bottom + gap + panel.offsetHeight < innerHeight - gap
  const top = below ? anchor.bottom + gap : anchor.top - gap - panel.offsetHeight
  panel.style.top = `${Math.max(gap, top)}px`
  panel.style.left = `${Math.max(12, Math.min(anchor.left - 24, innerWidth - panel.offsetWidth - 12))}px`
}
