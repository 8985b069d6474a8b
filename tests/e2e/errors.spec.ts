import { expect, test } from '@playwright/test'
import { answer, chooseModel, column, finished, open, run } from './playground'

test('a missing key says so in its column, leads to the keys, and the others go on', async ({ page }) => {
  await open(page)
  await chooseModel(page, 'A', 'claude')
  await run(page).click()
  const card = column(page, 'A').getByRole('alert')
  await expect(card).toContainText('A key is missing or wrong for Anthropic')
  await expect(column(page, 'A').locator('.column-status')).toContainText('401')
  await finished(page, 'B')

  await card.getByRole('button', { name: 'Open the keys' }).click()
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await expect(dialog.getByRole('textbox', { name: 'Anthropic' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Anthropic' }).fill('test-key')
  await expect(dialog.getByRole('checkbox', { name: /Remember on this device/ })).not.toBeChecked()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  // The key goes out with the next run, and only for its provider.
  const [request] = await Promise.all([
    page.waitForRequest(request => request.url().endsWith('/v1/chat/completions')),
    column(page, 'A').getByRole('button', { name: 'Run A again' }).first().click(),
  ])
  expect(request.headers().authorization).toBe('Bearer test-key')
})

test('keys are gone after a reload, unless they are to be remembered', async ({ page }) => {
  await open(page)
  const openKeys = async () => {
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Keys' }).click()
    return page.getByRole('dialog', { name: 'Keys' })
  }
  let dialog = await openKeys()
  await dialog.getByRole('textbox', { name: 'OpenAI' }).fill('test-key')
  await dialog.getByRole('textbox', { name: 'Access token' }).fill('test-token')
  await page.keyboard.press('Escape')
  await page.reload()
  dialog = await openKeys()
  await expect(dialog.getByRole('textbox', { name: 'OpenAI' })).toHaveValue('')

  await dialog.getByRole('textbox', { name: 'OpenAI' }).fill('test-key')
  await dialog.getByRole('checkbox', { name: /Remember on this device/ }).check()
  await page.keyboard.press('Escape')
  await page.reload()
  dialog = await openKeys()
  await expect(dialog.getByRole('textbox', { name: 'OpenAI' })).toHaveValue('test-key')
  await dialog.getByRole('button', { name: 'Forget all keys' }).click()
  await page.reload()
  dialog = await openKeys()
  await expect(dialog.getByRole('textbox', { name: 'OpenAI' })).toHaveValue('')
})

test('an answer that breaks off keeps its text and does not look finished', async ({ page }) => {
  await open(page)
  await chooseModel(page, 'A', 'cut')
  await run(page).click()
  await expect(column(page, 'A').locator('.column-status.error, .column-status.truncated')).toBeVisible({ timeout: 30_000 })
  await expect(answer(page, 'A').locator('.markdown')).toHaveText(/\w{3,}/)
})

test('a rate limit says what to do next', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await chooseModel(page, 'A', 'rate-limited')
  await run(page).click()
  const card = column(page, 'A').getByRole('alert')
  await expect(card).toContainText('Rate limited', { timeout: 30_000 })
  await card.getByRole('button', { name: 'Other model' }).click()
  await expect(page.getByRole('combobox', { name: 'Search models' })).toBeFocused()
})

test('without the gateway the page says so and keeps working', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.route('**/v1/**', route => route.abort())
  await run(page).click()
  await expect(column(page, 'A').getByRole('alert')).toContainText('The gateway could not be reached')
  await page.unroute('**/v1/**')
  await column(page, 'A').getByRole('alert').getByRole('button', { name: 'Run A again' }).click()
  await finished(page, 'A')
})

test('a retried run says how often it was sent', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await run(page).click()
  await finished(page, 'C')
  await expect(column(page, 'C')).toContainText('Sent 2 times: 503 first.')
})
