import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ChatRequest } from '@/lib/chat/types'
import { isImport, readImport } from '@/lib/playground/exchange'
import { toPortable } from '@/lib/playground/share/portable'
import { snippetsOf } from '@/lib/playground/snippets'
import { chunk, startedPlayground, until } from '../support/playground'

const PROVIDERS = new Set(['openai', 'anthropic', 'sandbox'])
const read = (value: unknown) => readImport(typeof value === 'string' ? value : JSON.stringify(value), PROVIDERS)
const everything = JSON.parse(readFileSync(new URL('../fixtures/links/everything.json', import.meta.url), 'utf8')).prompt

describe('an OpenAI body', () => {
  it('becomes a prompt; what is no part of one is named', () => {
    const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }]
    const understood = read({
      model: 'anthropic/claude-sonnet-4-5',
      messages: [{ role: 'user', content: 'Hi' }],
      temperature: 0.2,
      tools,
      stream: true,
      stream_options: { include_usage: true },
      api_key: 'canary-of-a-key',
      user: null,
      own_parameter: { deep: [1] },
    })
    expect(understood).toMatchObject({
      what: 'An OpenAI request body',
      prompt: { messages: [{ role: 'user', content: 'Hi' }], params: { temperature: 0.2, tools, own_parameter: { deep: [1] } } },
      columns: [{ letter: 'A', provider: 'anthropic', model: 'claude-sonnet-4-5' }],
    })
    expect(understood.lost.map(({ path }) => path)).toEqual(['stream', 'stream_options', 'api_key'])
    expect(JSON.stringify(understood)).not.toContain('canary')
  })

  it.each([
    ['gpt-4.1', { provider: 'openai', model: 'gpt-4.1' }],
    ['nobody/gpt-4.1', { provider: 'openai', model: 'nobody/gpt-4.1' }],
  ])('for %s is put to the provider it names, else to OpenAI', (model, target) => {
    expect(read({ model, messages: [{ role: 'user', content: 'Hi' }] }).columns).toMatchObject([target])
  })

  it('without a model is put to the columns on the page', () => {
    expect(read({ messages: [{ role: 'user', content: 'Hi' }] }).columns).toBeUndefined()
  })

  it.each([
    ['', /empty/],
    ['{', /not JSON/],
    ['[]', /neither a prompt/],
    ['{"a":1}', /neither a prompt/],
    [{ messages: [{ role: 'root', content: 'Hi' }] }, /messages\[0\]\.role must be/],
    [{ messages: [{ role: 'user', content: 'Hi' }], temperature: 'hot' }, /^temperature must be a number/],
    [{ messages: [{ role: 'user', content: 'Hi' }], tools: [{ type: 'function', function: {} }] }, /tools\[0\]\.function\.name/],
    ['{"messages":[{"role":"user","content":"Hi"}],"__proto__":{"a":1}}', /__proto__/],
    [`${'['.repeat(100_000)}`, /levels deep/],
    [{ refract: 'prompt', version: 2 }, /another version/],
    [{ refract: 'prompt', version: 1, messages: [], columns: [] }, /./],
    [{ refract: 'prompt', version: 1, ...everything, answers: [{ letter: 'A', choices: [{ content: {} }] }] }, /answers\[0\]/],
  ])('that is wrong says where, %#', (value, says) => {
    expect(() => read(value)).toThrow(says)
  })

  it('is told from other text that is pasted', () => {
    expect(isImport('{"messages":[]}')).toBe(true)
    expect(isImport('{"refract":"prompt"}')).toBe(true)
    for (const text of ['', 'Hello', '{', '[]', '{"a":1}', '{'.repeat(100_000)]) expect(isImport(text)).toBe(false)
  })
})

describe('an Anthropic body', () => {
  it('becomes a prompt with its tools, calls, results and files', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } } }
    const understood = read({
      model: 'claude-sonnet-4-5',
      max_tokens: 500,
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      stop_sequences: ['END'],
      metadata: { user_id: 'someone' },
      thinking: { type: 'enabled', budget_tokens: 1024 },
      tools: [
        { name: 'weather', description: 'Of a city', input_schema: schema },
        { type: 'web_search_20250305', name: 'web_search' },
      ],
      tool_choice: { type: 'any', disable_parallel_tool_use: true },
      mcp_servers: [{ authorization_token: 'canary' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0K' } },
            { type: 'document', title: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0x' } },
            { type: 'text', text: 'Is it warm?' },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm', signature: 's' },
            { type: 'text', text: 'I look.' },
            { type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Oslo' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: '12' }] },
            { type: 'text', text: 'And now?' },
          ],
        },
      ],
    })
    expect(understood).toMatchObject({
      what: 'An Anthropic request body',
      columns: [{ provider: 'anthropic', model: 'claude-sonnet-4-5' }],
    })
    expect(understood.prompt).toMatchObject({
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0K' } },
            { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0x' } },
            { type: 'text', text: 'Is it warm?' },
          ],
        },
        {
          role: 'assistant',
          content: 'I look.',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '12' },
        { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
      ],
      params: {
        max_tokens: 500,
        stop: ['END'],
        user: 'someone',
        thinking: { type: 'enabled', budget_tokens: 1024 },
        tools: [{ type: 'function', function: { name: 'weather', description: 'Of a city', parameters: schema } }],
        tool_choice: 'required',
        parallel_tool_calls: false,
      },
    })
    expect(understood.lost.map(({ path }) => path)).toEqual(['messages[1], thinking', 'tools[1]', 'mcp_servers'])
    expect(JSON.stringify(understood)).not.toContain('canary')
  })

  it.each([
    { system: 'S', messages: [{ role: 'boss', content: 'Hi' }] },
    { system: 7, messages: [{ role: 'user', content: 'Hi' }] },
    { system: 'S', messages: [{ role: 'user', content: [{ type: 'text', text: 7 }] }] },
    { system: 'S', messages: [{ role: 'user', content: 'Hi' }], tools: [{ input_schema: {} }] },
    { system: 'S', messages: [{ role: 'user', content: 'Hi' }], tool_choice: { type: 'tool' } },
  ])('that is wrong is refused, %#', value => {
    expect(() => read(value)).toThrow(/./)
  })

  it('is told from one of OpenAI', () => {
    const openai = {
      model: 'claude-x',
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'Hi' },
      ],
    }
    expect(read(openai).what).toBe('An OpenAI request body')
    expect(read({ ...openai, messages: openai.messages.slice(1) }).what).toBe('An Anthropic request body')
  })
})

describe('a curl command', () => {
  const body = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'It\'s "$5" \\\\ \n`x` \u{1f642}' }], temperature: 0.5 }
  const json = JSON.stringify(body, null, 2)
  const single = `'${json.replaceAll("'", String.raw`'\''`)}'`
  const ansi = `$'${json.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
  const double = `"${json.replace(/["\\$`]/g, '\\$&')}"`

  it.each([
    [
      'in single quotes',
      `curl https://api.openai.com/v1/chat/completions \\\n  -H "Content-Type: application/json" \\\n  -d ${single}`,
    ],
    ['as browsers copy it', `$ curl 'https://api.openai.com/v1' -X POST --data-raw ${ansi} --compressed`],
    ['in double quotes, letters in one', `curl -sSNd ${double} https://api.openai.com/v1`],
    ['with an equals sign', `curl --url=https://api.openai.com/v1 --json=${single}`],
    ['as a document', `curl -sS https://api.openai.com/v1 --data-binary @- <<'END'\n${json}\nEND\n`],
  ])('%s is read as its body', (_, command) => {
    expect(isImport(command)).toBe(true)
    expect(read(command)).toMatchObject({
      what: 'An OpenAI request body of a curl command',
      prompt: { messages: body.messages, params: { temperature: 0.5 } },
      columns: [{ provider: 'openai', model: 'gpt-4.1' }],
      lost: [],
    })
  })

  it.each(['', 'x'.repeat(40_000)])('this page wrote is the request again, %#', more => {
    const request = { ...body, messages: [...body.messages, { role: 'user' as const, content: more }] } as ChatRequest
    const column = { id: 'a', letter: 'A' as const, provider: 'anthropic', model: 'gpt-4.1', params: {} }
    const [curl] = snippetsOf(request, column, { origin: 'https://refract.example', hasToken: true })
    const { prompt, columns } = read(curl!.code)
    expect(prompt).toMatchObject({ messages: request.messages, params: { temperature: 0.5 } })
    expect(columns).toMatchObject([{ provider: 'anthropic', model: 'gpt-4.1' }])
  })

  it('loses its keys, and says so', () => {
    const understood = read(
      `curl https://x -u canary:canary -H 'Authorization: Bearer canary' -H 'x-api-key:canary' -H 'x-mine: canary' -d ${single}`,
    )
    expect(JSON.stringify(understood)).not.toContain('canary')
    expect(understood.lost.map(({ path }) => path)).toEqual(['-u', '-H Authorization', '-H x-api-key', '-H x-mine'])
  })

  it.each([
    ['curl https://x', /sends no body/],
    ["curl https://x -d '{", /never closed/],
    ["curl https://x -d '{'", /not JSON/],
    ['curl https://x -d @body.json', /in a file, body\.json/],
    ["curl https://x -d '[1]'", /must be an object/],
    [`curl https://x -d '${'['.repeat(100_000)}'`, /./],
    [`curl https://x -d '{"messages":[{"role":"root","content":"Hi"}]}'`, /messages\[0\]\.role/],
  ])('that is wrong says where, %#', (command, says) => {
    expect(() => read(command)).toThrow(says)
  })
})

describe('a prompt file', () => {
  const file = (value: object) => ({ refract: 'prompt', version: 1, ...value })

  it('brings back everything a link brings back', () => {
    const { prompt, columns, answers, lost } = read(file(everything))
    expect({ ...prompt, columns }).toEqual(everything)
    expect({ answers, lost }).toEqual({ answers: [], lost: [] })
    expect(read(file({ ...everything, future: 1 })).lost).toMatchObject([{ path: 'future' }])
  })

  it('written here opens elsewhere, answers and attached files with it, and can be undone', async () => {
    const page = await startedPlayground()
    page.state().setTitle('To a file')
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    await attachTo(page, png)
    page.state().setKey('sandbox', 'canary-of-a-key')
    page.state().run(page.state().columns[0]!.id)
    await until(() => page.gateway.to('/v1/chat/completions').length === 1)
    const stream = page.gateway.to('/v1/chat/completions')[0]!.stream()
    stream.event(chunk({ content: 'An answer' }))
    stream.event({ ...chunk({}, { finish_reason: 'stop' }), usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } })
    stream.event('[DONE]')
    stream.close()
    await until(() => page.state().running.length === 0)
    const text = await page.state().exportFile({ answers: true, files: true })
    expect(text).not.toContain('canary')

    const other = await startedPlayground()
    const before = toPortable(other.state())
    await other.state().importPrompt(read(text), { keepColumns: false })
    expect(toPortable(other.state()).columns).toEqual(toPortable(page.state()).columns)
    expect(other.state().prompt).toMatchObject({ title: 'To a file', params: page.state().prompt.params })
    const run = other.runs.of(other.state().columns[0]!.id).getState().run
    expect(run).toMatchObject({ status: 'done', completion: { choices: [{ message: { content: 'An answer' } }] } })
    expect(other.services.files.values.size).toBe(1)
    expect(JSON.stringify(other.state().prompt.messages)).toContain('refract:')
    other.state().undo()
    expect(toPortable(other.state())).toEqual(before)
  })

  it('leaves files and answers out when they are not wanted', async () => {
    const page = await startedPlayground()
    await attachTo(page, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    const text = await page.state().exportFile({ answers: true, files: false })
    expect(text).toContain('was not included')
    expect(text).not.toMatch(/base64|refract:\w/)
    expect(read(text).answers).toEqual([])
  })

  it('can be put to the columns on the page', async () => {
    const page = await startedPlayground()
    const { columns } = toPortable(page.state())
    await page.state().importPrompt(read(file(everything)), { keepColumns: true })
    expect(toPortable(page.state())).toMatchObject({ title: everything.title, columns })
  })
})

async function attachTo(page: Awaited<ReturnType<typeof startedPlayground>>, bytes: Uint8Array<ArrayBuffer>) {
  await page.state().attach([new File([bytes], 'chart.png', { type: 'image/png' })])
  expect(JSON.stringify(page.state().prompt.messages)).toContain('refract:')
}
