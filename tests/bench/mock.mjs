import { createServer } from 'node:http'
import { streamedAnswer, wholeAnswer } from './answers.mjs'

/**
 * The provider, in a process of its own. What it answers stands at the front of the path, `/whole-1000/…` (bytes) or
 * `/events-100-of-8-every-5/…` (bytes, milliseconds; every 0 is all at once); which wire it speaks, at the end. It reads the body and
 * looks at nothing in it.
 */

/** Bytes written at once where there is no pace: about what a TLS record holds. */
const PIECE = 16_384
const ENDS = {
  openai: /\/chat\/completions$/,
  anthropic: /\/messages$/,
  gemini: /:(stream)?generateContent/i,
  converse: /\/converse(-stream)?$/,
}
const answers = new Map()

const server = createServer((request, response) => {
  const answer = answers.get(request.url) ?? build(request.url)
  request.resume().once('end', () => {
    if (!answer) return response.writeHead(404).end()
    if (answer.body) return response.writeHead(200, answer.headers).end(answer.body)
    response.writeHead(200, answer.headers)
    if (answer.gap) pace(answer, response)
    else pour(answer.pieces, response)
  })
})
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1')

/** Once for each address. */
function build(url) {
  const { pathname } = new URL(url, 'http://mock')
  const wire = Object.keys(ENDS).find(name => ENDS[name].test(pathname))
  const [, whole] = /^\/whole-(\d+)\//.exec(pathname) ?? []
  const [, count, bytes, gap] = /^\/events-(\d+)-of-(\d+)-every-(\d+)\//.exec(pathname) ?? []
  if (!wire || !(whole || count)) return
  const answer = whole ? wholeAnswer(wire, Number(whole)) : streamedAnswer(wire, Number(count), Number(bytes))
  const headers = { 'content-type': answer.type, ...(whole && { 'content-length': answer.body.length }) }
  const built = { ...answer, headers, gap: Number(gap), ...(count && { pieces: piecesOf(answer) }) }
  answers.set(url, built)
  return built
}

function piecesOf({ head, events, tail }) {
  const pieces = []
  let piece = []
  let size = 0
  for (const part of [head, ...events, tail]) {
    piece.push(part)
    size += part.length
    if (size >= PIECE) {
      pieces.push(Buffer.concat(piece))
      piece = []
      size = 0
    }
  }
  return [...pieces, Buffer.concat(piece)]
}

/** As fast as it is taken. */
function pour(pieces, response) {
  let next = 0
  function go() {
    while (next < pieces.length - 1) if (!response.write(pieces[next++])) return response.once('drain', go)
    response.end(pieces[next])
  }
  go()
}

/** An event at a time. */
function pace({ head, events, tail, gap }, response) {
  let next = 1
  response.write(Buffer.concat([head, events[0]]))
  const timer = setInterval(() => {
    if (next < events.length - 1) return response.write(events[next++])
    clearInterval(timer)
    response.end(Buffer.concat([...events.slice(next), tail]))
  }, gap)
  response.once('close', () => clearInterval(timer))
}
