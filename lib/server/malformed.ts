import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { GatewayError } from '@/lib/chat/errors'

/** What cannot be read as a request gets an answer of the same shape as everything else that is wrong. */
export function answerMalformed(server: Server): void {
  server.on('clientError', (cause: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || cause.code === 'ECONNRESET' || isAnswering(socket)) return void socket.destroy()
    const { status, phrase, error } = meaningOf(cause.code)
    const body = JSON.stringify(error.toJSON())
    const head = [
      `HTTP/1.1 ${status} ${phrase}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      'x-content-type-options: nosniff',
      'connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  })
}

/** An answer has begun on it, into which another must not be written. */
const isAnswering = (socket: Duplex) =>
  !!(socket as Duplex & { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent

function meaningOf(code: string | undefined): { status: number; phrase: string; error: GatewayError } {
  if (code === 'HPE_HEADER_OVERFLOW')
    return { status: 431, phrase: 'Request Header Fields Too Large', error: invalid('The headers are larger than 64 kB.') }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: 408, phrase: 'Request Timeout', error: invalid('The request did not arrive in time.') }
  return { status: 400, phrase: 'Bad Request', error: invalid('This is not a request of HTTP/1.1.') }
}

const invalid = (message: string) => new GatewayError('invalid_request_error', message)
