import { expect, test } from '@playwright/test'
import { column, finished, open, run } from './playground'

test('before anything is opened or run, a column says why it gets something else', async ({ page }) => {
  await open(page)
  const b = column(page, 'B')
  await expect(b.getByRole('button', { name: '2 dropped' })).toBeVisible()
  await expect(b.getByRole('note')).toContainText('temperature not sent.')
  await expect(b.getByRole('note')).toContainText('seed not sent.')
  await expect(column(page, 'A').getByRole('note')).toContainText('Sent just as it is written.')
  await expect(page.getByRole('region', { name: 'Prompt', exact: true })).toContainText('temperature, seed not sent to')
})

test('the receipt stands before the run and after it, and can be filtered', async ({ page }) => {
  await open(page)
  await column(page, 'B').getByRole('button', { name: '2 dropped' }).click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toContainText('Nothing has been sent yet: this is what would be.')
  const row = inspector.getByRole('row', { name: /temperature/ })
  await expect(row).toContainText('0.7')
  await expect(row).toContainText('not sent')
  await expect(row).toContainText('dropped')

  await inspector.getByRole('radio', { name: /Dropped/ }).click()
  await expect(inspector.locator('tbody tr')).toHaveCount(2)
  await inspector.getByRole('radio', { name: /All/ }).click()

  await run(page).click()
  await finished(page, 'B')
  await expect(inspector.getByRole('radio', { name: 'After' })).toBeChecked()
  await expect(inspector.getByRole('row', { name: /max_tokens/ })).toContainText('changed')

  await inspector.getByRole('tab', { name: 'Column C' }).click()
  await finished(page, 'C')
  const attempts = inspector.getByRole('region', { name: '2 attempts' })
  await expect(attempts.getByRole('button').first()).toContainText('503')
  await expect(attempts.getByRole('button').last()).toContainText('200')
})

test('the parameters of the story about what gets lost arrive in the page as the gateway says', { tag: '@thorough' }, async ({
  page,
}) => {
  await open(page)
  await page.getByRole('button', { name: 'See what gets lost on the way' }).click()
  await column(page, 'B')
    .getByRole('button', { name: /dropped/ })
    .click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  const said = (param: RegExp) => inspector.getByRole('row', { name: param })
  await expect(said(/^temperature/)).toContainText('changed')
  await expect(said(/^temperature/)).toContainText('temperature: 1')
  await expect(said(/^seed/)).toContainText('dropped')
  await expect(said(/^top_k/)).toContainText('kept')
})

test('the request diff shows both bodies, joins them, and copies what was sent', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page)
  await page.keyboard.press('Control+2')
  await page.keyboard.press('Control+j')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Request diff' }).click()
  await expect(inspector.getByRole('region', { name: 'Body as asked' })).toContainText('"temperature": 0.7')
  await expect(inspector.getByRole('region', { name: 'Body as sent' })).toContainText('"system"')
  await expect(inspector.getByRole('region', { name: 'Body as sent' })).not.toContainText('temperature')
  expect(await inspector.locator('.ribbons path').count()).toBeGreaterThan(2)
  await inspector.getByRole('button', { name: 'Copy the body as sent' }).click()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied).toMatchObject({ model: 'anthropic', thinking: { type: 'enabled', budget_tokens: 1024 } })
  expect(copied).not.toHaveProperty('temperature')
  await page.keyboard.press('Control+j')
  await expect(inspector).toBeHidden()
})

test('what a model cannot honour can be taken out of its column', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const pane = page.getByRole('region', { name: 'Prompt', exact: true })
  await pane.getByRole('button', { name: 'remove', exact: true }).click()
  await expect(column(page, 'B').getByRole('button', { name: /dropped/ })).toHaveCount(0)
  await expect(column(page, 'B')).toContainText('not sent')
  await expect(column(page, 'A').getByRole('note')).toContainText('Sent just as it is written.')
})
