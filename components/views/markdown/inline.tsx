import type { MarkedToken, Token } from 'marked'
import type { ReactNode } from 'react'
import { Icon } from '../../ui/icon'
import { decodeEntities, safeLink } from './safe'

/** What stands inside a line. */
export function Inline({ tokens }: { tokens: Token[] | undefined }): ReactNode {
  return tokens?.map((token, index) => <Span key={index} token={token as MarkedToken} />)
}

function Span({ token }: { token: MarkedToken }): ReactNode {
  switch (token.type) {
    case 'strong':
      return (
        <strong>
          <Inline tokens={token.tokens} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens} />
        </em>
      )
    case 'del':
      return (
        <del>
          <Inline tokens={token.tokens} />
        </del>
      )
    case 'codespan':
      return <code>{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return (
        <Link href={token.href} words={token.text}>
          <Inline tokens={token.tokens} />
        </Link>
      )
    // Never loaded: an address made by a model may carry off what it has read.
    case 'image':
      return (
        <span className="image">
          <Icon name="image" size="tiny" />
          <Link href={token.href} words={token.text}>
            {token.text || 'image'}
          </Link>
        </span>
      )
    case 'text':
      return token.tokens ? <Inline tokens={token.tokens} /> : decodeEntities(token.text)
    case 'escape':
      return token.text
    default:
      return token.raw
  }
}

/** Only http, https and mailto; where the words hide where it leads, the host stands beside them. */
function Link({ href, words, children }: { href: string; words: string; children: ReactNode }) {
  const link = safeLink(href)
  if (!link) return children
  return (
    <>
      <a href={link.href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
      {!words.includes(link.host) && <span className="link-host"> ({link.host})</span>}
    </>
  )
}
