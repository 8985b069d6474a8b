import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { answer, chooseModel, column, finished, LOOKS, open, watchTrouble } from './playground'

// Axe looks at every state of the page; on a busy machine each look takes seconds.
test.describe.configure({ timeout: 180_000 })

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing, nothing scrolls sideways, and the policy is kept, from the empty page to the receipt', async ({
      page,
    }) => {
      const trouble = watchTrouble(page)
      await open(page)
      await expect(column(page, 'B').locator('.badge').first()).toBeAttached()
      await expectAccessible(page)
      await startAll(page, phone)
      await expect(answer(page, 'A')).toHaveText(/\w+/)
      await expectAccessible(page)
      for (const letter of ['A', 'B', 'C']) await ended(page, letter)
      await expectAccessible(page)
      if (phone) await tab(page, 'Inspect')
      else await page.keyboard.press('Control+j')
      await expect(page.getByRole('table')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('tab', { name: 'Request diff' }).click()
      await expect(page.getByRole('region', { name: 'Body as sent' })).toBeVisible()
      await expectAccessible(page)
      expect(trouble).toEqual([])
    })

    test('axe finds nothing in the tools, their calls, results and steps', async ({ page }) => {
      const trouble = watchTrouble(page)
      await open(page)
      await checkTools(page, phone)
      expect(trouble).toEqual([])
    })

    test('axe finds nothing in errors, dialogs and popovers', async ({ page }) => {
      const trouble = watchTrouble(page)
      await open(page)
      await page.getByRole('button', { name: /^Thinking/ }).click()
      await page.getByRole('radio', { name: 'Budget' }).click()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page
        .getByRole('region', { name: 'Prompt', exact: true })
        .getByRole('button', { name: /^More( seed|$)/ })
        .click()
      await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      if (phone) await tab(page, 'Results')
      await page.getByRole('button', { name: 'Settings of column A' }).click()
      await expect(page.locator('.popover')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Model of column A' }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Your own host…' }).click()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await chooseModel(page, 'A', 'claude')
      if (phone) await tab(page, 'Prompt')
      await startAll(page, phone)
      await expect(column(page, 'A').getByRole('alert')).toBeAttached()
      await expectAccessible(page)
      await column(page, 'A').getByRole('button', { name: 'Open the keys' }).click()
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      if (!phone) {
        await page.getByRole('button', { name: 'Shortcuts' }).click()
        await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
        await expectAccessible(page)
      }
      expect(trouble).toEqual([])
    })
  })
}

async function checkTools(page: Page, phone: boolean) {
  const dialog = page.getByRole('dialog', { name: 'Tools' })
  await page.getByRole('button', { name: /^Tools/ }).click()
  await dialog.getByRole('button', { name: /^Empty tool/ }).click()
  await dialog.getByRole('button', { name: 'Add a tool' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: /^create_event/ }).click()
  await expect(dialog.getByRole('textbox', { name: 'Mocked result of create_event' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Duplicate create_event' }).click()
  await dialog.getByRole('radio', { name: 'JSON' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: /^Delete/ }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('textbox', { name: 'User message 2' }).fill('Put an event for Ada into the calendar.')
  await startAll(page, phone)
  const next = answer(page, 'A').getByRole('button', { name: 'Continue A', exact: true })
  await expect(next).toBeEnabled({ timeout: 30_000 })
  await expectAccessible(page)
  await answer(page, 'A').getByRole('radio', { name: 'Type' }).first().click()
  await answer(page, 'A').getByRole('textbox').first().fill('{"created"')
  await expectAccessible(page)
  await next.click()
  await expect(answer(page, 'A').getByRole('list', { name: 'Earlier steps of A' })).toBeVisible()
  await ended(page, 'A')
  await expectAccessible(page)
}

async function startAll(page: Page, phone: boolean) {
  if (phone) return page.getByRole('button', { name: 'Run 3' }).click()
  await page.keyboard.press('Control+Enter')
}

/** On a phone the others wait off screen. */
async function ended(page: Page, letter: string) {
  if (await column(page, letter).isVisible()) await finished(page, letter)
}

async function tab(page: Page, name: string) {
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name }).click()
}
