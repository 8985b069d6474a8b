import { memo, useRef } from 'react'
import { Block } from './block'
import { growBlocks, NOTHING } from './grow-blocks'

/** Model text as React elements; never as HTML. A block that did not change is not drawn again. */
export default memo(function Markdown({ text, growing }: { text: string; growing: boolean }) {
  const grown = useRef(NOTHING)
  grown.current = growBlocks(grown.current, text, growing)
  return (
    <div className={`markdown ${growing ? 'growing' : ''}`}>
      {grown.current.blocks.map((token, index) => (
        <Block key={index} token={token} />
      ))}
    </div>
  )
})
