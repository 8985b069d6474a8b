'use client'

import { useEffect, useState } from 'react'
import type { ContentPart, ImagePart } from '@/lib/chat/types'
import { attachedTo, formatBytes, partName } from '@/lib/playground/attachments'
import { usePlayground } from '@/lib/playground/context'
import { IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'

interface Props {
  /** The message's. */
  id: string
  index: number
  part: Exclude<ContentPart, { type: 'text' }>
  /** The message it stands in, by name. */
  of: string
  onChange(part: ContentPart): void
}

/** An image, a paper or a sound in a message: what it looks like, its name, type and size. */
export function Attachment({ id, index, part, of, onChange }: Props) {
  const removePart = usePlayground(state => state.removePart)
  const name = partName(part)
  const byAddress = part.type === 'image_url' && !/^(refract|data):/.test(part.image_url.url)
  return (
    <figure className="message-part" aria-label={`${name} in ${of}`}>
      <Thumbnail part={part} name={name} />
      <div className="grow part-words">
        {byAddress ? <Address part={part} of={of} onChange={onChange} /> : <span className="cut part-name">{name}</span>}
        <span className="part-about">
          {about(part, byAddress)}
          {part.type === 'image_url' && <Detail part={part} of={name} onChange={onChange} />}
        </span>
      </div>
      <IconButton icon="x" name={`Remove ${name}`} small onClick={() => removePart(id, index)} />
    </figure>
  )
}

function about(part: Props['part'], byAddress: boolean): string {
  const file = attachedTo(part)
  if (file) return `${KINDS[file.type] ?? 'image'}, ${formatBytes(file.size)}`
  if (byAddress) return 'image by address'
  return part.type === 'image_url' ? 'image' : part.type === 'input_audio' ? `sound, ${part.input_audio.format}` : part.type
}

const KINDS: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'audio/wav': 'WAV', 'audio/mpeg': 'MP3' }

function Thumbnail({ part, name }: { part: Props['part']; name: string }) {
  const file = attachedTo(part)
  const url = useFileUrl(file?.hash)
  const shown = part.type === 'image_url' && part.image_url.url.startsWith('data:') ? part.image_url.url : url
  if (file && url === null)
    return (
      <span className="part-thumbnail missing" data-tip="Not in this browser any more. Attach it again, or remove it.">
        <Icon name="alert" size="small" />
        <span className="unseen">Not in this browser any more.</span>
      </span>
    )
  // biome-ignore lint/performance/noImgElement: the picture is on this device, there is nothing to optimise
  if (part.type === 'image_url' && shown) return <img className="part-thumbnail" src={shown} alt={name} />
  return (
    <span className="part-thumbnail">
      <Icon name={part.type === 'image_url' ? 'image' : part.type === 'input_audio' ? 'bars' : 'receipt'} size="small" />
    </span>
  )
}

/** Undefined while it is being looked up, null when it is not there. */
function useFileUrl(hash: string | undefined): string | null | undefined {
  const fileUrl = usePlayground(state => state.fileUrl)
  const [found, setFound] = useState<{ hash: string; url: string | null }>()
  useEffect(() => {
    if (!hash) return
    let left = false
    void fileUrl(hash).then(url => left || setFound({ hash, url: url ?? null }))
    return () => {
      left = true
    }
  }, [hash, fileUrl])
  return found && found.hash === hash ? found.url : undefined
}

function Address({ part, of, onChange }: { part: ImagePart; of: string; onChange(part: ContentPart): void }) {
  return (
    <input
      className="field mono part-address"
      type="url"
      aria-label={`Address of the image in ${of}`}
      placeholder="https://…"
      spellCheck={false}
      value={part.image_url.url}
      onChange={event => onChange({ ...part, image_url: { ...part.image_url, url: event.target.value.trim() } })}
    />
  )
}

const DETAILS = ['auto', 'low', 'high'] as const

/** How closely the model is to look; it decides what an image costs. */
function Detail({ part, of, onChange }: { part: ImagePart; of: string; onChange(part: ContentPart): void }) {
  const { detail = 'auto', ...rest } = part.image_url
  const trigger = (
    <button type="button" className="role-button part-detail" aria-label={`Detail of ${of}: ${detail}`}>
      detail <span className="mono">{detail}</span>
      <Icon name="chevron" size="tiny" />
    </button>
  )
  const set = (detail: (typeof DETAILS)[number]) =>
    onChange({ ...part, image_url: detail === 'auto' ? rest : { ...rest, detail } })
  return <Menu trigger={trigger} items={DETAILS.map(detail => ({ label: detail, onSelect: () => set(detail) }))} />
}
