import type { MarkedToken, Token, Tokens } from 'marked'
import { memo, type ReactNode, useRef } from 'react'
import { CopyButton } from '../../ui/copy-button'
import { ScrollBox } from '../../ui/scroll-box'
import type { Part } from './grow-blocks'
import { Inline } from './inline'
import { useHighlight } from './use-highlight'

interface Props {
  /** One, or several of the same list, table, paragraph or block of code. */
  parts: readonly Part[]
}

/** One block of Markdown. Equal source, equal picture: it is drawn again only when its source changed. */
export const Block = memo(
  function Block({ parts }: Props) {
    const [{ token, continues }] = parts as [Part]
    const goesOn = parts.at(-1)!.goesOn
    const whole = token as MarkedToken
    switch (whole.type) {
      case 'paragraph':
        return <p className={goesOn ? 'goes-on' : undefined}>{parts.map(drawPart)}</p>
      case 'list':
        return (
          <List list={whole} goesOn={goesOn}>
            {parts.map(drawPart)}
          </List>
        )
      case 'table':
        return (
          <Table header={whole.header} continues={continues} goesOn={goesOn}>
            {parts.map(drawPart)}
          </Table>
        )
      case 'code':
        return (
          <Code lang={whole.lang} continues={continues} goesOn={goesOn}>
            {parts.map(drawPart)}
          </Code>
        )
      default:
        return drawOther(whole)
    }
  },
  (before, after) =>
    before.parts.length === after.parts.length && before.parts.every((part, at) => isSame(part, after.parts[at]!)),
)

function drawPart({ token }: Part, index: number) {
  return <Content key={index} token={token} />
}

/** What a part adds to its block. */
const Content = memo(
  function Content({ token }: { token: Token }) {
    const part = token as MarkedToken
    if (part.type === 'list') return part.items.map((item, index) => <Item key={index} {...item} />)
    if (part.type === 'table') return part.rows.map((row, index) => <Row key={index} cells={row} />)
    return part.type === 'code' ? <CodeText {...part} /> : <Words {...(part as Tokens.Paragraph)} />
  },
  (before, after) => isSameToken(before.token, after.token),
)

/** Plain until the highlighter is there, and where the fence names no language. */
function CodeText({ text, lang }: Tokens.Code) {
  const name = lang?.match(/^[\w+#-]+/)?.[0].toLowerCase()
  const highlight = useHighlight(name !== undefined)
  return <span>{name && highlight ? highlight(text, name) : text}</span>
}

/** In a box of their own: the browser then shapes only those that changed. */
function Words({ tokens }: Tokens.Paragraph) {
  return (
    <span>
      <Inline tokens={tokens} />
    </span>
  )
}

function drawOther(token: MarkedToken) {
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'heading':
      return (
        // Always the third level: the model's own levels would tear the page's outline.
        <h3 className={`heading heading-${token.depth}`}>
          <Inline tokens={token.tokens} />
        </h3>
      )
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={token.tokens} />
        </blockquote>
      )
    case 'hr':
      return <hr />
    case 'text':
      return token.tokens ? <Inline tokens={token.tokens} /> : token.text
    // HTML is text like any other.
    default:
      return <p className="answer-text">{token.raw.trim()}</p>
  }
}

function Blocks({ tokens }: { tokens: Token[] }) {
  return tokens.map((token, index) => <Block key={index} parts={[{ token, continues: false, goesOn: false }]} />)
}

function Code({ lang, continues, goesOn, children }: Joined & { lang?: string }) {
  const box = useRef<HTMLPreElement>(null)
  return (
    <pre ref={box} className={joinsOf(continues, goesOn)}>
      {!continues && (
        <div className="code-head">
          <span className="grow">{lang}</span>
          <CopyButton name="Copy the code" text={() => wholeCode(box.current)} />
        </div>
      )}
      <code>{children}</code>
    </pre>
  )
}

/** With what stands of it in the stretches behind. */
function wholeCode(box: Element | null | undefined): string {
  if (!box) return ''
  const text = box.querySelector('code')?.textContent ?? ''
  return box.matches('.goes-on') ? text + wholeCode(box.parentElement?.nextElementSibling?.firstElementChild) : text
}

function List({ list, goesOn, children }: { list: Tokens.List; goesOn: boolean; children: ReactNode }) {
  const Tag = list.ordered ? 'ol' : 'ul'
  const start = list.ordered && list.start !== '' && list.start !== 1 ? list.start : undefined
  return (
    <Tag start={start} className={goesOn ? 'goes-on' : undefined}>
      {children}
    </Tag>
  )
}

function Item({ task, checked, tokens }: Tokens.ListItem) {
  return (
    <li>
      {task && (checked ? '☑ ' : '☐ ')}
      <Blocks tokens={tokens.filter(({ type }) => type !== 'checkbox')} />
    </li>
  )
}

interface Joined {
  continues: boolean
  goesOn: boolean
  children: ReactNode
}

/** One that goes on in the next stretch has columns of equal width, so that its rows stand under each other there too. */
function Table({ header, continues, goesOn, children }: Joined & { header: Tokens.TableCell[] }) {
  return (
    <ScrollBox className={`table-box ${joinsOf(continues, goesOn) ?? ''}`} role="group" name="Table">
      <table style={{ '--cells': header.length }}>
        <thead className={continues ? 'unseen' : undefined}>
          <tr>
            {header.map((cell, index) => (
              <th key={index} scope="col" data-align={cell.align}>
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  )
}

function Row({ cells }: { cells: Tokens.TableCell[] }) {
  return (
    <tr>
      {cells.map((cell, index) => (
        <td key={index} data-align={cell.align}>
          <Inline tokens={cell.tokens} />
        </td>
      ))}
    </tr>
  )
}

function joinsOf(continues: boolean, goesOn: boolean): string | undefined {
  return [continues && 'continues', goesOn && 'goes-on'].filter(Boolean).join(' ') || undefined
}

function isSame(one: Part, other: Part): boolean {
  return one === other || (one.goesOn === other.goesOn && isSameToken(one.token, other.token))
}

function isSameToken(one: Token, other: Token): boolean {
  if (one === other) return true
  return one.type === other.type && one.raw === other.raw && (one as Tokens.List).loose === (other as Tokens.List).loose
}
