import { type Content, type FunctionDeclaration, type GenerateContentParameters, type Part, Type } from '@google/genai'
import { describe, expect, it } from 'vitest'
import { PLACES } from '@/lib/sandbox/world'
import { collect } from '../support/collect'
import { askGemini, geminiClient, PNG, quick, sleepyClock, weather } from '../support/sandbox'

const QUESTION = 'What does top_p do?'
const params: GenerateContentParameters = { model: 'gemini', contents: QUESTION, config: { seed: 7 } }
const declared: FunctionDeclaration = {
  name: weather.name,
  description: weather.description,
  parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } }, required: ['city'] },
}
const asks = { contents: [{ role: 'user', parts: [{ text: QUESTION }] }] }
const say = (text: string): Content => ({ role: 'user', parts: [{ text }] })
const ask = say('What is the weather in Paris?')

describe('the gemini face, called by Google’s package', () => {
  it('answers a question, and the same seed gives the same text streamed', async () => {
    const client = geminiClient()
    const whole = await client.models.generateContent(params)
    const pieces = await collect(await client.models.generateContentStream(params))
    expect(whole.text).toBeTruthy()
    expect(pieces.map(piece => piece.text ?? '').join('')).toBe(whole.text)
    expect(whole).toMatchObject({ modelVersion: 'gemini', responseId: expect.stringMatching(/^\w{22}$/) })
    expect(whole.candidates).toMatchObject([{ index: 0, finishReason: 'STOP', content: { role: 'model' } }])
    expect(pieces.at(-1)).toMatchObject({ candidates: [{ finishReason: 'STOP' }], usageMetadata: whole.usageMetadata })
    const { promptTokenCount = 0, candidatesTokenCount = 0, totalTokenCount } = whole.usageMetadata!
    expect([promptTokenCount > 0, promptTokenCount + candidatesTokenCount]).toEqual([true, totalTokenCount])
  })

  it('counts tokens in every event, cumulatively', async () => {
    const pieces = await collect(await geminiClient().models.generateContentStream(params))
    const counts = pieces.map(piece => piece.usageMetadata!.candidatesTokenCount ?? 0)
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(new Set(counts).size).toBeGreaterThan(3)
  })

  it('ends its events with CRLF, and without alt=sse gives a list', async () => {
    const events = await askGemini(asks, { method: 'streamGenerateContent?alt=sse' })
    expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(await events.text()).toMatch(/^data: \{.*\}\r\n\r\ndata: /)
    const list = await askGemini(asks, { method: 'streamGenerateContent' })
    expect(list.headers.get('content-type')).toMatch(/^application\/json/)
    expect((await list.json()).at(-1).candidates[0].finishReason).toBe('STOP')
  })

  it('gives log probabilities, a token at a time', async () => {
    const config = { seed: 7, responseLogprobs: true, logprobs: 3, maxOutputTokens: 8 }
    const whole = await geminiClient().models.generateContent({ ...params, config })
    const [candidate] = whole.candidates!
    const { chosenCandidates, topCandidates, logProbabilitySum } = candidate!.logprobsResult!
    expect(candidate!.finishReason).toBe('MAX_TOKENS')
    expect(chosenCandidates).toHaveLength(8)
    expect(chosenCandidates!.map(({ token }) => token).join('')).toContain(whole.text)
    expect(topCandidates!.map(({ candidates }) => candidates!.length)).toEqual(Array(8).fill(3))
    expect(candidate!.avgLogprobs).toBeCloseTo(logProbabilitySum! / 8)
    const bare = await geminiClient().models.generateContent({
      ...params,
      config: { responseLogprobs: true, maxOutputTokens: 2 },
    })
    expect(bare.candidates![0]!.logprobsResult).not.toHaveProperty('topCandidates')
  })

  it('gives several candidates', async () => {
    const whole = await geminiClient().models.generateContent({ ...params, config: { seed: 7, candidateCount: 3 } })
    expect(whole.candidates!.map(({ index, finishReason }) => [index, finishReason])).toEqual([
      [0, 'STOP'],
      [1, 'STOP'],
      [2, 'STOP'],
    ])
  })

  it('thinks within a budget, shows it when asked to, and counts it apart', async () => {
    const think = (thinkingConfig: object) => geminiClient().models.generateContent({ ...params, config: { thinkingConfig } })
    const shown = await think({ thinkingBudget: 256, includeThoughts: true })
    expect(shown.candidates![0]!.content!.parts).toMatchObject([{ thought: true }, { thoughtSignature: expect.any(String) }])
    expect(shown.usageMetadata!.thoughtsTokenCount).toBeGreaterThan(0)
    const hidden = await think({ thinkingBudget: -1 })
    expect(hidden.candidates![0]!.content!.parts).toHaveLength(1)
    expect(hidden.usageMetadata!.thoughtsTokenCount).toBeGreaterThan(0)
    expect((await think({ thinkingBudget: 0 })).usageMetadata).not.toHaveProperty('thoughtsTokenCount')
  })

  it('calls a function, streamed alike, signs it, and takes its result back', async () => {
    const client = geminiClient()
    const config = { seed: 7, tools: [{ functionDeclarations: [declared] }], thinkingConfig: { thinkingBudget: 128 } }
    const whole = await client.models.generateContent({ model: 'gemini', contents: [ask], config })
    const [call] = whole.functionCalls!
    expect(call).toMatchObject({ name: 'get_weather', args: { city: expect.any(String) } })
    const pieces = await collect(await client.models.generateContentStream({ model: 'gemini', contents: [ask], config }))
    expect(pieces.flatMap(piece => piece.functionCalls ?? [])).toEqual(whole.functionCalls)

    const turn = whole.candidates![0]!.content!
    const parts = whole.functionCalls!.map(({ name }): Part => ({ functionResponse: { name, response: { output: 'clear' } } }))
    const next = (content: Content) =>
      client.models.generateContent({ model: 'gemini', contents: [ask, content, { role: 'user', parts }], config })
    expect((await next(turn)).text).toBeTruthy()
    const resigned = (thoughtSignature: string | undefined) => ({
      ...turn,
      parts: turn.parts!.map(part => (part.functionCall ? { ...part, thoughtSignature } : part)),
    })
    expect((await next(resigned('skip_thought_signature_validator'))).text).toBeTruthy()
    expect((await next(resigned(undefined))).text).toBeTruthy()
    await expect(next(resigned('Zm9yZ2Vk'))).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('Corrupted thought signature'),
    })
  })

  it('keeps to the choice of functions', async () => {
    const client = geminiClient()
    const other: FunctionDeclaration = { name: 'other', parametersJsonSchema: { type: 'object', properties: {} } }
    const tools = [{ functionDeclarations: [declared, other] }]
    const chosen = async (functionCallingConfig: object) => {
      const config = { tools, toolConfig: { functionCallingConfig } }
      return (await client.models.generateContent({ model: 'gemini', contents: [ask], config })).functionCalls?.map(
        ({ name }) => name,
      )
    }
    expect(await chosen({ mode: 'ANY', allowedFunctionNames: ['other'] })).toEqual(['other'])
    expect(await chosen({ mode: 'NONE' })).toBeUndefined()
    expect(await chosen({ mode: 'VALIDATED' })).toContain('get_weather')
  })

  it('keeps to a schema of either kind, and to JSON', async () => {
    const client = geminiClient()
    const config = { temperature: 2, responseMimeType: 'application/json' }
    const read = async (shape: object) =>
      JSON.parse((await client.models.generateContent({ ...params, config: { ...config, ...shape } })).text!)
    const responseSchema = { type: Type.OBJECT, properties: { a: { type: Type.INTEGER, nullable: true } }, required: ['a'] }
    expect(Object.keys(await read({ responseSchema }))).toEqual(['a'])
    const responseJsonSchema = { type: 'array', items: { enum: ['x'] }, minItems: 2, maxItems: 2 }
    expect(await read({ responseJsonSchema })).toEqual(['x', 'x'])
    expect(await read({})).toBeTypeOf('object')
  })

  it('looks at pictures and files, also in results', async () => {
    const png = { inlineData: { mimeType: 'image/png', data: PNG } }
    const pdf = { inlineData: { mimeType: 'application/pdf', data: 'JVBERi0xLjQK' } }
    const wav = { inlineData: { mimeType: 'audio/wav', data: 'UklGRg==' } }
    const seen = await geminiClient().models.generateContent({
      model: 'gemini',
      contents: [{ text: 'What is this?' }, png, pdf, wav],
    })
    expect(seen.text).toMatch(/png|image|picture/i)
    const contents: Content[] = [
      ask,
      { role: 'model', parts: [{ functionCall: { id: 'a', name: 'look', args: {} } }] },
      { role: 'user', parts: [{ functionResponse: { id: 'a', name: 'look', response: {}, parts: [png] } }] },
    ]
    expect((await geminiClient().models.generateContent({ model: 'gemini', contents })).text).toBeTruthy()
  })

  it('lists its models', async () => {
    const models = await collect(await geminiClient().models.list())
    expect(models.map(({ name }) => name)).toEqual(['models/gemini'])
    expect((await geminiClient().models.get({ model: 'gemini' })).outputTokenLimit).toBe(2000)
  })
})

const called: Content = { role: 'model', parts: [{ functionCall: { name: 'a', args: {} } }] }
const answered = (...names: string[]): Content => ({
  role: 'user',
  parts: names.map(name => ({ functionResponse: { name, response: {} } })),
})
const config = (generationConfig: object) => ({ ...asks, generationConfig })
const blob = (mimeType: string, data: string) => ({ contents: [{ parts: [{ inlineData: { mimeType, data } }] }] })
const tools = (...functionDeclarations: object[]) => ({ ...asks, tools: [{ functionDeclarations }] })
const chosen = (functionCallingConfig: object) => ({ ...tools({ name: 'a' }), toolConfig: { functionCallingConfig } })
const json = { responseMimeType: 'application/json' }

const BAD: [what: string, body: unknown, says: RegExp][] = [
  ['no JSON', '{', /Invalid JSON payload/],
  ['a list', [], /Root element must be a message/],
  ['nothing', {}, /contents is not specified/],
  ['no contents', { contents: [] }, /contents is not specified/],
  ['an unknown field', { ...asks, temperature: 1 }, /Unknown name "temperature": Cannot find field/],
  ['the package’s own config', { ...asks, config: {} }, /Unknown name "config"/],
  ['__proto__', '{"contents":[],"__proto__":{}}', /Unknown name "__proto__"/],
  ['an unknown field inside', config({ topK: 3, minP: 1 }), /Unknown name "minP" at 'generation_config'/],
  [
    'a part’s unknown field',
    { contents: [{ parts: [{ text: 'a', cache: 1 }] }] },
    /Unknown name "cache" at 'contents\[0\].parts\[0\]'/,
  ],
  ['labels', { ...asks, labels: { a: 'b' } }, /Unknown name "labels"/],
  ['a role of OpenAI’s', { contents: [{ role: 'assistant', parts: [{ text: 'a' }] }] }, /valid role: user, model/],
  ['no parts', { contents: [{ role: 'user', parts: [] }] }, /parts must not be empty/],
  ['a part with nothing', { contents: [{ parts: [{}] }] }, /oneof field 'data' must have one/],
  ['empty text', { contents: [{ parts: [{ text: '' }] }] }, /oneof field 'data' must have one/],
  ['a part of two kinds', { contents: [{ parts: [{ text: 'a', functionCall: { name: 'a' } }] }] }, /already set/],
  [
    'a system image',
    { ...asks, systemInstruction: { parts: [{ inlineData: { mimeType: 'image/png', data: PNG } }] } },
    /only text parts/,
  ],
  ['the last word of the model', { contents: [say('a'), { role: 'model', parts: [{ text: 'b' }] }] }, /end with a user role/],
  ['only the model', { contents: [{ role: 'model', parts: [{ text: 'b' }] }] }, /single turn requests/],
  ['a call of the user’s', { contents: [{ role: 'user', parts: called.parts }] }, /can only be in a model turn/],
  ['a call first', { contents: [called, answered('a')] }, /immediately after a user turn/],
  ['a result of no call', { contents: [say('a'), answered('a')] }, /immediately after a function call turn/],
  ['too many results', { contents: [say('a'), called, answered('a', 'a')] }, /number of function response parts/],
  ['no result', { contents: [say('a'), called, say('b')] }, /number of function response parts/],
  ['the wrong result', { contents: [say('a'), called, answered('b')] }, /names of the function calls/],
  [
    'a result that is no object',
    { contents: [say('a'), called, { parts: [{ functionResponse: { name: 'a', response: 'x' } }] }] },
    /response' \(TYPE_MESSAGE\)/,
  ],
  [
    'arguments that are text',
    { contents: [say('a'), { role: 'model', parts: [{ functionCall: { name: 'a', args: '{}' } }] }] },
    /args' \(TYPE_MESSAGE\)/,
  ],
  ['bad base64', blob('image/png', '!'), /Base64 decoding failed/],
  ['an image that is none', blob('image/png', 'AAAA'), /Unable to process input image/],
  ['JSON as a file', blob('application/json', 'e30='), /Unsupported MIME type: application\/json/],
  ['a word as temperature', config({ temperature: 'hot' }), /'generation_config.temperature' \(TYPE_DOUBLE\), "hot"/],
  ['temperature 3', config({ temperature: 3 }), /temperature: must be at most 2/],
  ['a seed of 64 bits', config({ seed: 2 ** 40 }), /seed: must be at most 2147483647/],
  ['six stops', config({ stopSequences: ['a', 'b', 'c', 'd', 'e', 'f'] }), /stop_sequences: must have at most 5/],
  ['a stop that is text', config({ stopSequences: 'a' }), /stop_sequences' \(TYPE_MESSAGE\)/],
  ['too many tokens', config({ maxOutputTokens: 9999 }), /maxOutputTokens value of 9999.*to 2001 \(exclusive\)/],
  ['nine candidates', config({ candidateCount: 9 }), /candidate_count: must be at most 8/],
  ['logprobs alone', config({ logprobs: 2 }), /response_logprobs must be true/],
  ['logprobs 0', config({ responseLogprobs: true, logprobs: 0 }), /logprobs: must be at least 1/],
  [
    'a budget too large',
    config({ thinkingConfig: { thinkingBudget: 30_000 } }),
    /thinking budget 30000 is invalid.*between 0 and 24576/,
  ],
  ['a level', config({ thinkingConfig: { thinkingLevel: 'LOW' } }), /Thinking level is not supported/],
  ['a level and a budget', config({ thinkingConfig: { thinkingLevel: 'LOW', thinkingBudget: 5 } }), /only set only one/],
  ['images wanted', config({ responseModalities: ['TEXT', 'IMAGE'] }), /combination of response modalities \(TEXT, IMAGE\)/],
  ['a schema without its type', config({ responseJsonSchema: { type: 'object' } }), /must be `application\/json`/],
  ['two schemas', config({ ...json, responseJsonSchema: {}, responseSchema: { type: 'OBJECT' } }), /cannot both be set/],
  [
    'a schema’s unknown keyword',
    config({ ...json, responseJsonSchema: { properties: { a: { const: 1 } } } }),
    /properties.a: keyword "const" is not supported/,
  ],
  ['beside a $ref', config({ ...json, responseJsonSchema: { $ref: '#/$defs/a', description: 'x' } }), /when \$ref is set/],
  ['an enum of null', config({ ...json, responseJsonSchema: { enum: ['a', null] } }), /only strings and numbers/],
  [
    'an unknown keyword of OpenAPI',
    config({ ...json, responseSchema: { type: 'OBJECT', additionalProperties: false } }),
    /Unknown name "additionalProperties" at 'generation_config.response_schema'/,
  ],
  [
    'JSON beside functions',
    { ...tools({ name: 'a' }), generationConfig: json },
    /Function calling with a response mime type: 'application\/json' is unsupported/,
  ],
  ['an unnamed function', tools({}), /Invalid function name/],
  ['a function named with a digit', tools({ name: '2fa' }), /Must start with a letter/],
  ['a function twice', tools({ name: 'a' }, { name: 'a' }), /Duplicate function declaration/],
  [
    'parameters twice',
    tools({ name: 'a', parameters: { type: 'OBJECT' }, parametersJsonSchema: { type: 'object' } }),
    /cannot both be set/,
  ],
  ['parameters that are no object', tools({ name: 'a', parametersJsonSchema: { type: 'string' } }), /should be of type object/],
  ['a function strict as at OpenAI', tools({ name: 'a', strict: true }), /Unknown name "strict"/],
  ['a tool of Google’s', { ...asks, tools: [{ googleSearch: {} }] }, /googleSearch is not enabled/],
  [
    'a choice among nothing',
    { ...asks, toolConfig: { functionCallingConfig: { mode: 'AUTO' } } },
    /without function_declarations/,
  ],
  ['a choice of OpenAI’s', chosen({ mode: 'required' }), /mode' .*"required"/],
  [
    'names without ANY',
    chosen({ mode: 'AUTO', allowedFunctionNames: ['a'] }),
    /only be set when the function calling mode is ANY/,
  ],
  ['a name of nobody', chosen({ mode: 'ANY', allowedFunctionNames: ['b'] }), /b is not among/],
  ['an unknown harm', { ...asks, safetySettings: [{ category: 'HARM', threshold: 'OFF' }] }, /"HARM"/],
]

describe('the gemini face refuses', () => {
  it.each(BAD)('%s', async (_, body, says) => {
    const response = await askGemini(body)
    const { error } = await response.json()
    expect([response.status, error.code, error.status]).toEqual([400, 400, 'INVALID_ARGUMENT'])
    expect(error.message).toMatch(says)
  })

  it.each([
    ['several candidates', config({ candidateCount: 2 }), /Only one candidate/],
    ['log probabilities', config({ responseLogprobs: true }), /Logprobs is not supported for streaming/],
  ])('%s in a stream', async (_, body, says) => {
    const events = await askGemini(body, { method: 'streamGenerateContent?alt=sse' })
    expect([events.status, (await events.json()).error.message]).toEqual([400, expect.stringMatching(says)])
    const list = await askGemini(body, { method: 'streamGenerateContent' })
    expect([list.status, (await list.json())[0].error.status]).toEqual([400, 'INVALID_ARGUMENT'])
  })

  it('files, models and methods it does not have', async () => {
    const file = { contents: [{ parts: [{ fileData: { fileUri: 'https://a.example/b.pdf' } }] }] }
    expect(await (await askGemini(file)).json()).toMatchObject({ error: { code: 403, status: 'PERMISSION_DENIED' } })
    expect(await (await askGemini(asks, { method: 'embedContent' })).json()).toMatchObject({
      error: { code: 404, status: 'NOT_FOUND' },
    })
    await expect(geminiClient().models.generateContent({ ...params, model: 'constructor' })).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining('The sandbox has: gemini'),
    })
  })

  it('a wrong type of body', async () => {
    const response = await askGemini(asks, { headers: { 'content-type': 'text/plain' } })
    expect((await response.json()).error.message).toMatch(/application\/json/)
  })
})

describe('a caller of the gemini face', () => {
  const stream = (sending: Parameters<typeof askGemini>[1] = {}) =>
    askGemini(asks, { method: 'streamGenerateContent?alt=sse', ...sending })

  it('who leaves in the middle stops the model, and fails the body with the reason', async () => {
    const clock = sleepyClock()
    const leaving = new AbortController()
    const response = await stream({ here: quick({ clock, tokensPerSecond: () => 80 }), signal: leaving.signal })
    const reader = response.body!.getReader()
    for (let reads = 0; reads < 4; reads++) await reader.read()
    const slept = clock.slept.length
    leaving.abort(new Error('gone'))
    await expect(reader.read()).rejects.toThrow('gone')
    expect(clock.slept.length).toBe(slept)
  })

  it('who left before gets the reason and no answer', async () => {
    await expect(stream({ signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
  })

  it('finds room again when others have read to the end', async () => {
    const here = quick()
    const open = await Promise.all(Array.from({ length: PLACES }, () => stream({ here })))
    const full = await stream({ here })
    expect([full.status, full.headers.get('retry-after'), (await full.json()).error.status]).toEqual([
      429,
      '1',
      'RESOURCE_EXHAUSTED',
    ])
    await open[0]!.text()
    expect((await stream({ here })).status).toBe(200)
  })
})
