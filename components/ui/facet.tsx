/** A column's letter on a pane of glass. Filled it is a name; soft it is a reference, or not selected. */
export function Facet({ letter, soft, small }: { letter: string; soft?: boolean; small?: boolean }) {
  return (
    <span className={`facet ${soft ? 'soft' : ''} ${small ? 'small' : ''}`} data-letter={letter}>
      {letter}
    </span>
  )
}
