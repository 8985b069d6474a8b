import type { AudioPart, ContentPart, FilePart, ImagePart, Note } from '@/lib/chat/types'
import { own } from '@/lib/util/own'
import { type Data, parseDataUrl } from '../data-url'
import type { Ask } from '../wire'
import type { Part } from './types'

/** Parts of a user's or a tool's message; what Gemini cannot read is refused by its path. */
export function toParts(content: string | ContentPart[] | null | undefined, at: string, ask: Ask, notes: Note[]): Part[] {
  if (typeof content === 'string') return textPart(content)
  return (content ?? []).flatMap((part, index) => toPart(part, `${at}.content[${index}]`, ask, notes))
}

function toPart(part: ContentPart, at: string, ask: Ask, notes: Note[]): Part[] {
  if ('cache_control' in part) noteCacheControl(part.cache_control, at, notes)
  switch (part.type) {
    case 'text':
      return textPart(part.text)
    case 'image_url':
      return imagePart(part, at, ask, notes)
    case 'file':
      return filePart(part, at, ask, notes)
    case 'input_audio':
      return audioPart(part, at, ask, notes)
    default: {
      const { type } = part as { type: unknown }
      return refuse(`Gemini knows text, images, files and audio, not parts of type ${JSON.stringify(type)}.`, at, notes)
    }
  }
}

/** Gemini answers 400 to a part with nothing in it. */
export const textPart = (text: string): Part[] => (text === '' ? [] : [{ text }])

export function noteCacheControl(from: unknown, at: string, notes: Note[]): void {
  const why = 'Gemini keeps what it has read by itself; it has no marks for it.'
  if (from) notes.push({ param: `${at}.cache_control`, action: 'dropped', from, why })
}

function imagePart({ image_url: { url, detail } }: ImagePart, at: string, ask: Ask, notes: Note[]): Part[] {
  const param = `${at}.image_url.url`
  if (!ask.can.images) return refuse(`${ask.can.name} cannot see images.`, at, notes)
  if (detail && detail !== 'auto') {
    const why = 'Gemini has no detail setting for images.'
    notes.push({ param: `${at}.image_url.detail`, action: 'dropped', from: detail, why })
  }
  if (isAtGoogle(url, ask)) return [linked(url)]
  if (/^https?:/i.test(url)) {
    if (ask.can.imageUrls) return [linked(url)]
    return refuse(`${ask.can.vendor} does not fetch images; send a data: URL.`, param, notes)
  }
  const data = parseDataUrl(url)
  if (!data?.mediaType.startsWith('image/')) return refuse('Gemini takes images as base64 data: URLs.', param, notes)
  return [inline(data)]
}

/** Files uploaded to the Files API, YouTube's videos, and on Vertex what lies in Cloud Storage: these Gemini reads itself. */
export function isAtGoogle(url: string, { can }: Ask): boolean {
  if (/^https:\/\/(generativelanguage\.googleapis\.com\/v\w+\/files\/|(www\.)?youtube\.com\/watch\?|youtu\.be\/)/.test(url))
    return true
  return url.startsWith('gs://') && can.labels === true
}

/** The type, which Vertex insists on, is told by the name where it can be. */
function linked(fileUri: string): Part {
  const mimeType = typeByName(fileUri.replace(/[?#].*$/, ''))
  return { fileData: { fileUri, ...(mimeType && { mimeType }) } }
}

const inline = ({ mediaType, base64 }: Data): Part => ({
  inlineData: { mimeType: mediaType === 'image/jpg' ? 'image/jpeg' : mediaType, data: base64 },
})

function audioPart({ input_audio: { data, format } }: AudioPart, at: string, ask: Ask, notes: Note[]): Part[] {
  if (!ask.can.audio) return refuse(`${ask.can.name} cannot listen to audio.`, at, notes)
  return [{ inlineData: { mimeType: `audio/${format}`, data } }]
}

function filePart({ file }: FilePart, at: string, ask: Ask, notes: Note[]): Part[] {
  if (!ask.can.files) return refuse(`${ask.can.name} cannot read files.`, at, notes)
  const { file_data: data, file_id: id, filename } = file
  if (filename) {
    const why = 'Gemini takes files without their names.'
    notes.push({ param: `${at}.file.filename`, action: 'dropped', from: filename, why })
  }
  if (!data) {
    if (id && isAtGoogle(id, ask)) return [linked(id)]
    return refuse('This file lives at another provider; send its content as file_data.', `${at}.file.file_id`, notes)
  }
  const known = parseDataUrl(data) ?? bareData(data, filename)
  if (!known?.mediaType)
    return refuse('Gemini takes files as base64 data: URLs, which say their type.', `${at}.file.file_data`, notes)
  if (!WRITTEN.test(known.mediaType)) return [inline(known)]
  const why = 'Gemini reads such files as plain text.'
  notes.push({ param: `${at}.file.file_data`, action: 'changed', from: known.mediaType, to: 'text/plain', why })
  return [inline({ ...known, mediaType: 'text/plain' })]
}

/** Text that Gemini has no type for: https://ai.google.dev/gemini-api/docs/document-processing */
const WRITTEN = /^application\/(json|yaml|x-yaml|toml|sql)$/

/** Without a data: URL the bytes (%PDF) or the name say what it is. */
function bareData(base64: string, filename = ''): Data | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(base64)) return undefined
  const mediaType = base64.startsWith('JVBERi0') ? 'application/pdf' : typeByName(filename)
  return mediaType ? { mediaType, base64 } : undefined
}

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  xml: 'text/xml',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  mp3: 'audio/mp3',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  mov: 'video/mov',
  webm: 'video/webm',
}

const typeByName = (name: string) => own(TYPES, /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '')

function refuse(why: string, param: string, notes: Note[]): never[] {
  notes.push({ param, action: 'refused', why })
  return []
}
