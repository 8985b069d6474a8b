import { expect, test } from '@playwright/test'
import { startServer } from '../support/server'
import { answer, column, finished, open, ready, run, watchTrouble } from './playground'

test.describe.configure({ timeout: 60_000 })

test('by keyboard alone: write, run, read, open the receipt, compare with one more column', async ({ page }) => {
  await open(page)
  // The first Tab leads into the page, and what has the focus is seen.
  await page.keyboard.press('Tab')
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
  expect(outline).toBe('solid')

  const area = page.getByRole('textbox', { name: 'User message 2' })
  for (let presses = 0; presses < 40 && !(await area.evaluate(element => element === document.activeElement)); presses++)
    await page.keyboard.press('Tab')
  await expect(area).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('What is a seed?')
  await page.keyboard.press('Control+Enter')
  await finished(page, 'A')

  await page.keyboard.press('Control+2')
  await expect(column(page, 'B')).toBeFocused()
  await page.keyboard.press('Control+j')
  await expect(page.getByRole('tabpanel', { name: 'Receipt of column B' })).toBeVisible()
  await expect(page.getByRole('row', { name: /seed/ })).toContainText('not sent')

  await page.keyboard.press('Control+d')
  await expect(page.getByRole('button', { name: /^Model of column D/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await page.keyboard.type('run column d')
  await page.keyboard.press('Enter')
  await finished(page, 'D')

  await page.keyboard.press('Control+\\')
  await expect(area).toBeHidden()
  await page.keyboard.press('Control+\\')
  await area.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByRole('textbox', { name: 'User message 1' })).toBeFocused()
})

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('begin with a starter, run, turn the pages, add a model by the palette, stop', async ({ page }) => {
    await open(page)
    await expect(page.getByText('a receipt says what was kept, moved, changed or dropped')).toBeVisible()
    await page.getByRole('button', { name: 'Watch a failure, and two ways out' }).tap()
    await page.getByRole('button', { name: 'Run 3' }).tap()
    await expect(page.getByRole('button', { name: 'Column A, failed' })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('button', { name: 'Column B, finished' })).toBeVisible({ timeout: 30_000 })
    await expect(answer(page, 'A').getByRole('alert')).toBeInViewport()
    await page.getByRole('button', { name: 'Next column' }).tap()
    await expect(column(page, 'B').getByText('Sent 2 times: 503 first.')).toBeInViewport()

    await page.getByRole('button', { name: 'Search or run a command' }).tap()
    await page.getByPlaceholder('Search or run a command').fill('new column sandbox/slow')
    await page.getByRole('option', { name: 'sandbox/slow' }).tap()
    await expect(page.getByText('4/4')).toBeVisible()
    await answer(page, 'D').getByRole('button', { name: 'Run D' }).tap()
    await page.getByRole('button', { name: 'Stop all' }).tap()
    await expect(page.getByRole('button', { name: 'Column D, stopped' })).toBeVisible()
  })
})

for (const starter of [
  { name: 'Show each model the same picture', letters: ['A', 'B', 'C'], says: /image|picture/i },
  { name: 'See where a model hesitates', letters: ['A', 'B'], says: /\w/ },
  { name: 'One schema, two dialects', letters: ['A', 'B'], says: /known_for/ },
])
  test(`the starter “${starter.name}” runs without a key`, { tag: '@thorough' }, async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: starter.name }).click()
    await run(page).click()
    for (const letter of starter.letters) {
      await finished(page, letter)
      await expect(answer(page, letter)).toHaveText(starter.says)
    }
  })

test('without a gateway the page says so, Run says why, and both come back by themselves', async ({ page, context }) => {
  await open(page)
  await context.setOffline(true)
  const strip = page.getByRole('region', { name: 'Connection' })
  await expect(strip).toContainText('You are offline.')
  await expect(run(page)).toBeDisabled()
  await expect(run(page)).toHaveAttribute('data-tip', 'The gateway cannot be reached.')
  await expect(page.getByTestId('announcer')).toHaveText('The gateway cannot be reached')
  await page.getByRole('textbox', { name: 'User message 2' }).fill('Typed while away')
  await context.setOffline(false)
  await expect(strip).toBeHidden()
  await run(page).click()
  await finished(page, 'A')
})

test('an address that leads nowhere leads back', { tag: '@thorough' }, async ({ page }) => {
  const trouble = watchTrouble(page)
  const response = await page.goto('/nowhere')
  expect(response!.status()).toBe(404)
  await expect(page).toHaveTitle('Nothing is here · Refract')
  await page.getByRole('link', { name: 'Open the playground' }).click()
  await ready(page)
  expect(trouble).toEqual([])
})

test('the page has a name, an icon, a manifest, a picture for links, and the browser’s bar in its colour', {
  tag: '@thorough',
}, async ({ page, request, baseURL }) => {
  await open(page)
  await expect(page).toHaveTitle('Refract: one prompt, every dialect')
  const content = (selector: string) => page.locator(selector).first().getAttribute('content')
  const picture = await content('meta[property="og:image"]')
  expect(picture).toMatch(new RegExp(`^${baseURL}/opengraph-image`))
  const answer = await request.get(picture!)
  expect(answer.headers()['content-type']).toBe('image/png')
  expect((await answer.body()).length).toBeLessThan(150_000)
  const manifest = await (await request.get((await page.locator('link[rel="manifest"]').getAttribute('href'))!)).json()
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200)
  await page.getByRole('button', { name: 'Dark theme' }).click()
  for (const bar of await page.locator('meta[name="theme-color"]').all()) await expect(bar).toHaveAttribute('content', '#0b0c0f')
  await page.reload()
  for (const bar of await page.locator('meta[name="theme-color"]').all()) await expect(bar).toHaveAttribute('content', '#0b0c0f')
})

test('on paper everything is there, whole', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await run(page).click()
  for (const letter of ['A', 'B', 'C']) await finished(page, letter)
  await page.emulateMedia({ media: 'print' })
  const lost = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.shell, .main, .columns, .column-body')]
      .filter(element => getComputedStyle(element).overflowY !== 'visible')
      .map(element => element.className),
  )
  expect(lost).toEqual([])
  await expect(run(page)).toBeHidden()
})

test('a deployment with an access token asks for it where it is missing, and its field is one press away', async ({ page }) => {
  test.setTimeout(120_000)
  await using server = await startServer({ env: { ACCESS_TOKEN: 'open-sesame', ANTHROPIC_API_KEY: 'sk-server' } })
  await page.goto(server.url)
  await ready(page)
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('combobox', { name: 'Search models' }).fill('anthropic/claude-z')
  await page.keyboard.press('Enter')
  await run(page).click()
  const card = column(page, 'A').getByRole('alert')
  await expect(card).toContainText('This deployment asks for its access token')
  await card.getByRole('button', { name: 'Enter the access token' }).click()
  const field = page.getByRole('dialog', { name: 'Keys' }).getByRole('textbox', { name: 'Access token' })
  await expect(field).toBeFocused()
  await field.fill('open-sesame')
  await page.keyboard.press('Enter')
  const [request] = await Promise.all([
    page.waitForRequest(request => request.url().endsWith('/v1/chat/completions')),
    card.getByRole('button', { name: 'Run A again' }).click(),
  ])
  expect(request.headers()['x-portkey-api-key']).toBe('open-sesame')
})
