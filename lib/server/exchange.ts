import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, Sink } from '@/lib/gateway/answer'
import type { Incoming } from '@/lib/gateway/incoming'
import { SECURITY } from './security.mjs'

/** A request of Node's server. */
export function incomingOf(message: IncomingMessage, response: ServerResponse): Incoming {
  const { headers, url = '/' } = message
  return {
    url,
    headers: {
      get(name) {
        const value = headers[name]
        return typeof value === 'string' ? value : (value?.join(', ') ?? null)
      },
    },
    read: limit => readAll(message, limit),
    onLeave(left) {
      const onClose = () => response.writableFinished || left('The caller went away.')
      if (response.closed) onClose()
      response.once('close', onClose)
      return () => void response.off('close', onClose)
    },
  }
}

function readAll(message: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = []
    let bytes = 0
    message.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes <= limit) return void pieces.push(piece)
      // The rest is read and forgotten, so that the caller gets to the answer.
      pieces = []
      resolve(undefined)
    })
    message.on('end', () => resolve(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)))
    message.on('error', reject)
    message.on('close', () => message.complete || reject(new Error('The caller went away.')))
  })
}

export function writeAnswer({ status, headers, body }: Answer, response: ServerResponse): void {
  // Name, value, name, value: as it is written in the end.
  const all: (string | number)[] = [...ALWAYS]
  for (const name in headers) all.push(name, headers[name]!)
  if (typeof body === 'function') {
    response.writeHead(status, all as string[])
    response.once('close', body(sinkOf(response)))
    return
  }
  if (body !== undefined) all.push('content-length', Buffer.byteLength(body))
  response.writeHead(status, all as string[])
  response.end(body)
}

const ALWAYS = Object.entries(SECURITY).flat()

const sinkOf = (response: ServerResponse): Sink => ({
  whenWanted: go => (response.writableNeedDrain ? void response.once('drain', go) : go()),
  isEmpty: () => !response.writableNeedDrain,
  write: text => void response.write(text),
  end: () => void response.end(),
  destroy: () => void response.destroy(),
})
