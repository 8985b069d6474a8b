import { expect, test } from '@playwright/test'
import { answer, column, finished, messageTexts, open, ready, run } from './playground'

test('prompt, columns, settings and answers survive a reload', async ({ page }) => {
  await open(page)
  await page.getByRole('textbox', { name: 'Title of the prompt' }).fill('Kept')
  await page.getByRole('textbox', { name: 'User message 2' }).fill('What is a token?')
  await page.getByRole('button', { name: 'Menu of column C' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await run(page).click()
  for (const letter of ['A', 'B']) await finished(page, letter)
  await column(page, 'A').getByRole('tab', { name: 'Text' }).click()
  const before = await answer(page, 'A').innerText()
  await expect(page.getByText('saved', { exact: true })).toBeVisible()

  await page.reload()
  await ready(page)
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue('Kept')
  expect((await messageTexts(page)).at(-1)).toBe('What is a token?')
  await expect(column(page, 'C')).toHaveCount(0)
  await expect(column(page, 'A').getByRole('tab', { name: 'Text' })).toHaveAttribute('aria-selected', 'true')
  expect(await answer(page, 'A').innerText()).toBe(before)
  await expect(column(page, 'B').getByRole('note')).toContainText('not sent')
})

test('a theme chosen by hand is there from the first paint on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await open(page)
  await page.getByRole('button', { name: 'Dark theme' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  const html = await (await page.request.get('/')).text()
  expect(html).toContain('data-theme="dark"')
  await page.reload()
  await ready(page)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(11, 12, 15)')
  await page.getByRole('button', { name: 'Light theme' }).click()
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(246, 246, 248)')
})
