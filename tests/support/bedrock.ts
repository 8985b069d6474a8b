import { Readable } from 'node:stream'
import { BedrockRuntimeClient, type BedrockRuntimeClientConfig } from '@aws-sdk/client-bedrock-runtime'
import { answerSandbox } from '@/lib/sandbox'
import type { World } from '@/lib/sandbox/world'
import { quick } from './sandbox'

// It looks forward to a Node we do not require.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const text = (body: string | Uint8Array) => (typeof body === 'string' ? body : new TextDecoder().decode(body))

/** What AWS's own client is about to send. */
export interface AwsRequest {
  hostname: string
  path: string
  headers: Record<string, string>
  body: string
}

/** AWS's own client, whose requests are answered in here. */
export function bedrockClient(answer: (request: AwsRequest) => Promise<Response>, config: BedrockRuntimeClientConfig = {}) {
  const requestHandler = {
    async handle({ hostname, path, headers: sent, body: bytes }: Omit<AwsRequest, 'body'> & { body: string | Uint8Array }) {
      const { status, headers, body } = await answer({ hostname, path, headers: sent, body: text(bytes) })
      const stream = body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([])
      return { response: { statusCode: status, headers: Object.fromEntries(headers), body: stream } }
    },
  }
  return new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test-secret' },
    maxAttempts: 1,
    requestHandler: requestHandler as unknown as BedrockRuntimeClientConfig['requestHandler'],
    ...config,
  })
}

/** AWS's own client, talking to the sandbox. */
export const converseClient = (here: World = quick()) =>
  bedrockClient(({ path, headers, body }) =>
    answerSandbox(new Request(`https://sandbox.invalid/converse${path}`, { method: 'POST', headers, body }), here),
  )

/** A body as AWS's client takes it: bytes where the wire has base64. */
export function withBytes<T>(value: T, key = ''): T {
  if (typeof value === 'string' && (key === 'bytes' || key === 'redactedContent'))
    return Uint8Array.from(Buffer.from(value, 'base64')) as T
  if (Array.isArray(value)) return value.map(item => withBytes(item)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withBytes(inner, name)])) as T
}
