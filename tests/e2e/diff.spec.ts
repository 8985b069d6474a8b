import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { answer, column, finished, LOOKS, open, run, saved, watchTrouble } from './playground'

const ONE = 'Most likely the retry budget, not the client.\n\nAt 14:02 the budget rose from 3 to 8 attempts per call.'
const OTHER = 'Most likely the retry budget, and I am fairly sure.\n\nAt 14:02 it rose from 3 to 8  tries per call.'

test('an answer is read against the pinned one, word by word, from where they part', async ({ page }) => {
  const trouble = watchTrouble(page)
  await answered(page, { openai: ONE, anthropic: OTHER })
  await column(page, 'B').getByRole('tab', { name: 'Diff' }).click()
  const none = answer(page, 'B').getByRole('region', { name: 'Nothing is pinned' })
  await none.getByRole('button', { name: 'Read against A' }).click()

  const body = answer(page, 'B')
  await expect(body).toContainText('same for 5 words')
  await expect(body.locator('del').first()).toHaveText('not the client')
  await expect(body.locator('ins').first()).toHaveText('and I am fairly sure')
  await expect(body).toContainText(/\+\d+ −\d+ words/)
  // White space alone is a difference too, and seen.
  await expect(body.locator('ins .white-space')).not.toHaveCount(0)

  await expect(column(page, 'A').getByRole('button', { name: /^Pin A/ })).toHaveAttribute('aria-pressed', 'true')
  await column(page, 'A').getByRole('tab', { name: 'Diff' }).click()
  await expect(answer(page, 'A')).toContainText('the others are read against A')

  await saved(page)
  await page.reload()
  await expect(body.locator('del').first()).toHaveText('not the client')
  await column(page, 'A')
    .getByRole('button', { name: /^Pin A/ })
    .click()
  await expect(none).toBeVisible()
  expect(trouble).toEqual([])
})

test('by keyboard from one difference to the next and back', { tag: '@thorough' }, async ({ page }) => {
  await compared(page)
  const body = answer(page, 'B')
  await body.focus()
  await page.keyboard.press('n')
  await expect(body.locator('[data-current]')).toHaveText('not the client')
  await expect(body).toContainText(/1 of \d/)
  await page.keyboard.press('n')
  await expect(body).toContainText(/2 of \d/)
  await page.keyboard.press('p')
  await expect(body.locator('[data-current]')).toHaveText('not the client')
  await body.getByRole('button', { name: 'Previous difference' }).press('Enter')
  await expect(body.locator('[data-current]')).toBeInViewport()
})

test('two JSON answers are compared by path', { tag: '@thorough' }, async ({ page }) => {
  await answered(page, { openai: '{"city":"Rome","days":[1,2]}', anthropic: '{"days":[1,3],"city":"Rome","more":true}' })
  await column(page, 'A')
    .getByRole('button', { name: /^Pin A/ })
    .click()
  await column(page, 'B').getByRole('tab', { name: 'Diff' }).click()
  const paths = answer(page, 'B').getByRole('region', { name: 'Answer, by path' })
  await expect(paths.getByRole('term')).toHaveText(['days[1]', 'more'])
  await answer(page, 'B').getByRole('radio', { name: 'Words' }).click()
  await expect(paths).toHaveCount(0)
})

test('a long answer is compared in a worker, and the page goes on meanwhile', { tag: '@thorough' }, async ({ page }) => {
  test.setTimeout(120_000)
  const words = (seed: number) =>
    Array.from({ length: 20_000 }, (_, index) => `w${(index * seed) % 977}${index % 30 === 29 ? '.\n' : ''}`).join(' ')
  await answered(page, { openai: words(7), anthropic: words(11) })
  await column(page, 'A')
    .getByRole('button', { name: /^Pin A/ })
    .click()
  await column(page, 'B').getByRole('tab', { name: 'Diff' }).click()
  const body = answer(page, 'B')
  // The page goes on while the worker compares.
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await expect(page.getByRole('combobox', { name: 'Search models' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(body.locator('ins').first()).toBeAttached({ timeout: 60_000 })
  await expect(body).toContainText(/\+[\d,]+ −[\d,]+ words/)
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing, and nothing scrolls sideways', async ({ page }) => {
      test.setTimeout(90_000)
      await compared(page, phone)
      await expectAccessible(page)
    })
  })
}

async function compared(page: Page, phone = false) {
  await answered(page, { openai: ONE, anthropic: OTHER }, phone)
  await column(page, 'A')
    .getByRole('button', { name: /^Pin A/ })
    .click()
  await column(page, 'B').getByRole('tab', { name: 'Diff' }).click()
  await expect(answer(page, 'B').locator('ins').first()).toBeAttached()
}

/** Each model answers with its own text. */
async function answered(page: Page, texts: Record<string, string>, phone = false) {
  await page.route('**/v1/chat/completions', route => {
    const { model } = route.request().postDataJSON() as { model: string }
    const chunk = (delta: object, finish: string | null = null) =>
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
    const body = `${chunk({ role: 'assistant', content: texts[model] ?? 'Something else.' })}${chunk({}, 'stop')}data: [DONE]\n\n`
    return route.fulfill({ contentType: 'text/event-stream', body })
  })
  await open(page)
  if (phone) await page.getByRole('button', { name: 'Run 3' }).click()
  else await run(page).click()
  for (const letter of ['A', 'B']) await finished(page, letter)
}
