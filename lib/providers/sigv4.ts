import { createHash, createHmac } from 'node:crypto'

export interface AwsKeys {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

export interface Signing {
  /** Without a query. */
  url: string
  /** All of them are signed. */
  headers: Record<string, string>
  text: string
  keys: AwsKeys
  region: string
  service: string
  /** Seconds since 1970. */
  now: number
}

/**
 * The headers that prove who sends a POST, and that nobody changed it: AWS Signature Version 4.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signV4({ url, headers, text, keys, region, service, now }: Signing): Record<string, string> {
  const { host, pathname } = new URL(url)
  const time = new Date(now * 1000).toISOString().replace(/[-:]|\.\d+/g, '')
  const date = time.slice(0, 8)
  const added = { 'x-amz-date': time, ...(keys.sessionToken && { 'x-amz-security-token': keys.sessionToken }) }
  const signed = Object.entries({ ...headers, ...added, host })
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const names = signed.map(([name]) => name).join(';')
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('')
  const request = ['POST', encodedPath(pathname), '', lines, names, sha256(text)].join('\n')

  const scope = `${date}/${region}/${service}/aws4_request`
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`)
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex')
  const credential = `${keys.accessKeyId}/${scope}`
  return {
    ...added,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/** The path of a URL is encoded already; all services but S3 sign it encoded once more. */
const encodedPath = (path: string) =>
  encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
