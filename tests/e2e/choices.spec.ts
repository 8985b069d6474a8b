import { expect, test } from '@playwright/test'
import { openChip } from './param-controls'
import { answer, column, finished, open, run } from './playground'

const CHUNK = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' }
const stream = (texts: string[]) => {
  const chunks = texts.map((content, index) => ({ index, delta: { role: 'assistant', content }, finish_reason: 'stop' }))
  return `${chunks.map(choice => `data: ${JSON.stringify({ ...CHUNK, choices: [choice] })}\n\n`).join('')}data: [DONE]\n\n`
}

test('n choices are pages of one column, with their spread: how each begins, its tokens, and which differs', async ({ page }) => {
  await open(page)
  const answers = ['It is the budget.', 'It is **the budget**!', 'it is the budget', 'It is the client.']
  await page.route('**/v1/chat/completions', route => route.fulfill({ contentType: 'text/event-stream', body: stream(answers) }))
  await run(page).click()
  await finished(page, 'A')
  const spread = column(page, 'A').getByRole('region', { name: 'Choices of A' })
  await expect(spread).toContainText('4 choices, 3 alike')
  const choices = spread.getByRole('button')
  await expect(choices).toHaveCount(4)
  await expect(choices.nth(3)).toContainText('It is the client.')
  await expect(choices.nth(3)).toContainText('differs')
  await expect(choices.nth(1)).not.toContainText('differs')

  await choices.nth(3).click()
  await expect(answer(page, 'A')).toContainText('It is the client.')
  await expect(column(page, 'A')).toContainText('4/4')
  await column(page, 'A').getByRole('button', { name: 'Previous choice' }).click()
  await expect(choices.nth(2)).toHaveAttribute('aria-pressed', 'true')

  // A run with fewer choices shows its first one.
  await page.unroute('**/v1/chat/completions')
  await page.route('**/v1/chat/completions', route =>
    route.fulfill({ contentType: 'text/event-stream', body: stream(['Only this.']) }),
  )
  await run(page).click()
  await expect(answer(page, 'A')).toContainText('Only this.')
  await expect(spread).toHaveCount(0)
})

test('each model gives as many choices as are asked for, by itself or one at a time', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const panel = await openChip(page, 'n')
  await panel.getByRole('textbox', { name: 'Choices' }).fill('3')
  await page.keyboard.press('Escape')
  await run(page).click()
  for (const letter of ['A', 'B']) {
    await finished(page, letter)
    await expect(
      column(page, letter)
        .getByRole('region', { name: `Choices of ${letter}` })
        .getByRole('button'),
    ).toHaveCount(3)
  }
  await column(page, 'B').getByRole('button', { name: 'Next choice' }).click()
  await expect(answer(page, 'B').getByRole('button', { name: /^Thought/ })).toContainText(/tok/)
})
