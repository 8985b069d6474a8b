'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatBytes } from '@/lib/playground/attachments'
import { contentsOf } from '@/lib/playground/contents'
import { usePlayground, usePlaygroundStore } from '@/lib/playground/context'
import { type Attachment, attachmentsOf } from '@/lib/playground/share/attachments'
import { LONGEST_LINK } from '@/lib/playground/share/link'
import { type Offer, offerLink } from '@/lib/playground/share/offer'
import { toPortable } from '@/lib/playground/share/portable'
import type { Secret } from '@/lib/playground/share/secrets'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Facet } from '../ui/facet'
import { Icon } from '../ui/icon'
import './share-dialog.css'

/** The whole prompt as a link: what is in it, what looks like a secret, and the link itself. */
export default function ShareDialog() {
  const close = usePlayground(state => state.closeDialog)
  const prompt = usePlayground(state => state.prompt)
  const columns = usePlayground(state => state.columns)
  const [attachments, setAttachments] = useState<ReadonlySet<string>>(new Set())
  const [clean, setClean] = useState(false)
  const [anyway, setAnyway] = useState(false)
  const offer = useOffer(attachments, clean)
  const copy = useCopy(offer?.link)
  const held = !!offer?.secrets.length && !clean && !anyway

  const toggle = (id: string) =>
    setAttachments(kept => new Set(kept.has(id) ? [...kept].filter(other => other !== id) : [...kept, id]))
  const foot = (
    <>
      <span className="grow" />
      <Button tall onClick={close}>
        Close
      </Button>
      {held ? (
        <>
          <Button look="line" tall onClick={() => setAnyway(true)}>
            Share anyway
          </Button>
          <Button look="primary" tall onClick={() => setClean(true)}>
            Remove from the link
          </Button>
        </>
      ) : (
        <Button look="primary" tall disabled={!offer?.link} onClick={copy.act}>
          <Icon name={copy.copied ? 'check' : 'link'} size="small" />
          {copy.copied ? 'Copied' : 'Copy link'}
        </Button>
      )}
    </>
  )
  return (
    <Dialog title="Share" onClose={close} foot={foot}>
      <div className="share-kind">
        <p className="share-kind-head">
          <Icon name="link" size="small" />
          <strong>Prompt link</strong>
          <span className="mono dim">{offer?.link && !held ? sizeOf(offer.link) : ''}</span>
        </p>
        <p>The prompt with its columns, tools and schema, kept in the link itself. Nothing is stored anywhere.</p>
      </div>
      <ul className="share-list">
        <Row icon="check">
          <span className="grow">{['Prompt', contentsOf(prompt)].filter(Boolean).join(', ')}</span>
        </Row>
        <Row icon="check">
          <span className="grow">
            {columns.length === 1 ? 'One column' : `${columns.length} columns`}, with their settings and hosts
          </span>
          {columns.map(({ id, letter }) => (
            <Facet key={id} letter={letter} small />
          ))}
        </Row>
        {attachmentsOf(toPortable({ prompt, columns })).map(attachment => (
          <AttachmentRow
            key={attachment.id}
            attachment={attachment}
            kept={attachments.has(attachment.id)}
            onToggle={() => toggle(attachment.id)}
          />
        ))}
        <SecretRows secrets={offer?.secrets} clean={clean} anyway={anyway} />
      </ul>
      {offer?.problem && <p className="field-problem">{offer.problem} Export it as a file instead.</p>}
      {!held && <LinkField link={offer?.link} field={copy.field} />}
      <p className="share-note">
        <Icon name="lock" size="small" />
        Answers are not in a prompt link, and keys never are. Opening it runs nothing.
      </p>
    </Dialog>
  )
}

/** The link is made anew with every choice; an older one never overtakes a newer. */
function useOffer(attachments: ReadonlySet<string>, clean: boolean): Offer | undefined {
  const store = usePlaygroundStore()
  const [offer, setOffer] = useState<Offer>()
  useEffect(() => {
    let current = true
    const { prompt, columns, keys, fileUrl } = store.getState()
    void offerLink({ prompt, columns }, { attachments, clean }, { keys, dataOf: fileUrl }).then(made => current && setOffer(made))
    return () => {
      current = false
    }
  }, [store, attachments, clean])
  return offer
}

const addressOf = (link: string) => `${location.origin}${location.pathname}${link}`

function useCopy(link: string | undefined) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<string>()
  const act = async () => {
    if (!link) return
    try {
      await navigator.clipboard.writeText(addressOf(link))
      setCopied(link)
    } catch {
      // No clipboard without a permission, or over plain http: the person copies what is selected.
      field.current?.select()
    }
  }
  return { act, field, copied: !!copied && copied === link }
}

function LinkField({ link, field }: { link?: string; field: React.RefObject<HTMLInputElement | null> }) {
  return (
    <input
      ref={field}
      className="field mono"
      aria-label="Prompt link"
      readOnly
      value={link ? addressOf(link) : ''}
      onFocus={event => event.target.select()}
    />
  )
}

function Row({ icon, look = '', children }: { icon: 'check' | 'shield' | 'alert'; look?: string; children: ReactNode }) {
  return (
    <li className={look}>
      <Icon name={icon} size="small" />
      {children}
    </li>
  )
}

function AttachmentRow({
  attachment: { name, size },
  kept,
  onToggle,
}: {
  attachment: Attachment
  kept: boolean
  onToggle(): void
}) {
  const adds = Math.ceil((size * 4) / 3)
  const fits = adds < LONGEST_LINK
  return (
    <li>
      <label className="share-choice">
        <input className="check" type="checkbox" checked={kept} disabled={!fits} onChange={onToggle} />
        <span className="grow">{name}</span>
        <span className="mono dim">{fits ? `adds ${formatBytes(adds)}` : `${formatBytes(adds)}: too large for a link`}</span>
      </label>
    </li>
  )
}

function SecretRows({ secrets, clean, anyway }: { secrets?: Secret[]; clean: boolean; anyway: boolean }) {
  if (!secrets) return <li className="dim">Looking for secrets…</li>
  if (!secrets.length) {
    return (
      <Row icon="shield">
        <span className="grow">No secrets found</span>
        <span className="dim">keys are never part of a link</span>
      </Row>
    )
  }
  return secrets.map(secret => (
    <Row key={`${secret.path} ${secret.text}`} icon={clean ? 'shield' : 'alert'} look={clean ? '' : 'warned'}>
      <span className="grow">
        {clean ? `${secret.kind} removed from` : `${secret.kind} in`} {secret.place}
      </span>
      <code className={clean ? 'struck' : ''}>{secret.sample}</code>
      {anyway && !clean && <span className="dim">shared</span>}
    </Row>
  ))
}

function sizeOf(link: string): string {
  return `${(addressOf(link).length / 1000).toFixed(1)} kB`
}
