import {
  type ContentBlock,
  ConverseCommand,
  type ConverseCommandInput,
  ConverseStreamCommand,
  type ConverseStreamOutput,
  type Message,
  type ToolConfiguration,
} from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { PLACES } from '@/lib/sandbox/world'
import { converseClient } from '../support/bedrock'
import { collect } from '../support/collect'
import { framesIn } from '../support/frames'
import { askConverse, PNG, quick, sleepyClock, weather } from '../support/sandbox'

const say = (text: string, role: 'user' | 'assistant' = 'user'): Message => ({ role, content: [{ text }] })
const hello = say('What does top_p do?')
const params: ConverseCommandInput = { modelId: 'converse', messages: [hello], inferenceConfig: { temperature: 0 } }
const ask = say('What is the weather in Paris?')
const toolConfig = {
  tools: [{ toolSpec: { name: weather.name, description: weather.description, inputSchema: { json: weather.schema } } }],
} satisfies ToolConfiguration

const converse = (changes: Partial<ConverseCommandInput> = {}) =>
  converseClient().send(new ConverseCommand({ ...params, ...changes }))

const contentOf = ({ output }: Awaited<ReturnType<typeof converse>>): ContentBlock[] => output!.message!.content!

async function stream(changes: Partial<ConverseCommandInput> = {}): Promise<ConverseStreamOutput[]> {
  const answer = await converseClient().send(new ConverseStreamCommand({ ...params, ...changes }))
  return collect(answer.stream!)
}

describe('the converse face, called by AWS’s package', () => {
  it('answers a question, whole and streamed', async () => {
    const whole = await converse()
    const events = await stream()
    const text = events.map(event => event.contentBlockDelta?.delta?.text ?? '').join('')
    expect(text).toBeTruthy()
    expect(contentOf(whole)).toEqual([{ text }])
    expect(whole).toMatchObject({ stopReason: 'end_turn', $metadata: { requestId: expect.any(String) } })
    expect(events[0]).toEqual({ messageStart: { role: 'assistant' } })
    expect(events.slice(-3)).toMatchObject([
      { contentBlockStop: { contentBlockIndex: 0 } },
      { messageStop: { stopReason: 'end_turn' } },
      { metadata: { usage: whole.usage } },
    ])
    const { inputTokens = 0, outputTokens = 0, totalTokens } = whole.usage!
    expect([inputTokens > 0, inputTokens + outputTokens]).toEqual([true, totalTokens])
  })

  it('writes frames that AWS’s codec reads, each padded', async () => {
    const response = await askConverse({ messages: [hello] }, { operation: 'converse-stream' })
    expect(response.headers.get('content-type')).toBe('application/vnd.amazon.eventstream')
    const frames = framesIn(new Uint8Array(await response.arrayBuffer()))
    expect(frames.length).toBeGreaterThan(5)
    for (const { headers, body } of frames) {
      expect(headers).toMatchObject({ ':message-type': 'event', ':content-type': 'application/json' })
      expect(JSON.parse(body)).toMatchObject({ p: expect.stringMatching(/^\w+$/) })
    }
  })

  it('thinks when asked, signs it, and knows its own signature again', async () => {
    const thinking = { additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } } }
    const asked = { ...thinking, inferenceConfig: { maxTokens: 2000 } }
    const first = contentOf(await converse(asked))
    expect(first).toMatchObject([{ reasoningContent: { reasoningText: { signature: expect.any(String) } } }, {}])
    const events = await stream(asked)
    const deltas = events.map(event => event.contentBlockDelta?.delta?.reasoningContent)
    expect(deltas.filter(delta => delta?.signature)).toHaveLength(1)
    expect(deltas.filter(delta => delta?.text).length).toBeGreaterThan(3)

    const next = (content: ContentBlock[]) =>
      converse({ ...asked, messages: [hello, { role: 'assistant', content }, say('And top_k?')] })
    expect((await next(first)).stopReason).toBe('end_turn')
    const { text, signature } = first[0]!.reasoningContent!.reasoningText!
    const forged = [{ reasoningContent: { reasoningText: { text: `${text}!`, signature } } }, ...first.slice(1)]
    await expect(next(forged)).rejects.toMatchObject({ name: 'ValidationException', message: /Invalid `signature`/ })
  })

  it('seals its thinking at Anthropic’s magic word, and takes it back', async () => {
    const magic =
      'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB'
    const asked = {
      additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } },
      inferenceConfig: { maxTokens: 2000 },
      messages: [say(magic)],
    }
    const content = contentOf(await converse(asked))
    expect(content[0]!.reasoningContent!.redactedContent!.length).toBeGreaterThan(40)
    const second = await converse({ ...asked, messages: [say(magic), { role: 'assistant', content }, hello] })
    expect(second.stopReason).toBe('end_turn')
  })

  it('calls a tool in fragments, and takes its result', async () => {
    const asked = { messages: [ask], toolConfig: { ...toolConfig, toolChoice: { any: {} } } }
    const said = await converse(asked)
    expect(said.stopReason).toBe('tool_use')
    const call = contentOf(said).find(block => block.toolUse)!.toolUse!
    expect(call).toMatchObject({
      name: weather.name,
      toolUseId: expect.stringMatching(/^tooluse_\w{22}$/),
      input: { city: 'Paris' },
    })
    const events = await stream(asked)
    const pieces = events.flatMap(event => event.contentBlockDelta?.delta?.toolUse?.input ?? [])
    expect(pieces.length).toBeGreaterThan(2)
    expect(JSON.parse(pieces.join(''))).toEqual(call.input)

    const results = contentOf(said).flatMap(({ toolUse }): ContentBlock[] =>
      toolUse ? [{ toolResult: { toolUseId: toolUse.toolUseId, content: [{ json: { sky: 'clear' } }] } }] : [],
    )
    const second = await converse({
      messages: [ask, { role: 'assistant', content: contentOf(said) }, { role: 'user', content: results }],
      toolConfig,
    })
    expect(second.stopReason).toBe('end_turn')
    expect(contentOf(second)[0]!.text).toMatch(/clear/)
  })

  it('calls one tool where parallel calls are switched off, and none when it is told so in words', async () => {
    const messages = [say('What is the weather in Paris, Rome and Oslo?')]
    const many = await converse({ messages, toolConfig: { ...toolConfig, toolChoice: { any: {} } } })
    expect(contentOf(many).filter(block => block.toolUse)).toHaveLength(3)
    const fields = { tool_choice: { type: 'any', disable_parallel_tool_use: true } }
    const one = await converse({ messages, toolConfig, additionalModelRequestFields: fields })
    expect(contentOf(one).filter(block => block.toolUse)).toHaveLength(1)
    const none = await converse({ messages, toolConfig, system: [{ text: 'Do not call any tool in this answer.' }] })
    expect(none.stopReason).toBe('end_turn')
  })

  it('keeps to a schema', async () => {
    const schema = { type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'], additionalProperties: false }
    const textFormat = { type: 'json_schema', structure: { jsonSchema: { schema: JSON.stringify(schema), name: 'a' } } } as const
    const whole = await converse({ outputConfig: { textFormat } })
    expect(JSON.parse(contentOf(whole)[0]!.text!)).toEqual({ a: expect.any(Boolean) })
  })

  it('looks at pictures and documents', async () => {
    const image = { format: 'png', source: { bytes: Uint8Array.from(Buffer.from(PNG, 'base64')) } } as const
    const document = { format: 'pdf', name: 'document-1', source: { bytes: new TextEncoder().encode('%PDF-1.4\n') } } as const
    const whole = await converse({ messages: [{ role: 'user', content: [{ text: 'What is this?' }, { image }, { document }] }] })
    expect(contentOf(whole)[0]!.text).toMatch(/PNG|PDF/)
  })

  it('stops at a stop sequence and at the limit, and says which', async () => {
    const word = contentOf(await converse())[0]!.text!.split(' ')[3]!
    const stopped = await converse({ inferenceConfig: { temperature: 0, stopSequences: [word] } })
    expect(stopped.stopReason).toBe('stop_sequence')
    const short = await converse({ inferenceConfig: { maxTokens: 3 } })
    expect(short).toMatchObject({ stopReason: 'max_tokens', usage: { outputTokens: 3 } })
  })

  it('filters at the other magic word', async () => {
    const magic = 'ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL_1FAEFB6177B4672DEE07F9D3AFC62588CCD2631EDCF22E8CCC1FB35B501C9C86'
    expect(await converse({ messages: [say(magic)] })).toMatchObject({ stopReason: 'content_filtered' })
  })

  it('takes every field AWS documents, and Claude’s beside them', async () => {
    const whole = await converse({
      system: [{ text: 'Be brief.' }, { cachePoint: { type: 'default', ttl: '1h' } }],
      inferenceConfig: { maxTokens: 20, temperature: 0.5, stopSequences: ['###'] },
      toolConfig: { tools: [...toolConfig.tools, { cachePoint: { type: 'default' } }], toolChoice: { auto: {} } },
      additionalModelRequestFields: { top_k: 40, anthropic_beta: ['a-2025-01-01'] },
      additionalModelResponseFieldPaths: ['/delta/stop_sequence'],
      promptVariables: { a: { text: 'b' } },
      requestMetadata: { team: 'red' },
      performanceConfig: { latency: 'standard' },
      serviceTier: { type: 'default' },
    })
    expect(whole.usage!.outputTokens).toBeLessThanOrEqual(20)
  })
})

type Says = [what: string, body: object | string, says: RegExp, type?: string]
const messages = [hello]
const call = (id: string, name = weather.name) => ({ toolUse: { toolUseId: id, name, input: {} } })
const result = (id: string, content: object[] = [{ text: 'ok' }]) => ({ toolResult: { toolUseId: id, content } })
const turns = (...contents: object[][]) => contents.map((content, index) => ({ role: index % 2 ? 'assistant' : 'user', content }))
const model = (fields: object, more: object = {}) => ({ messages, additionalModelRequestFields: fields, ...more })
const thinking = { type: 'enabled', budget_tokens: 1024 }
const format = (schema: unknown) => ({
  messages,
  outputConfig: {
    textFormat: {
      type: 'json_schema',
      structure: { jsonSchema: { schema: typeof schema === 'string' ? schema : JSON.stringify(schema) } },
    },
  },
})
const document = (name: string) => ({ document: { name, format: 'txt', source: { bytes: 'SGk=' } } })
const point = { cachePoint: { type: 'default' } }

const WRONG: Says[] = [
  ['no JSON', '{', /not valid JSON/, 'SerializationException'],
  ['an array', '[]', /START_ARRAY can not be converted to Structure/, 'SerializationException'],
  [
    'a word as temperature',
    { messages, inferenceConfig: { temperature: 'hot' } },
    /STRING_VALUE.*Float/,
    'SerializationException',
  ],
  [
    'temperature 2',
    { messages, inferenceConfig: { temperature: 2 } },
    /Value '2' at 'inferenceConfig.temperature'.*less than or equal to 1/,
  ],
  ['maxTokens 0', { messages, inferenceConfig: { maxTokens: 0 } }, /greater than or equal to 1/],
  ['too many tokens', { messages, inferenceConfig: { maxTokens: 9999 } }, /exceeds the model limit of 4000/],
  ['an unknown field', { messages, stream: true }, /extraneous key \[stream\] is not permitted/],
  ['topK beside topP', { messages, inferenceConfig: { topK: 3 } }, /extraneous key \[topK\]/],
  ['a wrong role', { messages: [{ role: 'wizard', content: [] }] }, /'messages.1.member.role'.*\[user, assistant\]/],
  ['a message without content', { messages: [{ role: 'user' }] }, /Value 'null' at 'messages.1.member.content'/],
  [
    'two things in one block',
    { messages: turns([{ text: 'a', image: {} }]) },
    /ContentBlock object at messages.0.content.0 must set one/,
  ],
  [
    'a block of another wire',
    { messages: turns([{ type: 'text', text: 'a' }]) },
    /must set one of the following keys: text, image/,
  ],
  ['no messages', { system: [{ text: 'a' }] }, /must start with a user message/],
  ['the assistant first', { messages: [say('a', 'assistant'), hello] }, /must start with a user message/],
  ['two of one role', { messages: [hello, hello] }, /must alternate between user and assistant/],
  ['an empty message', { messages: turns([]) }, /content field in the Message object at messages.0 is empty/],
  ['blank text', { messages: turns([{ text: ' ' }]) }, /text field in the ContentBlock object at messages.0.content.0 is blank/],
  ['an image by URL', { messages: turns([{ image: { format: 'png', source: { url: 'https://x' } } }]) }, /ImageSource/],
  [
    'an image that is none',
    { messages: turns([{ image: { format: 'png', source: { bytes: 'SGk=' } } }]) },
    /Could not process image/,
  ],
  [
    'an image of another type',
    { messages: turns([{ image: { format: 'gif', source: { bytes: PNG } } }]) },
    /appears to be a image\/png/,
  ],
  [
    'an image of the assistant',
    { messages: turns([{ text: 'a' }], [{ image: { format: 'png', source: { bytes: PNG } } }]) },
    /can only be in a message of the role user/,
  ],
  ['a document alone', { messages: turns([document('a')]) }, /text block must be included/],
  ['a document with a dot in its name', { messages: turns([{ text: 'a' }, document('a.pdf')]) }, /can only contain alphanumeric/],
  ['two documents of one name', { messages: turns([{ text: 'a' }, document('a'), document('a')]) }, /used more than once/],
  [
    'history of tools without tools',
    { messages: turns([{ text: 'a' }], [call('a')], [result('a')]) },
    /toolConfig field must be defined/,
  ],
  [
    'a call without its result',
    { messages: turns([{ text: 'a' }], [call('a'), call('b')], [result('a')]), toolConfig },
    /Expected toolResult blocks at messages.2.content for the following Ids: b/,
  ],
  [
    'results after words',
    { messages: turns([{ text: 'a' }], [call('a')], [{ text: 'b' }, result('a')]), toolConfig },
    /Expected toolResult blocks/,
  ],
  ['a result without a call', { messages: turns([result('a')]), toolConfig }, /exceeds the number of toolUse blocks/],
  [
    'a result of a list as JSON',
    { messages: turns([{ text: 'a' }], [call('a')], [result('a', [{ json: [] }])]), toolConfig },
    /Provide a json object/,
  ],
  [
    'an id with a colon',
    { messages: turns([{ text: 'a' }], [call('a:0')], [result('a:0')]), toolConfig },
    /regular expression pattern: \^\[a-zA-Z0-9_-\]/,
  ],
  [
    'an id of 65 characters',
    { messages: turns([{ text: 'a' }], [call('a'.repeat(65))]), toolConfig },
    /length less than or equal to 64/,
  ],
  [
    'a tool’s name with a dot',
    { messages, toolConfig: { tools: [{ toolSpec: { name: 'a.b', inputSchema: { json: {} } } }] } },
    /'toolConfig.tools.1.member.toolSpec.name'/,
  ],
  [
    'an empty description',
    {
      messages,
      toolConfig: { tools: [{ toolSpec: { name: 'a', description: '', inputSchema: { json: { type: 'object' } } } }] },
    },
    /toolSpec.description/,
  ],
  [
    'a tool without an object',
    { messages, toolConfig: { tools: [{ toolSpec: { name: 'a', inputSchema: { json: {} } } }] } },
    /inputSchema.json.type must be one of the following: object/,
  ],
  ['no tools in a toolConfig', { messages, toolConfig: { tools: [] } }, /length greater than or equal to 1/],
  [
    'a choice of none',
    { messages, toolConfig: { ...toolConfig, toolChoice: { none: {} } } },
    /ToolChoice object at toolConfig.toolChoice must set one/,
  ],
  [
    'a choice that is not offered',
    { messages, toolConfig: { ...toolConfig, toolChoice: { tool: { name: 'x' } } } },
    /Tool 'x' not found/,
  ],
  [
    'two choices',
    model({ tool_choice: { type: 'any' } }, { toolConfig: { ...toolConfig, toolChoice: { any: {} } } }),
    /tool_choice conflicts with an existing field/,
  ],
  ['a choice without tools', model({ tool_choice: { type: 'auto' } }), /only be specified while providing tools/],
  ['temperature and topP', { messages, inferenceConfig: { temperature: 0.5, topP: 0.5 } }, /cannot both be specified/],
  ['a blank stop sequence', { messages, inferenceConfig: { stopSequences: [' '] } }, /must contain non-whitespace/],
  [
    'a field Claude does not know',
    model({ min_p: 0.1 }),
    /model returned the following errors: min_p: Extra inputs are not permitted/,
  ],
  [
    'a budget without room',
    model({ thinking }, { inferenceConfig: { maxTokens: 1024 } }),
    /must be greater than `thinking.budget_tokens`/,
  ],
  ['a small budget', model({ thinking: { type: 'enabled', budget_tokens: 100 } }), /thinking.budget_tokens/],
  ['adaptive thinking', model({ thinking: { type: 'adaptive' } }), /adaptive thinking is not supported/],
  ['a temperature while thinking', model({ thinking }, { inferenceConfig: { temperature: 0.5 } }), /may only be set to 1/],
  ['top_k while thinking', model({ thinking, top_k: 4 }), /top_k.*must be unset/],
  [
    'a forced tool while thinking',
    model({ thinking }, { toolConfig: { ...toolConfig, toolChoice: { any: {} } } }),
    /tool_choice forces tool use/,
  ],
  [
    'calls without their thinking',
    model({ thinking }, { messages: turns([{ text: 'a' }], [call('a')], [result('a')]), toolConfig }),
    /Expected `thinking`.*found `tool_use`/,
  ],
  [
    'thinking without a signature',
    { messages: [...turns([{ text: 'a' }], [{ reasoningContent: { reasoningText: { text: 'b' } } }]), hello] },
    /signature: Field required/,
  ],
  ['an effort', { messages, outputConfig: { effort: 'high' } }, /does not support the effort/],
  ['a schema that is no JSON', format('{'), /must be a JSON schema/],
  ['an open schema', format({ type: 'object', properties: {} }), /additionalProperties/],
  [
    'a prefill in a format',
    { ...format({ type: 'object', properties: {}, additionalProperties: false }), messages: [hello, say('{', 'assistant')] },
    /incompatible with a prefilled/,
  ],
  ['a prefill that ends in a blank', { messages: [hello, say('a ', 'assistant')] }, /trailing whitespace/],
  ['five cache points', { messages: turns([{ text: 'a' }, point, point, point, point, point]) }, /maximum of 4 blocks.*Found 5/],
  [
    'a guardrail',
    { messages, guardrailConfig: { guardrailIdentifier: 'a', guardrailVersion: '1' } },
    /guardrail identifier or version/,
  ],
  ['metadata with an emoji', { messages, requestMetadata: { a: '😀' } }, /requestMetadata.a/],
  ['another model’s name', { messages }, /model identifier is invalid. The sandbox has: converse/],
]

describe('the converse face refuses', () => {
  it.each(WRONG)('%s', async (what, body, says, type = 'ValidationException') => {
    const operation = what.startsWith('another model') ? '../constructor/converse' : 'converse'
    const response = await askConverse(body, { operation })
    expect(response.status).toBe(400)
    expect(response.headers.get('x-amzn-errortype')).toMatch(new RegExp(`^${type}:`))
    expect((await response.json()).message).toMatch(says)
  })

  it('what is no operation of its own', async () => {
    const response = await askConverse({}, { operation: 'invoke' })
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([404, expect.stringMatching(/^UnknownOperation/)])
  })

  it('more answers at a time than it has places for', async () => {
    const here = quick({ tokensPerSecond: () => 80 })
    const open = await Promise.all(
      Array.from({ length: PLACES }, () => askConverse({ messages }, { here, operation: 'converse-stream' })),
    )
    const refused = await askConverse({ messages }, { here })
    expect([refused.status, refused.headers.get('x-amzn-errortype')]).toEqual([
      429,
      expect.stringMatching(/^ThrottlingException/),
    ])
    await Promise.all(open.map(({ body }) => body!.cancel()))
    expect((await askConverse({ messages }, { here: quick() })).status).toBe(200)
  })
})

describe('a caller who leaves', () => {
  it('stops the model before and in the middle of its answer', async () => {
    const here = quick({ clock: sleepyClock(), tokensPerSecond: () => 80 })
    await expect(askConverse({ messages }, { here, signal: AbortSignal.abort('gone') })).rejects.toBe('gone')
    const leaving = new AbortController()
    const response = await askConverse({ messages }, { here, operation: 'converse-stream', signal: leaving.signal })
    const reader = response.body!.getReader()
    await reader.read()
    leaving.abort('gone')
    await expect(reader.read()).rejects.toBe('gone')
  })
})
