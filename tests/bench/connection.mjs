import { connect } from 'node:net'

const SILENCE = 60_000

/**
 * A caller's connection: one request at a time, kept alive. It understands of HTTP only what servers answer to a POST, so that the
 * callers take as little as can be of the processor they share with the servers.
 */
export class Connection {
  #socket
  /** Arrived and not yet understood. */
  #rest = ''
  #answer

  constructor(url) {
    const { hostname, port } = new URL(url)
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.#socket.on('data', piece => this.#take(piece.latin1Slice()))
    this.#socket.setTimeout(SILENCE, () => this.#socket.destroy(new Error('the server was silent for a minute')))
    this.#socket.on('error', error => this.#fail(error.message))
    this.#socket.on('close', () => this.#fail('the server closed the connection'))
  }

  /**
   * Resolves at the end of the answer; rejects when it breaks off.
   * @param {Buffer} bytes the request
   * @param {{ onHead(status: number): void, onText(text: string): void }} told the body's bytes as latin1, piece by piece
   */
  ask(bytes, { onHead, onText }) {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject, onHead, onText, read: this.#head }
      if (this.#socket.destroyed) this.#fail('the server closed the connection')
      else this.#socket.write(bytes)
    })
  }

  /** Reads nothing more. */
  stall() {
    this.#socket.pause()
  }

  close() {
    this.#socket.destroy()
  }

  #take(piece) {
    this.#rest = this.#rest ? this.#rest + piece : piece
    // Each of these takes one part from the rest, or says that it needs more.
    while (this.#answer?.read.call(this));
  }

  #head() {
    const end = this.#rest.indexOf('\r\n\r\n')
    if (end === -1) return false
    const head = this.#rest.slice(0, end)
    this.#rest = this.#rest.slice(end + 4)
    const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? []
    this.#answer.left = Number(length)
    this.#answer.read = length === undefined ? this.#chunk : this.#body
    if (length === undefined && !/\r\ntransfer-encoding: *chunked/i.test(head)) return this.#fail('an answer without a length')
    this.#answer.onHead(Number(head.slice(9, 12)))
    return true
  }

  #body() {
    const text = this.#rest.slice(0, this.#answer.left)
    if (!text && this.#answer.left) return false
    this.#rest = this.#rest.slice(text.length)
    this.#answer.left -= text.length
    this.#answer.onText(text)
    if (this.#answer.left === 0) return this.#done()
    return true
  }

  #chunk() {
    const line = this.#rest.indexOf('\r\n')
    if (line === -1) return false
    const size = Number.parseInt(this.#rest.slice(0, line), 16)
    const end = line + 2 + size
    if (this.#rest.length < end + 2) return false
    const text = this.#rest.slice(line + 2, end)
    this.#rest = this.#rest.slice(end + 2)
    if (size === 0) return this.#done()
    this.#answer.onText(text)
    return true
  }

  #done() {
    const { resolve } = this.#answer
    this.#answer = undefined
    resolve()
    return false
  }

  #fail(message) {
    const { reject } = this.#answer ?? {}
    this.#answer = undefined
    reject?.(new Error(message))
    return false
  }
}

/** A POST as bytes, built once. */
export function bytesOf({ url, headers, body }) {
  const { host, pathname, search } = new URL(url)
  const lines = Object.entries({ host, ...headers, 'content-length': Buffer.byteLength(body) })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.from(`POST ${pathname}${search} HTTP/1.1\r\n${head}\r\n${body}`)
}
