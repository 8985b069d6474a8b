import type { ChatMessage, ChatRequest } from '@/lib/chat/types'
import { javascriptValue, pythonValue, shellWord } from './literals'
import { headersOf, slotsOf } from './request'
import type { Column } from './types'

export interface Snippet {
  id: 'curl' | 'python' | 'javascript' | 'portkey' | 'ai-sdk'
  title: string
  /** What has to be installed first; absent for curl. */
  install?: string
  code: string
}

export interface SnippetOptions {
  /** Of this gateway, without a slash at its end: `http://127.0.0.1:3000`. */
  origin: string
  /** This gateway asks for its access token. */
  hasToken: boolean
}

/** The request of a column as a program. Keys are never part of it: they are the names of environment variables. */
export function snippetsOf(request: ChatRequest, column: Column, options: SnippetOptions): Snippet[] {
  const call: Call = {
    request,
    base: `${options.origin}/v1`,
    // Of a config each target has its own, where it stands.
    key: column.route ? undefined : keyVariable(column),
    token: options.hasToken ? TOKEN : undefined,
    headers: settingsOf(column),
  }
  return [
    { id: 'curl', title: 'curl', code: curl(call) },
    { id: 'python', title: 'Python', install: 'pip install openai', code: python(call) },
    { id: 'javascript', title: 'JavaScript', install: 'npm install openai', code: javascript(call) },
    { id: 'portkey', title: 'portkey-ai', install: 'npm install portkey-ai', code: portkey(call) },
    { id: 'ai-sdk', title: 'AI SDK', install: 'npm install ai @ai-sdk/openai-compatible', code: aiSdk(call) },
  ]
}

interface Call {
  request: ChatRequest
  /** With the version segment. */
  base: string
  /** Environment variables; absent where nothing is needed. */
  key: string | undefined
  token: string | undefined
  headers: Record<string, string>
}

const TOKEN = 'REFRACT_ACCESS_TOKEN'
/** Clients insist on a key; the gateway does not. */
const NO_KEY = 'unused'

/** A key is bound to an origin, so one's own host gets a variable of its own. */
export function keyVariable({ provider, host }: Pick<Column, 'provider' | 'host'>): string | undefined {
  if (host) return 'YOUR_HOST_API_KEY'
  if (provider === 'sandbox') return
  return `${provider.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_API_KEY`
}

/** Made without keys, and without what only the page wants to know. */
function settingsOf(column: Column): Record<string, string> {
  const providers = column.route ? Object.fromEntries(slotsOf(column).flatMap(placeholder)) : {}
  const headers = headersOf(column, { providers, accessToken: '' })
  return Object.fromEntries(Object.entries(headers).filter(([name]) => SETTINGS.has(name)))
}

/** What stands in a config where a key has to be written. */
function placeholder(slot: string): [slot: string, text: string][] {
  const variable = slot.includes('://') ? 'HOST_API_KEY' : keyVariable({ provider: slot })
  return variable ? [[slot, `YOUR_${variable}`]] : []
}

const SETTINGS = new Set([
  'x-portkey-provider',
  'x-portkey-custom-host',
  'x-portkey-config',
  'x-portkey-metadata',
  'x-portkey-cache-namespace',
  'x-portkey-cache-force-refresh',
])

/** Characters: Linux takes 128 kB in one argument, and a character may be four bytes. */
const LONG = 30_000

/** A body as curl takes it, as short as it can be read. */
export function curlData(value: unknown): string {
  const body = JSON.stringify(value, null, 2)
  // No line of JSON is the bare word that ends the document.
  return body.length > LONG ? `--data-binary @- <<'END'\n${body}\nEND` : `--data-raw ${shellWord(body)}`
}

function curl({ request, base, key, token, headers }: Call): string {
  const lines = [
    `curl -sSN ${shellWord(`${base}/chat/completions`)}`,
    `-H 'content-type: application/json'`,
    ...(key ? [`-H "authorization: Bearer $${key}"`] : []),
    ...(token ? [`-H "x-portkey-api-key: $${token}"`] : []),
    ...Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
  ]
  return [...lines, curlData(request)].join(' \\\n  ')
}

function python({ request, base, key, token, headers }: Call): string {
  const names = Object.keys(request)
  const named = names.filter(name => PYTHON_NAMES.has(name))
  const others = Object.fromEntries(names.filter(name => !PYTHON_NAMES.has(name)).map(name => [name, request[name]]))
  const step = '    '
  const sent = [
    ...(token ? [`${step}${step}"x-portkey-api-key": os.environ["${token}"],`] : []),
    ...Object.entries(headers).map(([name, value]) => `${step}${step}${pythonValue(name)}: ${pythonValue(value)},`),
  ]
  return [
    ...(key || token ? ['import os', ''] : []),
    'from openai import OpenAI',
    '',
    'client = OpenAI(',
    `${step}base_url=${pythonValue(base)},`,
    `${step}api_key=${key ? `os.environ["${key}"]` : pythonValue(NO_KEY)},`,
    `${step}default_headers={`,
    ...sent,
    `${step}},`,
    ')',
    '',
    'stream = client.chat.completions.create(',
    ...named.map(name => `${step}${name}=${pythonValue(request[name], step)},`),
    ...(Object.keys(others).length ? [`${step}extra_body=${pythonValue(others, step)},`] : []),
    ')',
    'for chunk in stream:',
    `${step}if chunk.choices and chunk.choices[0].delta.content:`,
    `${step}${step}print(chunk.choices[0].delta.content, end="", flush=True)`,
  ].join('\n')
}

/** What `create` of Python's `openai` takes by name; it refuses every other. */
const PYTHON_NAMES = new Set(
  (
    'model messages stream stream_options tools tool_choice parallel_tool_calls functions function_call response_format ' +
    'temperature top_p n stop max_tokens max_completion_tokens presence_penalty frequency_penalty logit_bias logprobs ' +
    'top_logprobs seed reasoning_effort user metadata store service_tier'
  ).split(' '),
)

const READ_STREAM = `for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
}`

function javascript(call: Call): string {
  const { request, base, key } = call
  return `import OpenAI from 'openai'

const client = new OpenAI({
  baseURL: ${javascriptValue(base)},
  apiKey: ${key ? `process.env.${key}` : javascriptValue(NO_KEY)},
  defaultHeaders: ${headersBlock(call)},
})

const stream = await client.chat.completions.create(${javascriptValue(request)})

${READ_STREAM}`
}

function portkey({ request, base, key, token, headers }: Call): string {
  const options: [string, string | undefined][] = [
    ['baseURL', javascriptValue(base)],
    ['apiKey', token ? `process.env.${token}` : javascriptValue(NO_KEY)],
    ['Authorization', key && `\`Bearer \${process.env.${key}}\``],
    ['provider', quoted(headers['x-portkey-provider'])],
    ['customHost', quoted(headers['x-portkey-custom-host'])],
    ['config', quoted(headers['x-portkey-config'])],
  ]
  const lines = options.filter(([, value]) => value).map(([name, value]) => `  ${name}: ${value},`)
  return `import { Portkey } from 'portkey-ai'

const client = new Portkey({
${lines.join('\n')}
})

const stream = await client.chat.completions.create(${javascriptValue(request)})

${READ_STREAM}`
}

const quoted = (text: string | undefined) => (text === undefined ? undefined : javascriptValue(text))

function aiSdk(call: Call): string {
  const { base, key } = call
  const { model, messages, stream, stream_options, ...params } = call.request
  const plain = messages.every(isPlain)
  const names = Object.keys(params)
  const settings = names.filter(name => AI_SDK_NAMES.has(name) && typeof params[name] === 'number')
  const rest = Object.fromEntries(names.filter(name => !settings.includes(name)).map(name => [name, params[name]]))
  const extra = { ...(stream_options && { stream_options }), ...(!plain && { messages }), ...rest }
  const lines = settings.map(name => `  ${AI_SDK_NAMES.get(name)}: ${javascriptValue(params[name])},`)
  return `import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { streamText } from 'ai'

// What the SDK has no word for, or other words, goes as the gateway takes it.
const extra = ${javascriptValue(extra)}

const gateway = createOpenAICompatible({
  name: 'refract',
  baseURL: ${javascriptValue(base)},
${key ? `  apiKey: process.env.${key},\n` : ''}  headers: ${headersBlock(call)},
  transformRequestBody: body => ({ ...body, ...extra }),
})

const { textStream } = streamText({
  model: gateway(${javascriptValue(model)}),
  ${plain ? `messages: ${javascriptValue(messages, '  ')},` : `prompt: 'The messages above take its place.',`}
${[...lines, '  maxRetries: 0,'].join('\n')}
  onError: ({ error }) => console.error(error),
})

for await (const text of textStream) process.stdout.write(text)`
}

/** Both write such a message alike. */
function isPlain(message: ChatMessage): boolean {
  const { role, content } = message
  const known = role === 'system' || role === 'user' || role === 'assistant'
  return known && typeof content === 'string' && Object.keys(message).length === 2
}

const AI_SDK_NAMES: ReadonlyMap<string, string> = new Map([
  ['max_tokens', 'maxOutputTokens'],
  ['temperature', 'temperature'],
  ['top_p', 'topP'],
  ['presence_penalty', 'presencePenalty'],
  ['frequency_penalty', 'frequencyPenalty'],
  ['seed', 'seed'],
])

function headersBlock({ headers, token }: Call): string {
  const lines = [
    ...(token ? [`    'x-portkey-api-key': process.env.${token},`] : []),
    ...Object.entries(headers).map(([name, value]) => `    '${name}': ${javascriptValue(value)},`),
  ]
  return `{\n${lines.join('\n')}\n  }`
}
