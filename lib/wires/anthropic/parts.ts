import type {
  Base64ImageSource,
  DocumentBlockParam,
  ImageBlockParam,
  TextBlockParam,
} from '@anthropic-ai/sdk/resources/messages/messages'
import type { CacheControl, ContentPart, FilePart, ImagePart, Note } from '@/lib/chat/types'
import { type Data, parseDataUrl, textOf } from '../data-url'
import type { Ask } from '../wire'

export type PartBlock = TextBlockParam | ImageBlockParam | DocumentBlockParam

/** Parts of a user's or a tool's message as blocks; what Anthropic cannot read is refused by its path. */
export function toBlocks(content: string | ContentPart[] | null | undefined, at: string, ask: Ask, notes: Note[]): PartBlock[] {
  if (typeof content === 'string') return textBlock(content, undefined, at, notes)
  return (content ?? []).flatMap((part, index) => toBlock(part, `${at}.content[${index}]`, ask, notes))
}

function toBlock(part: ContentPart, at: string, ask: Ask, notes: Note[]): PartBlock[] {
  switch (part.type) {
    case 'text':
      return textBlock(part.text, part.cache_control, at, notes)
    case 'image_url':
      return imageBlock(part, at, ask, notes)
    case 'file':
      return fileBlock(part, at, ask, notes)
    case 'input_audio':
      return refuse(`${ask.can.name} cannot listen to audio.`, at, notes)
    default:
      return refuse(
        `Anthropic knows text, images and files, not parts of type ${JSON.stringify((part as { type: unknown }).type)}.`,
        at,
        notes,
      )
  }
}

/** Anthropic answers 400 to a text block without a visible character. */
export function textBlock(text: string, cache: CacheControl | undefined, at: string, notes: Note[]): TextBlockParam[] {
  if (text.trim() !== '') return [{ type: 'text', text, ...cached(cache) }]
  if (text !== '') notes.push({ param: at, action: 'dropped', from: text, why: 'Anthropic refuses text that is only blanks.' })
  return []
}

const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
type ImageType = Base64ImageSource['media_type']

function imageBlock({ image_url: { url, detail }, cache_control }: ImagePart, at: string, ask: Ask, notes: Note[]): PartBlock[] {
  if (!ask.can.images) return refuse(`${ask.can.name} cannot see images.`, at, notes)
  if (detail && detail !== 'auto') {
    notes.push({
      param: `${at}.image_url.detail`,
      action: 'dropped',
      from: detail,
      why: 'Anthropic has no detail setting for images.',
    })
  }
  if (/^https?:/i.test(url)) {
    if (!ask.can.imageUrls)
      return refuse(`${ask.can.vendor} does not fetch images; send a data: URL.`, `${at}.image_url.url`, notes)
    return [{ type: 'image', source: { type: 'url', url }, ...cached(cache_control) }]
  }
  const data = parseDataUrl(url)
  const media_type = data && imageType(data.mediaType)
  if (!data || !media_type) {
    return refuse('Anthropic takes PNG, JPEG, GIF and WebP images, by https: or base64 data: URLs.', `${at}.image_url.url`, notes)
  }
  return [{ type: 'image', source: { type: 'base64', media_type, data: data.base64 }, ...cached(cache_control) }]
}

function imageType(mediaType: string): ImageType | undefined {
  return IMAGE_TYPES.find(type => type === (mediaType === 'image/jpg' ? 'image/jpeg' : mediaType))
}

function fileBlock({ file, cache_control }: FilePart, at: string, ask: Ask, notes: Note[]): PartBlock[] {
  if (!ask.can.files) return refuse(`${ask.can.name} cannot read files.`, at, notes)
  const rest = { ...(file.filename && { title: file.filename }), ...cached(cache_control) }
  if (!file.file_data) {
    // Anthropic's own ids look like `file_011C…`, OpenAI's like `file-…`.
    if (file.file_id?.startsWith('file_')) return [{ type: 'document', source: { type: 'file', file_id: file.file_id }, ...rest }]
    return refuse('This file lives at another provider; send its content as file_data.', `${at}.file.file_id`, notes)
  }
  if (/^https:/i.test(file.file_data) && ask.can.imageUrls)
    return [{ type: 'document', source: { type: 'url', url: file.file_data }, ...rest }]
  const data = parseDataUrl(file.file_data) ?? bareData(file.file_data, file.filename)
  const source = data && documentSource(data)
  if (source) return [{ type: 'document', source, ...rest }]
  const media_type = data && imageType(data.mediaType)
  if (data && media_type)
    return [{ type: 'image', source: { type: 'base64', media_type, data: data.base64 }, ...cached(cache_control) }]
  return refuse('Anthropic takes PDF and text files, as base64 data: URLs.', `${at}.file.file_data`, notes)
}

/** Without a data: URL the bytes (%PDF) or the name say what it is. */
function bareData(base64: string, filename = ''): Data | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(base64)) return undefined
  if (base64.startsWith('JVBERi0') || /\.pdf$/i.test(filename)) return { mediaType: 'application/pdf', base64 }
  if (/\.(txt|md|csv|json|xml|html?|ya?ml|log)$/i.test(filename)) return { mediaType: 'text/plain', base64 }
  return undefined
}

function documentSource({ mediaType, base64 }: Data): DocumentBlockParam['source'] | undefined {
  if (mediaType === 'application/pdf') return { type: 'base64', media_type: 'application/pdf', data: base64 }
  if (!/^text\/|^application\/(json|xml|yaml|x-yaml)$/.test(mediaType)) return undefined
  const data = textOf(base64)
  return data === undefined ? undefined : { type: 'text', media_type: 'text/plain', data }
}

const cached = (cache: CacheControl | undefined) => cache && { cache_control: { ...cache } }

function refuse(why: string, param: string, notes: Note[]): never[] {
  notes.push({ param, action: 'refused', why })
  return []
}
