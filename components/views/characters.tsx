import { type ClipboardEvent, memo, type ReactNode, useRef } from 'react'
import { growText, NO_PIECES } from './grow-text'
import { useSlices } from './use-slices'
import { WhiteSpace } from './white-space'

interface Props {
  text: string
  /** Marks for what is otherwise not seen. */
  marked?: boolean
  /** Stands behind the last character. */
  children?: ReactNode
}

/** A text, character by character. Only the last piece of a growing one is drawn again; what is out of sight is not laid out. */
export function Characters({ text, marked = false, children }: Props) {
  const grown = useRef(NO_PIECES)
  grown.current = growText(grown.current, text)
  const { pieces } = grown.current
  const shown = useSlices(pieces.length)
  return pieces.slice(0, shown).map((piece, index) => (
    <Piece key={index} text={piece} full={index < pieces.length - 1} marked={marked}>
      {index === pieces.length - 1 && children}
    </Piece>
  ))
}

const Piece = memo(function Piece({
  text,
  full,
  marked,
  children,
}: {
  text: string
  full: boolean
  marked: boolean
  children: ReactNode
}) {
  return (
    <div className="stretch" data-full={full || undefined}>
      {marked ? <WhiteSpace text={text} /> : text}
      {children}
    </div>
  )
})

/** A text while what reads it is still loading. */
export function Plain({ text }: { text: string }) {
  return (
    <div className="answer-text">
      <Characters text={text} />
    </div>
  )
}

/** What is copied has the line breaks of the text, and none where its pieces meet. */
export function copyExactly(event: ClipboardEvent) {
  const selection = document.getSelection()
  if (!selection?.rangeCount || !event.currentTarget.contains(selection.getRangeAt(0).commonAncestorContainer)) return
  event.clipboardData.setData('text/plain', selection.getRangeAt(0).toString())
  event.preventDefault()
}
