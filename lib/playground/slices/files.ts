import type { ContentPart } from '@/lib/chat/types'
import { attachedIn, formatBytes, toPart } from '../attachments'
import { ACCEPTED_WORDS } from '../file-types'
import { canHold, partsOf, withParts } from '../messages'
import { requestOf } from '../request'
import type { Parts, PlaygroundStore, Slice } from '../store'

/** A file that was not attached. */
export interface RefusedFile {
  file: File
  messageId: string
  why: string
  /** It is an image and would fit when made smaller. */
  scalable: boolean
}

export interface FilesSlice {
  refusedFiles: RefusedFile[]
  /**
   * Puts files into a message: the one named if it can hold them, else the last of the user's, else a new one. What cannot be
   * attached is told in `refusedFiles`. Returns the id of the message of the last one.
   */
  attach(files: readonly File[], messageId?: string): Promise<string | undefined>
  /** A place for an image's web address, in the last message of the user's or a new one; returns that one's id. */
  addImageAddress(): string
  /** Attaches a smaller copy instead. */
  scaleDown(refused: RefusedFile): Promise<void>
  dismissRefused(refused: RefusedFile): void
  /** A data URL; undefined when the file is not on this device. */
  fileUrl(hash: string): Promise<string | undefined>
  /** The whole body of a column, files included, as JSON. */
  bodyText(columnId: string): Promise<string>
}

/** Every deployment takes so much. */
const ALWAYS = 4_000_000
/** What one takes that does not say. */
const USUALLY = 20_000_000
/** Bytes of a request beside its messages. */
const REST = 50_000

export const filesSlice: Slice<FilesSlice> = (set, get, { client, files, services }) => {
  let limit: Promise<number> | undefined
  const askLimit = async () => (await client.health()).value?.body_limit ?? USUALLY

  /** Bytes a file may have so that the request still fits in `limit`; base64 makes four of three. */
  function room(limit: number): number {
    const messages = get().prompt.messages.map(({ message }) => message)
    const taken = attachedIn(messages).reduce((sum, { size }) => sum + (size * 4) / 3, JSON.stringify(messages).length + REST)
    return Math.floor(((limit - taken) * 3) / 4)
  }

  /** The gateway is asked only when it matters. */
  async function limitFor({ size }: File): Promise<number> {
    if (size <= room(ALWAYS)) return ALWAYS
    limit ??= askLimit()
    return limit
  }

  function holder(type: string, messageId?: string): string {
    const { messages } = get().prompt
    const named = messages.find(({ id }) => id === messageId)
    if (named && canHold(named.message, type)) return named.id
    return messages.findLast(({ message }) => message.role === 'user')?.id ?? get().addMessage('user')
  }

  function add(messageId: string, part: ContentPart) {
    const entry = get().prompt.messages.find(({ id }) => id === messageId)
    if (entry) get().setMessage(messageId, withParts(entry.message, [...partsOf(entry.message), part]))
  }

  async function attachOne(file: File, named?: string): Promise<string> {
    const messageId = holder(file.type, named)
    const refuse = (why: string, scalable = false) => {
      set(({ refusedFiles }) => ({ refusedFiles: [...refusedFiles, { file, messageId, why, scalable }] }))
      return messageId
    }
    const limit = await limitFor(file)
    const most = room(limit)
    if (file.size > most) return refuse(tooLarge(file, most, limit), file.type.startsWith('image/') && most > 20_000)
    const attached = await files.add(file, file.name)
    if (!attached) return refuse(`${file.name} is none of what a message can hold: ${ACCEPTED_WORDS}.`)
    add(messageId, toPart(attached))
    return messageId
  }

  return {
    refusedFiles: [],
    async attach(files, messageId) {
      let last: string | undefined
      for (const file of files) last = await attachOne(file, messageId)
      return last
    },
    addImageAddress() {
      const id = holder('image/png')
      add(id, { type: 'image_url', image_url: { url: '' } })
      return id
    },
    async scaleDown(refused) {
      const { file, messageId } = refused
      const smaller = await services.scaleDown(file, room(await limitFor(file)))
      get().dismissRefused(refused)
      if (smaller) {
        await attachOne(new File([smaller], file.name.replace(/(\.\w+)?$/, '.jpg'), { type: smaller.type }), messageId)
        return
      }
      const why = `${file.name} cannot be made small enough.`
      set(({ refusedFiles }) => ({ refusedFiles: [...refusedFiles, { file, messageId, why, scalable: false }] }))
    },
    dismissRefused: refused => set(({ refusedFiles }) => ({ refusedFiles: refusedFiles.filter(other => other !== refused) })),
    fileUrl: files.urlOf,
    async bodyText(columnId) {
      const { prompt, columns } = get()
      const request = requestOf(prompt, columns.find(({ id }) => id === columnId)!)
      const whole = await files.resolve(request)
      return JSON.stringify(whole.missing ? request : whole.request, null, 2)
    },
  }
}

function tooLarge({ name, size }: File, most: number, limit: number): string {
  const room = most > 20_000 ? `there is room for ${formatBytes(most)}` : 'there is no room left'
  return `${name} is ${formatBytes(size)}, and ${room}: a request may have ${formatBytes(limit)}, files counted a third larger.`
}

/** Milliseconds after the page is opened, so that it is not in anyone's way. */
const SWEEP_AFTER = 10_000

/** Removes files nothing refers to any more. */
export function watchFiles(store: PlaygroundStore, { services, files }: Parts): () => void {
  return services.after(SWEEP_AFTER, () => {
    // What was never restored may refer to them.
    if (store.getState().saved === 'saved') void files.sweep().catch(() => {})
  })
}
