import { createServer } from 'node:http'
import { type AddressInfo, createServer as createRawServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { bytesOf, Connection } from '../bench/connection.mjs'

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** A connection to a server that is listening, on loopback. */
async function connected(server: Server) {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/b?c=d`
  const connection = new Connection(url)
  open.push(connection, server)
  const ask = async (body = '') => {
    let status = 0
    let text = ''
    const onHead = (code: number) => {
      status = code
    }
    const onText = (piece: string) => {
      text += piece
    }
    await connection.ask(bytesOf({ url, headers: { 'x-own': '1' }, body }), { onHead, onText })
    return { status, text }
  }
  return { ask }
}

/** Answers every request with these bytes, one at a time. */
const byteByByte = (answer: string, then: 'keep' | 'close' = 'keep') =>
  createRawServer(socket => {
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', async () => {
      for (const byte of answer) await new Promise(resolve => socket.write(byte, resolve))
      if (then === 'close') socket.end()
    })
  })

describe('a caller of the bench', () => {
  it('sends what a server understands, again and again on one connection', async () => {
    const seen: object[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', piece => (body += piece))
      request.on('end', () => {
        seen.push({ url: request.url, own: request.headers['x-own'], body, port: request.socket.remotePort })
        response.end(body.toUpperCase())
      })
    })
    const { ask } = await connected(server)
    expect(await ask('one é')).toEqual({ status: 200, text: Buffer.from('ONE É').toString('latin1') })
    expect(await ask('two')).toEqual({ status: 200, text: 'TWO' })
    expect(seen).toMatchObject([{ url: '/a/b?c=d', own: '1', body: 'one é' }, { body: 'two' }])
    expect(new Set(seen.map(request => (request as { port: number }).port)).size).toBe(1)
  })

  it.each([
    ['a length', 'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello'],
    ['chunks', 'HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'],
  ])('reads an answer with %s wherever its bytes are cut', async (_, answer) => {
    const { ask } = await connected(byteByByte(answer))
    expect(await ask()).toEqual({ status: 201, text: 'hello' })
    expect(await ask()).toEqual({ status: 201, text: 'hello' })
  })

  it('reads an answer of nothing', async () => {
    const { ask } = await connected(byteByByte('HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n'))
    expect(await ask()).toEqual({ status: 204, text: '' })
  })

  it('does not take half an answer for a whole one', async () => {
    const { ask } = await connected(byteByByte('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n', 'close'))
    await expect(ask()).rejects.toThrow('closed the connection')
    await expect(ask()).rejects.toThrow('closed the connection')
  })
})
