import {
  ConverseCommand,
  type ConverseCommandInput,
  ConverseStreamCommand,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, test } from 'vitest'
import { eventReader } from '@/lib/util/sse'
import { type AwsRequest, bedrockClient, withBytes } from '../support/bedrock'
import { frameOf, joined } from '../support/frames'
import { casesOf } from '../support/wire-cases'

const CASES = casesOf('converse')

describe('what is sent is what AWS’s own client sends, which leaves out what AWS does not know', () => {
  test.each(CASES.filter(({ body }) => body))('$name', async ({ body, request }) => {
    let sent: AwsRequest | undefined
    const client = bedrockClient(async request => {
      sent = request
      return Response.json({})
    })
    await client.send(new ConverseCommand({ modelId: request.model, ...withBytes(body as object) } as ConverseCommandInput))
    expect(JSON.parse(sent!.body)).toEqual(body)
  })
})

describe('what comes back in the cases is what AWS’s own client can read', () => {
  test.each(CASES.filter(({ reply, error }) => reply && !error))('$name, whole', async ({ reply }) => {
    const client = bedrockClient(async () => Response.json(reply))
    const { $metadata: _, ...read } = await client.send(new ConverseCommand({ modelId: 'a' }))
    expect(read).toEqual(withBytes(reply))
  })

  test.each(CASES.filter(({ stream, name }) => stream && name !== 'unknown-frames'))('$name, streamed', async ({ stream }) => {
    const frames = eventReader().push(new TextEncoder().encode(stream))
    const client = bedrockClient(
      async () =>
        new Response(joined(frames.map(frameOf)), { headers: { 'content-type': 'application/vnd.amazon.eventstream' } }),
    )
    const read: ConverseStreamOutput[] = []
    let failure: Error | undefined
    try {
      const { stream: events } = await client.send(new ConverseStreamCommand({ modelId: 'a' }))
      for await (const event of events!) read.push(event)
    } catch (cause) {
      failure = cause as Error
    }
    const expected = frames
      .filter(({ event }) => !event!.startsWith('!'))
      .map(({ event, data }) => {
        const { p: _, ...value } = JSON.parse(data)
        return { [event!]: withBytes(value) }
      })
    expect(read).toEqual(expected)
    const exception = /^event: !(\w+)$/m.exec(stream!)?.[1]
    expect(failure?.name.toLowerCase()).toBe(exception?.toLowerCase())
  })
})
