import type { AudioPart, ContentPart, FilePart, ImagePart, Note } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { type Data, parseDataUrl } from '../data-url'
import type { Ask } from '../wire'
import { cachePoint } from './cache'
import type { ContentBlock, DocumentBlock, ImageBlock } from './types'

/** What the parts of a conversation share: documents are numbered through all of it. */
export interface Documents {
  count: number
}

/** Parts of a user's message as blocks; what Converse cannot read is refused by its path. */
export function toBlocks(
  content: string | ContentPart[] | null | undefined,
  at: string,
  ask: Ask,
  documents: Documents,
  notes: Note[],
): ContentBlock[] {
  if (typeof content === 'string') return textBlock(content, at, notes)
  return (content ?? []).flatMap((part, index) => {
    const place = `${at}.content[${index}]`
    const blocks = toBlock(part, place, ask, documents, notes)
    return blocks.length && 'cache_control' in part ? [...blocks, ...cachePoint(part.cache_control, place, notes)] : blocks
  })
}

function toBlock(part: ContentPart, at: string, ask: Ask, documents: Documents, notes: Note[]): ContentBlock[] {
  switch (part.type) {
    case 'text':
      return textBlock(part.text, at, notes)
    case 'image_url':
      return imageBlock(part, at, ask, notes).map(image => ({ image }))
    case 'file':
      return fileBlock(part, at, ask, documents, notes)
    case 'input_audio':
      return audioBlock(part, at, ask, notes)
    default:
      return refuse(
        `Bedrock knows text, images, files and audio, not parts of type ${JSON.stringify((part as { type: unknown }).type)}.`,
        at,
        notes,
      )
  }
}

/** Bedrock answers 400 to a text block without a visible character. */
export function textBlock(text: string, at: string, notes: Note[]): { text: string }[] {
  if (text.trim() !== '') return [{ text }]
  if (text !== '') notes.push({ param: at, action: 'dropped', from: text, why: 'Bedrock refuses text that is only blanks.' })
  return []
}

type ImageFormat = NonNullable<ImageBlock['format']>
const IMAGES: Readonly<Record<string, ImageFormat>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

export function imageBlock({ image_url: { url, detail } }: ImagePart, at: string, ask: Ask, notes: Note[]): ImageBlock[] {
  if (!ask.can.images) return refuse(`${ask.can.name} cannot see images.`, at, notes)
  if (detail && detail !== 'auto') {
    const why = 'Bedrock has no detail setting for images.'
    notes.push({ param: `${at}.image_url.detail`, action: 'dropped', from: detail, why })
  }
  if (/^https?:/i.test(url)) return refuse('Bedrock does not fetch images; send a data: URL.', `${at}.image_url.url`, notes)
  const data = parseDataUrl(url)
  const format = data && own(IMAGES, data.mediaType)
  if (data && format) return [{ format, source: { bytes: data.base64 } }]
  return refuse('Bedrock takes PNG, JPEG, GIF and WebP images, as base64 data: URLs.', `${at}.image_url.url`, notes)
}

type DocumentFormat = NonNullable<DocumentBlock['format']>
/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html */
const DOCUMENTS: Readonly<Record<string, DocumentFormat>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'application/json': 'txt',
  'application/xml': 'txt',
}
const BY_NAME: Readonly<Record<string, DocumentFormat>> = {
  pdf: 'pdf',
  csv: 'csv',
  doc: 'doc',
  docx: 'docx',
  xls: 'xls',
  xlsx: 'xlsx',
  html: 'html',
  htm: 'html',
  md: 'md',
  txt: 'txt',
  json: 'txt',
  xml: 'txt',
  log: 'txt',
}

function fileBlock({ file }: FilePart, at: string, ask: Ask, documents: Documents, notes: Note[]): ContentBlock[] {
  if (!ask.can.files) return refuse(`${ask.can.name} cannot read files.`, at, notes)
  if (!file.file_data) {
    return refuse('This file lives at another provider; send its content as file_data.', `${at}.file.file_id`, notes)
  }
  const data = parseDataUrl(file.file_data) ?? bareData(file.file_data)
  const image = data && own(IMAGES, data.mediaType)
  if (data && image) return [{ image: { format: image, source: { bytes: data.base64 } } }]
  const format = data && documentFormat(data, file.filename)
  if (!data || !format) {
    const why = 'Bedrock takes PDF, Word, Excel, CSV, HTML, Markdown and text files, as base64 data: URLs.'
    return refuse(why, `${at}.file.file_data`, notes)
  }
  const name = `document-${++documents.count}`
  if (file.filename) {
    const why = 'A model on Bedrock reads the name of a document as part of the prompt, so it gets a neutral one.'
    notes.push({ param: `${at}.file.filename`, action: 'changed', from: file.filename, to: name, why })
  }
  return [{ document: { format, name, source: { bytes: data.base64 } } }]
}

/** The type says what it is; where there is none, or one that says little, the name does. */
function documentFormat({ mediaType, base64 }: Data, filename = ''): DocumentFormat | undefined {
  const known = own(DOCUMENTS, mediaType)
  if (known && known !== 'txt') return known
  const named = own(BY_NAME, /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? '')
  if (named || known) return named ?? known
  if (base64.startsWith('JVBERi0')) return 'pdf'
  return mediaType.startsWith('text/') ? 'txt' : undefined
}

function bareData(base64: string): Data | undefined {
  return /^[a-z][a-z+.-]*:/i.test(base64) ? undefined : { mediaType: '', base64 }
}

type AudioBlock = NonNullable<ContentBlock['audio']>
type AudioFormat = NonNullable<AudioBlock['format']>
const SOUNDS: readonly AudioFormat[] = ['mp3', 'wav', 'aac', 'flac', 'm4a', 'mp4', 'mpeg', 'ogg', 'opus', 'pcm', 'webm']

function audioBlock({ input_audio: { data, format } }: AudioPart, at: string, ask: Ask, notes: Note[]): ContentBlock[] {
  if (!ask.can.audio) return refuse(`${ask.can.name} cannot listen to audio.`, at, notes)
  const known = SOUNDS.find(each => each === format)
  if (known) return [{ audio: { format: known, source: { bytes: data } } }]
  return refuse(`Bedrock takes audio as ${SOUNDS.slice(0, 4).join(', ')} and the like.`, `${at}.input_audio.format`, notes)
}

function refuse(why: string, param: string, notes: Note[]): never[] {
  notes.push({ param, action: 'refused', why })
  return []
}
