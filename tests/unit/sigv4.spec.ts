import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, test } from 'vitest'
import { signV4 } from '@/lib/providers/sigv4'
import { type AwsRequest, bedrockClient } from '../support/bedrock'

/** https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html: its keys, its second, its answers. */
describe('AWS’s published test suite', () => {
  const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
  const suite = {
    url: 'https://example.amazonaws.com/',
    headers: {},
    text: '',
    keys,
    region: 'us-east-1',
    service: 'service',
    now: Date.UTC(2015, 7, 30, 12, 36) / 1000,
  }
  const sessionToken =
    'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=='
  const form = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, text: 'Param1=value1' }

  test.each([
    ['post-vanilla', {}, 'host;x-amz-date', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'post-sts-header-before',
      { keys: { ...keys, sessionToken } },
      'host;x-amz-date;x-amz-security-token',
      '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
    ],
    [
      'post-x-www-form-urlencoded',
      form,
      'content-type;host;x-amz-date',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('%s', (_, changes, names, signature) => {
    const scope = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request'
    expect(signV4({ ...suite, ...changes }).authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${names}, Signature=${signature}`,
    )
  })
})

/** What AWS's own client sends. */
async function sentByAws(modelId: string, sessionToken?: string): Promise<AwsRequest> {
  let sent: AwsRequest | undefined
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test-secret', ...(sessionToken && { sessionToken }) }
  const answer = async (request: AwsRequest) => {
    sent = request
    return Response.json({})
  }
  const client = bedrockClient(answer, { region: 'eu-west-1', credentials })
  await client.send(new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: 'Grüße' }] }] }))
  return sent!
}

test.each([
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', undefined],
  ['us.amazon.nova-2-lite-v1:0', 'test-token'],
  ['arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'test-token'],
  ["odd (model)*'!", undefined],
])('signs %s as AWS’s own client does', async (modelId, sessionToken) => {
  const { hostname, path, headers, body } = await sentByAws(modelId, sessionToken)
  const authorization = headers.authorization!
  const names = /SignedHeaders=([^,]+)/.exec(authorization)![1]!.split(';')
  const ours = ['host', 'x-amz-date', 'x-amz-security-token']
  const time = headers['x-amz-date']!.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const signed = signV4({
    url: `https://${hostname}${path}`,
    headers: Object.fromEntries(names.filter(name => !ours.includes(name)).map(name => [name, headers[name]!])),
    text: body,
    keys: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test-secret', sessionToken },
    region: 'eu-west-1',
    service: 'bedrock',
    now: Date.parse(time) / 1000,
  })
  expect(signed.authorization).toBe(authorization)
  expect(path).toBe(`/model/${encodeURIComponent(modelId).replace(/[!'()*]/g, escaped)}/converse`)
})

const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
