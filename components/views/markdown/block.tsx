import type { MarkedToken, Token, Tokens } from 'marked'
import { memo } from 'react'
import { CopyButton } from '../../ui/copy-button'
import { ScrollBox } from '../../ui/scroll-box'
import { Inline } from './inline'

/** One block of Markdown. Equal source, equal picture: it is drawn again only when its source changed. */
export const Block = memo(
  function Block({ token }: { token: Token }) {
    return draw(token as MarkedToken)
  },
  (before, after) =>
    before.token === after.token || (before.token.raw === after.token.raw && before.token.type === after.token.type),
)

function draw(token: MarkedToken) {
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
    case 'paragraph':
      return (
        <p>
          <Inline tokens={token.tokens} />
        </p>
      )
    case 'code':
      return <Code {...token} />
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={token.tokens} />
        </blockquote>
      )
    case 'list':
      return <List {...token} />
    case 'table':
      return <Table {...token} />
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
  return tokens.map((token, index) => <Block key={index} token={token} />)
}

function Code({ text, lang }: Tokens.Code) {
  return (
    <pre>
      <div className="code-head">
        <span className="grow">{lang}</span>
        <CopyButton name="Copy the code" text={() => text} />
      </div>
      <code>{text}</code>
    </pre>
  )
}

function List({ ordered, start, items }: Tokens.List) {
  const Tag = ordered ? 'ol' : 'ul'
  return (
    <Tag start={ordered && start !== '' && start !== 1 ? start : undefined}>
      {items.map((item, index) => (
        <li key={index}>
          {item.task && (item.checked ? '☑ ' : '☐ ')}
          <Blocks tokens={item.tokens.filter(({ type }) => type !== 'checkbox')} />
        </li>
      ))}
    </Tag>
  )
}

function Table({ header, rows }: Tokens.Table) {
  return (
    <ScrollBox className="table-box" name="Table">
      <table>
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={index} scope="col">
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, index) => (
                <td key={index}>
                  <Inline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
