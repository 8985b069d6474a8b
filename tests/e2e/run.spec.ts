import { expect, test } from '@playwright/test'
import { answer, chooseModel, column, finished, open, run, watchTrouble } from './playground'

test('one click streams three visibly different answers, with their numbers', async ({ page }) => {
  const trouble = watchTrouble(page)
  await open(page)
  await expect(page.getByRole('heading', { name: 'One prompt, every dialect.' })).toBeVisible()
  await run(page).click()

  // While it streams the text grows.
  const first = answer(page, 'A')
  await expect(first).toHaveText(/\w+ \w+/)
  for (const letter of ['A', 'B', 'C']) await finished(page, letter)

  const texts = await Promise.all(['A', 'B', 'C'].map(letter => answer(page, letter).innerText()))
  expect(new Set(texts).size).toBe(3)
  for (const text of texts) expect(text.trim().length).toBeGreaterThan(10)

  // The slowest one: of an answer that came all at once no speed can be said.
  const strip = column(page, 'C').locator('.metrics')
  for (const word of ['first', 't/s', 'stop']) await expect(strip).toContainText(word)
  await expect(strip.locator('.tokens')).not.toContainText('~')
  expect(trouble).toEqual([])
})

test('thinking streams open, folds when the answer begins, and says how long it took', async ({ page }) => {
  await open(page)
  // Slow enough that a busy machine sees it think.
  await chooseModel(page, 'B', 'slow')
  await run(page).click()
  const thinking = column(page, 'B').getByRole('button', { name: /^Thinking/ })
  await expect(thinking).toHaveAttribute('aria-expanded', 'true', { timeout: 20_000 })
  const thought = column(page, 'B').getByRole('button', { name: /^Thought .*s .*tok$/ })
  await expect(thought).toHaveAttribute('aria-expanded', 'false', { timeout: 30_000 })
  await thought.click()
  await expect(column(page, 'B').locator('.thinking-text')).toBeVisible()
})

test('screen readers hear that a column finished, not every token', async ({ page }) => {
  await open(page)
  await column(page, 'A').getByRole('button', { name: 'Menu of column A' }).click()
  await page.getByRole('menuitem', { name: 'Run A' }).click()
  await expect(page.getByTestId('announcer')).toHaveText(/^A finished, [\d,]+ tokens/, { timeout: 30_000 })
})

test('Esc stops every run and keeps what came', async ({ page }) => {
  await open(page)
  await chooseModel(page, 'A', 'slow')
  await run(page).click()
  await expect(answer(page, 'A')).toHaveText(/\w{3,}/, { timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(column(page, 'A').locator('.column-status')).toContainText('stopped')
  await expect(answer(page, 'A')).toContainText('You stopped it here. What came is kept.')
  await expect(page.getByRole('button', { name: 'Stop all' })).toBeHidden()
  await expect(answer(page, 'A')).toHaveText(/\w{3,}/)
})

test('shortcuts run all, and run the focused column alone', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Model of column B' }).focus()
  await page.keyboard.press('Control+Shift+Enter')
  await finished(page, 'B')
  await expect(answer(page, 'A')).toContainText('A has not run yet.')
  await page.keyboard.press('Control+Enter')
  await finished(page, 'A')
})

test('tool calls are cards with the arguments the model wrote', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Let each model call a tool' }).click()
  await run(page).click()
  for (const letter of ['A', 'B']) {
    const card = column(page, letter).getByRole('group', { name: 'Call of get_weather' }).first()
    await expect(card).toContainText('"city"', { timeout: 30_000 })
    await expect(card).toContainText('waits for a result', { timeout: 30_000 })
  }
  await expect(column(page, 'A').locator('.column-status')).toContainText('call')
})

test('the text view shows the exact characters', { tag: '@thorough' }, async ({ page }) => {
  await page.route('**/v1/chat/completions', route =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: stream(
        '**bold** <b>not html</b> [x](javascript:alert(1)) [y](https://example.com/a) ![z](https://example.com/z.png)',
      ),
    }),
  )
  const requests: string[] = []
  page.on('request', request => requests.push(request.url()))
  await open(page)
  await run(page).click()
  await finished(page, 'A')
  const body = answer(page, 'A')
  await expect(body.locator('strong')).toHaveText('bold')
  await expect(body).toContainText('<b>not html</b>')
  await expect(body.locator('img, b')).toHaveCount(0)
  const link = body.getByRole('link', { name: 'y' })
  await expect(link).toHaveAttribute('rel', 'noreferrer noopener')
  await expect(body.locator('a[href^="javascript"]')).toHaveCount(0)
  await expect(body).toContainText('(example.com)')
  expect(requests.filter(url => url.includes('example.com'))).toEqual([])

  await column(page, 'A').getByRole('tab', { name: 'Text' }).click()
  await expect(body).toContainText('**bold** <b>not html</b>')
})

test('code is coloured by its language, and copied as it came', { tag: '@thorough' }, async ({ page, context }) => {
  const code = 'const answer: number = 6 * 7 // "why"\nconsole.log("<b>" + answer)'
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.route('**/v1/chat/completions', route =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: stream(`\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`nonsense\nconst x\n\`\`\``),
    }),
  )
  await open(page)
  await run(page).click()
  await finished(page, 'A')
  const blocks = answer(page, 'A').locator('pre code')
  await expect(blocks.first().locator('.hl-keyword')).toHaveText('const')
  await expect(blocks.first().locator('.hl-comment')).toHaveText('// "why"')
  await expect(blocks.first()).toHaveText(code)
  await expect(blocks.nth(1)).toHaveText('const x')
  await expect(blocks.nth(1).locator('[class^=hl-]')).toHaveCount(0)
  await answer(page, 'A').getByRole('button', { name: 'Copy the code' }).first().click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
})

function stream(text: string): string {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  return `${chunk({ role: 'assistant', content: text })}${chunk({}, 'stop')}data: [DONE]\n\n`
}

test('a refusal is said as one', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await chooseModel(page, 'A', 'refuses')
  await run(page).click()
  await finished(page, 'A')
  await expect(answer(page, 'A')).toContainText(/The model declined\.|A content filter of the provider ended the answer\./)
})
