import type { ExplainedTarget } from '@/lib/chat/receipt'
import { javascriptValue, pythonValue, shellWord } from './literals'
import { curlData, keyVariable, type Snippet } from './snippets'
import type { Column } from './types'

/** What a provider is sent, without the gateway between. */
export type Sent = Pick<ExplainedTarget, 'provider' | 'url' | 'headers' | 'body'>

/** The translated request as a program that asks the provider itself. Where a key stood there is the name of a variable. */
export function directSnippetsOf(sent: Sent, column: Column): Snippet[] {
  const key = variableOf(column.route ? { provider: sent.provider } : column)
  return [
    { id: 'curl', title: 'curl', code: curl(sent, key) },
    { id: 'python', title: 'Python', install: 'pip install requests', code: python(sent, key) },
    { id: 'javascript', title: 'JavaScript', code: javascript(sent, key) },
  ]
}

/** Images and files come back from the gateway as their beginning, which is no file. */
export function isShortened(value: unknown): boolean {
  if (typeof value === 'string') return /… \(\d+ characters\)$/.test(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(isShortened)
}

/** Bedrock's own clients read another one than its provider's name would give. */
function variableOf(column: Pick<Column, 'provider' | 'host'>): string {
  if (column.provider === 'bedrock' && !column.host) return 'AWS_BEARER_TOKEN_BEDROCK'
  return keyVariable(column) ?? 'API_KEY'
}

/** A value before its key: `Bearer ` or nothing. Of what the gateway took out only its place is left, with `…` in it. */
function schemeOf(name: string, value: string): string | undefined {
  if (!SECRET.test(name) || !value.includes('…')) return
  return /^(bearer|basic) /i.exec(value)?.[0] ?? ''
}

const SECRET = /^(authorization|x-api-key|api-key|x-goog-api-key)$/i

interface Header {
  name: string
  value: string
  /** Stands before the key; absent: the value is no key. */
  scheme?: string
}

/** What a client writes by itself is left to it. */
function headersOf({ headers }: Sent): Header[] {
  return Object.entries(headers)
    .filter(([name]) => !/^(content-length|host|accept-encoding|user-agent)$/i.test(name))
    .map(([name, value]) => ({ name, value, scheme: schemeOf(name, value) }))
}

function curl(sent: Sent, key: string): string {
  const headers = headersOf(sent).map(({ name, value, scheme }) =>
    scheme === undefined ? `-H ${shellWord(`${name}: ${value}`)}` : `-H "${name}: ${scheme}$${key}"`,
  )
  return [`curl -sSN ${shellWord(sent.url)}`, ...headers, curlData(sent.body)].join(' \\\n  ')
}

function python(sent: Sent, key: string): string {
  const headers = headersOf(sent).map(({ name, value, scheme }) => {
    const secret = `os.environ["${key}"]`
    if (scheme === undefined) return `    ${pythonValue(name)}: ${pythonValue(value)},`
    return `    ${pythonValue(name)}: ${scheme ? `${pythonValue(scheme)} + ` : ''}${secret},`
  })
  return [
    'import os',
    '',
    'import requests',
    '',
    `headers = {`,
    ...headers,
    '}',
    `body = ${pythonValue(sent.body)}`,
    `response = requests.post(${pythonValue(sent.url)}, headers=headers, json=body, stream=True)`,
    'for line in response.iter_lines(decode_unicode=True):',
    '    print(line, flush=True)',
  ].join('\n')
}

function javascript(sent: Sent, key: string): string {
  const headers = headersOf(sent).map(({ name, value, scheme }) => {
    if (scheme === undefined) return `    '${name}': ${javascriptValue(value)},`
    return `    '${name}': ${scheme ? `\`${scheme}\${process.env.${key}}\`` : `process.env.${key}`},`
  })
  return `const response = await fetch(${javascriptValue(sent.url)}, {
  method: 'POST',
  headers: {
${headers.join('\n')}
  },
  body: JSON.stringify(${javascriptValue(sent.body, '  ')}),
})

for await (const bytes of response.body) process.stdout.write(bytes)`
}
