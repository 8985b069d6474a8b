import { expect, type Request, test } from '@playwright/test'
import { chooseModel, column, open, run } from './playground'

test('columns are added up to six, duplicated with their settings, removed and brought back', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Menu of column B' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(column(page, 'D')).toContainText('think')
  for (const letter of ['E', 'F']) {
    await page.getByRole('button', { name: 'Add a column' }).click()
    await expect(column(page, letter)).toBeVisible()
  }
  await expect(page.getByRole('button', { name: 'Six columns are the most.' })).toBeDisabled()

  await page.getByRole('button', { name: 'Menu of column D' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(column(page, 'D')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(column(page, 'D')).toContainText('think')
})

test('the model picker searches, walks by keyboard, groups by provider, and takes a name it does not list', async ({ page }) => {
  await open(page)
  const trigger = page.getByRole('button', { name: 'Model of column A' })
  await trigger.focus()
  await page.keyboard.press('Enter')
  const search = page.getByRole('combobox', { name: 'Search models' })
  await expect(search).toBeFocused()
  await expect(page.getByText('Built-in, no key needed')).toBeVisible()
  await expect(page.getByText('Anthropic', { exact: true })).toBeVisible()
  await search.fill('flaky')
  await page.keyboard.press('Enter')
  await expect(trigger).toHaveAccessibleName('Model of column A: sandbox/flaky')
  await expect(trigger).toBeFocused()

  await trigger.click()
  await search.fill('openai/a-model-of-tomorrow')
  await page.keyboard.press('Enter')
  await expect(trigger).toHaveAccessibleName('Model of column A: openai/a-model-of-tomorrow')
})

test('a setting shown in the page appears in the body that goes out, for the prompt and for one column', async ({ page }) => {
  await open(page)
  const bodies = await bodiesOf(page, async () => {
    await page.getByRole('button', { name: /^Sampling/ }).click()
    await page.getByRole('textbox', { name: 'Temperature' }).fill('0.35')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Max tokens/ }).click()
    await page.getByRole('textbox', { name: 'Max tokens' }).fill('77')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Thinking/ }).click()
    await page.getByRole('radio', { name: 'Effort', exact: true }).click()
    await page.getByRole('radio', { name: 'low', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Settings of column A' }).click()
    const dialog = page.getByRole('dialog', { name: 'Settings of column A' })
    await dialog.getByRole('button', { name: /^Sampling/ }).click()
    await dialog.getByRole('textbox', { name: 'Temperature' }).fill('1.2')
    await page.keyboard.press('Escape')
    await expect(column(page, 'A')).toContainText('1.2')
    await run(page).click()
  })
  expect(bodies).toHaveLength(3)
  expect(bodies[0]).toMatchObject({ temperature: 1.2, max_tokens: 77, reasoning_effort: 'low', seed: 7 })
  expect(bodies[2]).toMatchObject({ temperature: 0.35, max_tokens: 77, reasoning_effort: 'low' })
})

test('a host of one’s own gets its address, model and key, and nobody else does', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('button', { name: 'Your own host…' }).click()
  await page.getByRole('textbox', { name: 'Base URL' }).fill('localhost:1234')
  await expect(page.getByText('An address begins with http:// or https://.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Base URL' }).fill('https://models.example/v1')
  await page.getByRole('textbox', { name: 'Model' }).fill('qwen3:8b')
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('test-key')
  await page.getByRole('button', { name: 'Use this host' }).click()
  await expect(page.getByRole('button', { name: 'Model of column A: models.example/qwen3:8b' })).toBeVisible()

  const sent: Request[] = []
  await page.route('**/v1/chat/completions', route => {
    sent.push(route.request())
    return route.fulfill({
      status: 503,
      contentType: 'application/json',
      body: JSON.stringify({ error: { message: 'not now', type: 'overloaded_error', param: null, code: null } }),
    })
  })
  await run(page).click()
  await expect.poll(() => sent.length).toBe(3)
  const headers = sent.map(request => request.headers())
  expect(headers[0]).toMatchObject({
    'x-portkey-provider': 'custom',
    'x-portkey-custom-host': 'https://models.example/v1',
    authorization: 'Bearer test-key',
  })
  expect(headers.slice(1).some(header => header.authorization)).toBe(false)
})

test('a column can be told not to send what the prompt says', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await chooseModel(page, 'A', 'openai')
  const bodies = await bodiesOf(page, async () => {
    await page.getByRole('button', { name: 'Settings of column A' }).click()
    const dialog = page.getByRole('dialog', { name: 'Settings of column A' })
    await dialog.getByRole('button', { name: /^Sampling/ }).click()
    const control = dialog.locator('.control', { hasText: 'Temperature' })
    await control.getByRole('button', { name: 'Do not send here' }).click()
    await page.keyboard.press('Escape')
    await run(page).click()
  })
  expect(bodies[0]).not.toHaveProperty('temperature')
  expect(bodies[1]).toMatchObject({ temperature: 0.7 })
})

/** The bodies of the chat requests that go out while something is done, in the order of the columns. */
async function bodiesOf(page: import('@playwright/test').Page, act: () => Promise<void>): Promise<Record<string, unknown>[]> {
  const bodies: Record<string, unknown>[] = []
  page.on('request', request => {
    if (request.url().endsWith('/v1/chat/completions')) bodies.push(request.postDataJSON())
  })
  await act()
  await expect.poll(() => bodies.length).toBe(3)
  return bodies
}
