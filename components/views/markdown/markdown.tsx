import { memo, useRef } from 'react'
import { useSlices } from '../use-slices'
import { Block } from './block'
import { growBlocks, NOTHING, type Part, type Stretch } from './grow-blocks'

/** Model text as React elements; never as HTML. What did not change is not drawn again; what is out of sight is not laid out. */
export default memo(function Markdown({ text, growing }: { text: string; growing: boolean }) {
  const grown = useRef(NOTHING)
  grown.current = growBlocks(grown.current, text, growing)
  const { stretches, named } = grown.current
  const shown = useSlices(stretches.length)
  return (
    <div key={named ? 'named' : ''} className={`markdown ${growing ? 'growing' : ''}`}>
      {stretches.slice(0, shown).map((stretch, index) => (
        <StretchBox key={index} stretch={stretch} />
      ))}
    </div>
  )
})

const StretchBox = memo(function StretchBox({ stretch: { parts, full } }: { stretch: Stretch }) {
  return (
    <div className="stretch" data-full={full || undefined}>
      {blocksOf(parts).map((block, index) => (
        <Block key={index} parts={block} />
      ))}
    </div>
  )
})

function blocksOf(parts: readonly Part[]): Part[][] {
  const blocks: Part[][] = []
  for (const part of parts) {
    if (part.continues && blocks.length) blocks.at(-1)!.push(part)
    else blocks.push([part])
  }
  return blocks
}
