import type { ChatRequest } from '@/lib/chat/types'
import { type Attached, attachedIn, withData } from './attachments'
import { isObject, isTime } from './check'
import { fileType } from './file-types'
import type { Services } from './services'

interface StoredFile {
  type: string
  base64: string
  /** Milliseconds since 1970. */
  addedAt: number
}

/** Images, papers and sounds of messages, by the hash of their bytes. A prompt holds references only, so that it stays small. */
export interface Files {
  /** Keeps it; undefined when it is of no type a message can hold. Where the browser keeps nothing it lasts as long as the page. */
  add(file: Blob, name: string): Promise<Attached | undefined>
  /** A data URL to show it by; undefined when it is not on this device. */
  urlOf(hash: string): Promise<string | undefined>
  /** The request with its files in it, or the first one that is not on this device. */
  resolve(request: ChatRequest): Promise<{ request: ChatRequest; missing?: undefined } | { missing: Attached }>
  /** Removes what nothing that is saved refers to. What was added within a day stays: another tab may hold it unsaved. */
  sweep(): Promise<void>
}

const DAY = 86_400_000

export function createFiles({ files: shelf, storage, today, hash }: Services, onFailure: () => void): Files {
  const added = new Map<string, StoredFile>()
  const read = async (hash: string) => added.get(hash) ?? asStored(await shelf.get(hash).catch(() => undefined))

  return {
    async add(file, name) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const type = fileType(bytes)
      if (!type) return
      const id = await hash(bytes)
      const stored = { type, base64: toBase64(bytes), addedAt: today() }
      added.set(id, stored)
      await shelf.set(id, stored).catch(onFailure)
      return { hash: id, type, size: bytes.length, name }
    },
    async urlOf(hash) {
      const stored = await read(hash)
      return stored && `data:${stored.type};base64,${stored.base64}`
    },
    async resolve(request) {
      const files = attachedIn(request.messages)
      const found = new Map<string, string>()
      for (const { hash } of files) {
        const stored = await read(hash)
        if (stored) found.set(hash, stored.base64)
      }
      const missing = files.find(({ hash }) => !found.has(hash))
      return missing ? { missing } : { request: withData(request, ({ hash }) => found.get(hash)!) }
    },
    async sweep() {
      const unused = new Set(await shelf.names())
      // Piece by piece, and no further than needed: what is saved may be much.
      for (const name of await storage.names()) {
        if (!unused.size) return
        const text = JSON.stringify(await storage.get(name)) ?? ''
        for (const hash of unused) if (text.includes(`refract:${hash}?`)) unused.delete(hash)
      }
      for (const hash of unused) {
        const stored = asStored(await shelf.get(hash))
        if (!stored || stored.addedAt < today() - DAY) await shelf.delete(hash)
      }
    },
  }
}

function asStored(value: unknown): StoredFile | undefined {
  if (!isObject(value)) return
  const { type, base64, addedAt } = value
  return typeof type === 'string' && typeof base64 === 'string' && isTime(addedAt) ? { type, base64, addedAt } : undefined
}

/** A multiple of three, so that the pieces can be joined. */
const PIECE = 0x6000

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE) text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)))
  return text
}
