import { expect, type Page, test } from '@playwright/test'
import { TOOL_EXAMPLES } from '@/lib/playground/tool-examples'
import type { Prompt } from '@/lib/playground/types'
import { answer, column, finished, nextBody, openWith, run, saved } from './playground'

const WEATHER = TOOL_EXAMPLES.find(({ tool }) => tool.type === 'function' && tool.function.name === 'get_weather')!.tool

const asks = (content: string, more: Partial<Prompt> = {}): Partial<Prompt> => ({
  messages: [{ id: 'm1', message: { role: 'user', content } }],
  params: { tools: [WEATHER], max_tokens: 600, temperature: 0 },
  ...more,
})

const card = (page: Page, letter: string, index = 0) =>
  answer(page, letter).getByRole('group', { name: 'Call of get_weather' }).nth(index)
const result = (page: Page, letter: string, index = 0) => card(page, letter, index).getByRole('textbox')
const continueOne = (page: Page, letter: string) =>
  answer(page, letter).getByRole('button', { name: `Continue ${letter}`, exact: true })

async function waitsForTool(page: Page, letter: string, calls = '1 call') {
  await expect(column(page, letter).locator('.column-status')).toHaveText(calls, { timeout: 30_000 })
}

for (const [model, word] of [
  ['openai', 'tool message'],
  ['anthropic', 'tool_result'],
  ['gemini', 'functionResponse'],
  ['converse', 'toolResult'],
] as const) {
  test(`${model}: a result is typed, the conversation goes on, and its answer uses it`, async ({ page }) => {
    const thinking = { type: 'enabled' as const, budget_tokens: 1024 }
    const prompt = asks('What is the weather in Oslo right now, in celsius?')
    await openWith(page, {
      prompt: { ...prompt, params: { ...prompt.params, max_tokens: 1800, thinking } },
      columns: [{ model }],
    })
    await run(page).click()
    await waitsForTool(page, 'A')
    await expect(card(page, 'A')).toContainText('"city": "Oslo"')
    await expect(card(page, 'A')).toContainText('waits for a result')
    await expect(card(page, 'A')).toContainText(`as ${word}`)
    await expect(continueOne(page, 'A')).toBeDisabled()
    await result(page, 'A').fill('{ "sky": "quokka-coloured" }')
    await expect(card(page, 'A')).toContainText('JSON')

    const body = await nextBody(page, () => continueOne(page, 'A').click())
    expect(body.messages).toHaveLength(3)
    expect(body.messages[2]).toMatchObject({ role: 'tool', content: '{ "sky": "quokka-coloured" }' })
    expect(body.messages[2].tool_call_id).toBe(body.messages[1].tool_calls[0].id)
    await finished(page, 'A')
    await expect(column(page, 'A').locator('.column-status')).not.toContainText('call')
    await expect(answer(page, 'A').locator('.column-body > .markdown, :scope > .markdown')).toContainText('quokka-coloured')

    // The earlier step stays, folds, and survives a reload.
    const steps = answer(page, 'A').getByRole('list', { name: 'Earlier steps of A' })
    await expect(steps).toContainText('"city": "Oslo"')
    await expect(steps).toContainText('quokka-coloured')
    await steps.getByRole('button', { name: /^Step 1/ }).click()
    await expect(steps).not.toContainText('"city"')
    await saved(page)
    await page.reload()
    await expect(steps).toContainText('"city": "Oslo"')
    await expect(answer(page, 'A').locator(':scope > .markdown')).toContainText('quokka-coloured')
    // The results of tools are no change of the prompt.
    await expect(column(page, 'A')).not.toContainText('Settings changed since the run')
  })
}

test('every step has its receipt', { tag: '@thorough' }, async ({ page }) => {
  await openWith(page, {
    prompt: asks('What is the weather in Oslo right now, in celsius?', { mocks: { get_weather: 'grey' }, loop: { auto: true } }),
    columns: [{ model: 'anthropic' }],
  })
  await run(page).click()
  await expect(answer(page, 'A').getByRole('list', { name: 'Earlier steps of A' })).toBeVisible({ timeout: 30_000 })
  await finished(page, 'A')
  await page.keyboard.press('Control+j')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Request diff' }).click()
  const sent = inspector.getByRole('region', { name: 'Body as sent' })
  await expect(sent).toContainText('tool_result')
  await inspector.getByRole('radio', { name: 'Step 1' }).click()
  await expect(sent).toContainText('input_schema')
  await expect(sent).not.toContainText('tool_result')
})

test('a mock answers all columns at once, each under its own call', async ({ page }) => {
  await openWith(page, {
    prompt: asks('What is the weather in Oslo right now, in celsius?'),
    columns: [{ model: 'openai' }, { model: 'anthropic' }, { model: 'gemini' }],
  })
  await run(page).click()
  for (const letter of ['A', 'B', 'C']) await waitsForTool(page, letter)
  await card(page, 'A').getByRole('radio', { name: 'Mock for all' }).click()
  await result(page, 'A').fill('{"sky":"axolotl-coloured"}')
  await expect(result(page, 'C')).toHaveValue('{"sky":"axolotl-coloured"}')
  // One column says something else.
  await card(page, 'B').getByRole('radio', { name: 'Type' }).click()
  await result(page, 'B').fill('{"sky":"wombat-coloured"}')

  const bodies: any[] = []
  page.on('request', request => {
    if (request.url().endsWith('/v1/chat/completions')) bodies.push(request.postDataJSON())
  })
  await answer(page, 'A').getByRole('button', { name: 'Continue all 3' }).click()
  for (const letter of ['A', 'B', 'C']) await expect(answer(page, letter).locator(':scope > .markdown')).toContainText('coloured')
  expect(bodies.map(({ messages }) => messages.at(-1).content)).toEqual([
    '{"sky":"axolotl-coloured"}',
    '{"sky":"wombat-coloured"}',
    '{"sky":"axolotl-coloured"}',
  ])
  await expect(answer(page, 'B')).toContainText('wombat-coloured')
  await expect(answer(page, 'B')).not.toContainText('axolotl')
  await expect(answer(page, 'C')).not.toContainText('wombat')
})

test('several calls at once have a result each', { tag: '@thorough' }, async ({ page }) => {
  await openWith(page, {
    prompt: asks('What is the weather in Oslo and in Lima right now, in celsius?'),
    columns: [{ model: 'anthropic' }],
  })
  await run(page).click()
  await waitsForTool(page, 'A', '2 calls')
  await result(page, 'A', 0).fill('{"sky":"quokka"}')
  await expect(continueOne(page, 'A')).toBeDisabled()
  await expect(continueOne(page, 'A')).toHaveAttribute('data-tip', 'One result is missing.')
  await result(page, 'A', 1).fill('no such city')
  await expect(card(page, 'A', 1)).toContainText('text')
  await card(page, 'A', 1).getByRole('button', { name: 'As error' }).click()
  await expect(result(page, 'A', 1)).toHaveValue('{"error":"no such city"}')
  const body = await nextBody(page, () => continueOne(page, 'A').click())
  expect(body.messages.slice(2).map(({ content }: any) => content)).toEqual(['{"sky":"quokka"}', '{"error":"no such city"}'])
  await expect(answer(page, 'A').locator(':scope > .markdown')).toContainText('quokka')
})

test('mocks answer by themselves until the limit, and a step can be gone back to', async ({ page }) => {
  // A forced call comes again and again.
  const prompt = asks('What is the weather in Oslo right now, in celsius?', {
    mocks: { get_weather: '{"sky":"grey"}' },
    loop: { auto: true, limit: 2 },
  })
  await openWith(page, {
    prompt: { ...prompt, params: { ...prompt.params, tool_choice: 'required' } },
    columns: [{ model: 'openai' }],
  })
  await run(page).click()
  const steps = answer(page, 'A').getByRole('list', { name: 'Earlier steps of A' })
  await expect(answer(page, 'A').getByText('stopped at the limit')).toBeVisible({ timeout: 30_000 })
  await expect(steps.getByRole('button', { name: /^Step/ })).toHaveCount(2)

  await steps.getByRole('button', { name: /Go back to step 1 of A/ }).click()
  await expect(steps).toBeHidden()
  await expect(answer(page, 'A').getByText('1 of 2')).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(steps.getByRole('button', { name: /^Step/ })).toHaveCount(2)
})
