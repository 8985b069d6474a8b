import { expect, type Page, test } from '@playwright/test'
import { answer, column, finished, open, run } from './playground'

test.describe.configure({ timeout: 60_000 })

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' })

async function call(page: Page, search: string, name: string | RegExp) {
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type(search)
  // Enter takes the one that is marked, which on a busy machine is for a moment still the one before.
  await expect(palette(page).getByRole('option', { name, selected: true }).first()).toBeVisible()
}

test('the palette runs, and by keys alone', async ({ page }) => {
  await open(page)
  await call(page, 'run all', 'Run all columns')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeHidden()
  await finished(page, 'A')
})

test('the palette finds models: one takes a column’s place, one gets a column of its own', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Search or run a command' }).click()
  await expect(palette(page)).toBeVisible()
  await expect(palette(page).getByRole('option', { name: /claude/ })).toHaveCount(0)
  await page.keyboard.type('sandbox/slow')
  await palette(page).getByRole('group', { name: 'Use in column A' }).getByRole('option').first().click()
  await expect(page.getByRole('button', { name: 'Model of column A: sandbox/slow' })).toBeVisible()
  await call(page, 'new column rate-limited', 'sandbox/rate-limited')
  await page.keyboard.press('Enter')
  await expect(column(page, 'D')).toBeFocused()
  await expect(page.getByRole('button', { name: 'Model of column D: sandbox/rate-limited' })).toBeVisible()
})

test('the palette leads to starters, views, inspector tabs, editors, messages, dialogs and themes', { tag: '@thorough' }, async ({
  page,
}) => {
  await open(page)
  await call(page, 'hesitates', 'See where a model hesitates')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue('See where a model hesitates')
  await run(page).click()
  await finished(page, 'A')
  await call(page, 'show tokens', /Show A as Tokens/)
  await page.keyboard.press('Enter')
  await expect(column(page, 'A').getByRole('tab', { name: 'Tokens' })).toHaveAttribute('aria-selected', 'true')
  await call(page, 'timing', /Inspect A: Timing/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Timing' })).toHaveAttribute('aria-selected', 'true')
  await call(page, 'set thinking', 'Set thinking')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Thinking' })).toBeVisible()
  await page.keyboard.press('Escape')
  await call(page, 'message assistant', 'Add a message: assistant')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Assistant message 2' })).toBeFocused()
  await call(page, 'keys token', 'Keys and access token')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await call(page, 'dark', 'Dark theme')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('what cannot be done is not offered, and the focus goes back where it was', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const area = page.getByRole('textbox', { name: 'User message 2' })
  await area.focus()
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('combobox')).toBeFocused()
  await expect(palette(page).getByRole('option', { name: 'Stop all runs' })).toHaveCount(0)
  await page.keyboard.type('no such thing')
  await expect(palette(page)).toContainText('Nothing is called that.')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeHidden()
  await expect(area).toBeFocused()
})

test('the list of shortcuts says what the keys do', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.locator('body').press('?')
  const list = page.getByRole('dialog', { name: 'Shortcuts' })
  for (const name of ['Run all columns', 'Stop all runs', 'Search or run a command', 'Go to a column', 'Move it up or down'])
    await expect(list.getByText(name)).toBeVisible()
})

test('Esc stops a run only where it closes nothing', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Search or run a command' }).click()
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type('use slow')
  await palette(page).getByRole('option', { name: 'sandbox/slow' }).first().click()
  await run(page).click()
  await expect(answer(page, 'A')).toHaveText(/\w{3,}/, { timeout: 20_000 })
  for (const openIt of [
    () => page.keyboard.press('Control+k'),
    () =>
      page
        .getByRole('button', { name: /^Thinking( |$)/ })
        .first()
        .click(),
    () => page.getByRole('button', { name: 'Menu of column B' }).click(),
  ]) {
    await openIt()
    await expect(page.locator('[role="dialog"], [role="menu"]')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.locator('[role="dialog"], [role="menu"]')).toHaveCount(0)
    await expect(column(page, 'A').locator('.column-status')).not.toContainText('stopped')
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Stop all' })).toBeHidden()
})
