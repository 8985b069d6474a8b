import { expect, test } from '@playwright/test'
import { TOOL_EXAMPLES } from '@/lib/playground/tool-examples'
import { startServer } from '../support/server'
import { never, standIn } from '../support/stand-in'
import { anthropicInArguments, anthropicWithTool, geminiWithTool, openaiWithTool } from '../support/tool-providers'
import { answer, column, finished, openWith, run } from './playground'

// Each starts a server of its own.
test.describe.configure({ timeout: 120_000 })

const prompt = {
  messages: [{ id: 'm1', message: { role: 'user' as const, content: 'What is the weather in Oslo?' } }],
  params: {
    tools: [TOOL_EXAMPLES[0]!.tool],
    max_tokens: 4000,
    thinking: { type: 'enabled' as const, budget_tokens: 2048 },
    response_format: {
      type: 'json_schema' as const,
      json_schema: {
        name: 'sky',
        strict: true,
        schema: { type: 'object', properties: { sky: { type: 'string' } }, required: ['sky'], additionalProperties: false },
      },
    },
  },
  mocks: { get_weather: '{"sky":"grey"}' },
}

test('tools, a schema and thinking at once over three wires: each text belongs to its model, receipts differ as they should', async ({
  browser,
}) => {
  const [a, b, c] = await Promise.all([openaiWithTool('aardvark'), anthropicWithTool('bandicoot'), geminiWithTool('capybara')])
  await using _a = a.standIn
  await using _b = b.standIn
  await using _c = c.standIn
  await using server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: [a, b, c].map(one => one.standIn.host).join(',') } })
  const page = await browser.newPage({ baseURL: server.url })
  await openWith(page, {
    prompt,
    columns: [
      { provider: 'openai', model: 'gpt-5.2', host: `${a.standIn.url}/v1` },
      { provider: 'anthropic', model: 'claude-sonnet-4-5', host: `${b.standIn.url}/v1` },
      { provider: 'gemini', model: 'gemini-3-pro-preview', host: `${c.standIn.url}/v1beta` },
    ],
  })
  // Each address has a key of its own.
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Keys' }).click()
  for (const { secret, standIn } of [a, b, c]) await page.getByRole('dialog').getByLabel(standIn.host).fill(`key-of-${secret}`)
  await page.keyboard.press('Escape')

  await run(page).click()
  const providers = { A: a, B: b, C: c }
  for (const [letter, { secret }] of Object.entries(providers)) {
    await expect(column(page, letter).locator('.column-status')).toHaveText('1 call', { timeout: 30_000 })
    await expect(answer(page, letter)).toContainText(`Looking, says ${secret}.`)
    for (const other of [a, b, c]) if (other.secret !== secret) await expect(answer(page, letter)).not.toContainText(other.secret)
  }

  const [openai, anthropic, gemini] = [a, b, c].map(one => one.standIn.requests[0]!.json())
  const schema = prompt.params.response_format.json_schema.schema
  const parameters = expect.objectContaining({ required: ['city', 'unit'] })
  expect(openai).toMatchObject({
    tools: [{ type: 'function', function: { name: 'get_weather', parameters } }],
    response_format: prompt.params.response_format,
    reasoning_effort: expect.any(String),
  })
  expect(openai).not.toHaveProperty('thinking')
  expect(anthropic).toMatchObject({
    tools: [{ name: 'get_weather', input_schema: parameters }],
    output_config: { format: { type: 'json_schema', schema } },
    thinking: { type: 'enabled', budget_tokens: 2048 },
  })
  expect(gemini).toMatchObject({
    tools: [{ functionDeclarations: [{ name: 'get_weather', parametersJsonSchema: parameters }] }],
    generationConfig: { responseMimeType: 'application/json', thinkingConfig: { includeThoughts: true } },
  })

  await answer(page, 'A').getByRole('button', { name: 'Continue all 3' }).click()
  for (const [letter, { secret }] of Object.entries(providers)) {
    await finished(page, letter)
    await expect(answer(page, letter).getByRole('tree')).toContainText(`"${secret}"`)
  }

  // Each got its own turn back just as it gave it, and nothing of the others'.
  const second = [a, b, c].map(({ standIn }) => standIn.requests[1]!)
  for (const [index, { secret }] of [a, b, c].entries()) {
    const text = second[index]!.body.toString()
    expect(text).toContain(`Looking, says ${secret}.`)
    for (const other of [a, b, c]) if (other.secret !== secret) expect(text).not.toContain(other.secret)
    const headers = JSON.stringify(second[index]!.headers)
    expect(headers).toContain(`key-of-${secret}`)
  }
  const [toOpenai, toAnthropic, toGemini] = second.map(seen => seen.json())
  expect(toOpenai.messages.slice(1)).toMatchObject([
    {
      role: 'assistant',
      content: 'Looking, says aardvark.',
      tool_calls: [{ id: 'call_aardvark', type: 'function', function: { name: 'get_weather', arguments: '{"city":  "Oslo"}' } }],
    },
    { role: 'tool', tool_call_id: 'call_aardvark', content: '{"sky":"grey"}' },
  ])
  expect(toAnthropic.messages.slice(1)).toMatchObject([
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'I think of bandicoot.', signature: 'signed-bandicoot' },
        { type: 'text', text: 'Looking, says bandicoot.' },
        { type: 'tool_use', id: 'toolu_bandicoot', name: 'get_weather', input: { city: 'Oslo' } },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_bandicoot' }] },
  ])
  const [, turn, results] = toGemini.contents
  expect(turn.parts).toContainEqual(
    expect.objectContaining({
      functionCall: expect.objectContaining({ name: 'get_weather', args: { city: 'Oslo' } }),
      thoughtSignature: btoa('signed-capybara'),
    }),
  )
  expect(results.parts[0].functionResponse).toMatchObject({ name: 'get_weather', response: { sky: 'grey' } })

  // What the receipts say of it.
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await page.keyboard.press('Control+j')
  for (const [letter, at] of [
    ['A', 'reasoning_effort'],
    ['B', 'thinking'],
    ['C', 'generationConfig.thinkingConfig'],
  ] as const) {
    await inspector.getByRole('tab', { name: `Column ${letter}` }).click()
    await expect(inspector.getByRole('row', { name: /^thinking \{/ })).toContainText(at)
  }
})

test('Stop inside a call’s arguments is seen at the provider, and what came stays', { tag: '@thorough' }, async ({ browser }) => {
  await using provider = await standIn(anthropicInArguments(never))
  await using server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: provider.host } })
  const page = await browser.newPage({ baseURL: server.url })
  const { response_format: _, thinking: __, ...params } = prompt.params
  await openWith(page, {
    prompt: { ...prompt, params, loop: { auto: true } },
    columns: [{ provider: 'anthropic', model: 'claude-sonnet-4-5', host: `${provider.url}/v1` }],
  })
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Keys' }).click()
  await page.getByRole('dialog').getByLabel(provider.host).fill('key-of-nobody')
  await page.keyboard.press('Escape')
  await run(page).click()
  const card = answer(page, 'A').getByRole('group', { name: 'Call of get_weather' })
  await expect(card).toContainText('"city": "Os')
  await expect(card).toContainText('filling')
  const { closed } = await provider.request(0)
  await column(page, 'A').getByRole('button', { name: 'Stop A' }).click()
  expect(await closed).toBe(false)
  await expect(card).toContainText('broken off')
  await expect(card).toContainText('"city": "Os')
  await expect(answer(page, 'A').getByRole('button', { name: /Continue/ })).toHaveCount(0)
  expect(provider.requests).toHaveLength(1)
})
