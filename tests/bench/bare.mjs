import { once } from 'node:events'
import { createServer } from 'node:http'
import { Agent } from 'undici'

/**
 * What Node can do: the least proxy that is of any use. It takes the same requests as the gateways, passes OpenAI through, and translates
 * to Anthropic and back by hand, in one loop. No checks, no limits, no notes, no traces, no other provider, no mistakes foreseen.
 */

const upstream = new Agent({ connections: 512, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 })

createServer((request, response) => {
  const pieces = []
  request.on('data', piece => pieces.push(piece))
  request.once('end', () => {
    const body = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
    const serve = request.headers['x-portkey-provider'] === 'anthropic' ? translate : passOn
    serve(request, body, response).catch(() => response.destroy())
  })
}).listen(0, '127.0.0.1')

async function passOn(request, body, response) {
  const answer = await send(request, '/chat/completions', body)
  response.writeHead(answer.statusCode, { 'content-type': answer.headers['content-type'] })
  for await (const piece of answer.body) if (!response.write(piece)) await once(response, 'drain')
  response.end()
}

async function translate(request, body, response) {
  const asked = JSON.parse(body)
  const answer = await send(request, '/messages', JSON.stringify(toAnthropic(asked)))
  if (asked.stream) return stream(answer.body, response)
  const text = JSON.stringify(fromAnthropic(JSON.parse(await answer.body.text())))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

async function stream(body, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const decoder = new TextDecoder()
  let rest = ''
  let head = ''
  for await (const piece of body) {
    rest += decoder.decode(piece, { stream: true })
    let out = ''
    let from = 0
    for (let to = rest.indexOf('\n\n'); to !== -1; to = rest.indexOf('\n\n', from)) {
      const event = JSON.parse(rest.slice(rest.indexOf('data: ', from) + 6, to))
      from = to + 2
      if (event.type === 'message_start') {
        const { id, model } = event.message
        head = `data: {"id":${JSON.stringify(id)},"object":"chat.completion.chunk","created":${now()},"model":${JSON.stringify(model)},"choices":[{"index":0,"delta":`
        out += `${head}{"role":"assistant","content":""},"finish_reason":null}]}\n\n`
      } else if (event.type === 'content_block_delta') {
        out += `${head}{"content":${JSON.stringify(event.delta.text)}},"finish_reason":null}]}\n\n`
      } else if (event.type === 'message_delta') {
        out += `${head}{},"finish_reason":"${finishOf(event.delta.stop_reason)}"}]}\n\n`
      } else if (event.type === 'message_stop') out += 'data: [DONE]\n\n'
    }
    rest = rest.slice(from)
    if (out && !response.write(out)) await once(response, 'drain')
  }
  response.end()
}

function send({ headers }, path, body) {
  const { origin, pathname } = new URL(headers['x-portkey-custom-host'] + path)
  const { authorization } = headers
  return upstream.request({
    origin,
    path: pathname,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body,
  })
}

function toAnthropic({ model, messages, max_tokens = 4096, temperature, top_p, stream }) {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content)
  return {
    model,
    ...(system.length && { system: system.join('\n') }),
    messages: messages.filter(({ role }) => role !== 'system'),
    max_tokens,
    temperature,
    top_p,
    stream,
  }
}

function fromAnthropic({ id, model, content, stop_reason, usage }) {
  const text = content.map(block => block.text).join('')
  return {
    id,
    object: 'chat.completion',
    created: now(),
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finishOf(stop_reason) }],
    usage: {
      prompt_tokens: usage.input_tokens,
      completion_tokens: usage.output_tokens,
      total_tokens: usage.input_tokens + usage.output_tokens,
    },
  }
}

const finishOf = reason => (reason === 'max_tokens' ? 'length' : 'stop')
const now = () => Math.floor(Date.now() / 1000)
