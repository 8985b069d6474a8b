import { expect, type Page, test } from '@playwright/test'
import { open, watchTrouble, writeCode } from './playground'

const FIELD = 'Schema as JSON'

// The editor and the view load when they are first wanted; on a busy machine that takes seconds.
test.describe.configure({ timeout: 90_000 })

test('a wrong place is named by line and column, and pressing it goes there', async ({ page }) => {
  const trouble = watchTrouble(page)
  const field = await openText(page)
  await replaceAll(page, '{\n  "type": object\n}')
  const problem = page.getByRole('button', { name: '2:11 Expected a value.' })
  await expect(problem).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await problem.click()
  await expect(field).toBeFocused()
  await page.keyboard.type('7, "x": ')
  await expect(problem).toHaveCount(0)
  expect(trouble).toEqual([])
})

test('Tab leaves the field, until Ctrl M lets it indent', { tag: '@thorough' }, async ({ page }) => {
  const field = await openText(page)
  await field.click()
  await page.keyboard.press('Tab')
  await expect(field).not.toBeFocused()
  await field.click()
  await page.keyboard.press('Control+m')
  const before = await textOf(page)
  await page.keyboard.press('Tab')
  await expect(field).toBeFocused()
  expect(await textOf(page)).not.toBe(before)
})

test('each field can be undone, and what is typed arrives as it stands', { tag: '@thorough' }, async ({ page }) => {
  await openText(page)
  const before = await textOf(page)
  await replaceAll(page, '{}')
  await expect.poll(() => textOf(page)).toBe('{}')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => textOf(page)).toBe(before)
})

test('what is typed before the editor has loaded is kept, with the focus', { tag: '@thorough' }, async ({ page }) => {
  await openPanel(page)
  let letGo = () => {}
  const loading = new Promise<void>(resolve => {
    letGo = resolve
  })
  await page.route('**/_next/static/**', route => loading.then(() => route.continue()))
  await page.getByRole('radio', { name: 'Text' }).click()
  const area = page.locator(`textarea[aria-label="${FIELD}"]`)
  await area.fill('{ "a": 1')
  await page.keyboard.type(', "b": 2 }')
  letGo()
  const field = page.locator('.cm-content')
  await expect(field).toBeVisible()
  await expect(area).toHaveCount(0)
  expect(await textOf(page)).toBe('{ "a": 1, "b": 2 }')
  await expect(field).toBeFocused()
  await page.keyboard.type(' ')
  expect(await textOf(page)).toBe('{ "a": 1, "b": 2 } ')
})

async function openPanel(page: Page) {
  await open(page)
  await page.getByRole('button', { name: 'One schema, two dialects' }).click()
  await page.getByRole('button', { name: /^Schema/ }).click()
  await expect(page.getByRole('radio', { name: 'Text' })).toBeVisible()
}

async function openText(page: Page) {
  await openPanel(page)
  await page.getByRole('radio', { name: 'Text' }).click()
  const field = page.locator('.cm-content')
  await expect(field).toBeVisible()
  await expect(page.getByRole('textbox', { name: FIELD })).toHaveCount(1)
  return field
}

async function replaceAll(page: Page, text: string) {
  await writeCode(page.locator('.cm-content'), text)
}

function textOf(page: Page) {
  return page.locator('.cm-content .cm-line').evaluateAll(lines => lines.map(line => line.textContent).join('\n'))
}
