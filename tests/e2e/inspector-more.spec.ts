import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { column, finished, LOOKS, open, run } from './playground'

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const panel = (page: Page, name: string) => inspector(page).getByRole('tab', { name, exact: true }).click()

test('the panels stand in their order, and Timing asks for a run', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.keyboard.press('Control+j')
  const tabs = inspector(page).getByRole('tablist', { name: 'Inspect', exact: true }).getByRole('tab')
  await expect(tabs).toHaveText([/^Receipt/, /^Request diff/, /^Frames/, /^Timing/, /^Trace/, /^Code/])
  await panel(page, 'Timing')
  await expect(inspector(page)).toContainText('Nothing has run yet.')
})

test('Timing has a lane for every sending: two of the column that failed first', async ({ page }) => {
  await open(page)
  await page.keyboard.press('Control+j')
  await panel(page, 'Timing')
  await run(page).click()
  for (const letter of ['A', 'B', 'C']) await finished(page, letter)

  const lanes = inspector(page).locator('.timing tbody tr')
  await expect(lanes).toHaveCount(4)
  const ofC = inspector(page).locator('.timing tbody tr[data-letter="C"]')
  await expect(ofC).toHaveCount(2)
  await expect(ofC.first().getByRole('rowheader')).toContainText('503')
  await expect(ofC.first()).toContainText(/gateway .+ failed.+ back-off .+ retry after/)
  await expect(ofC.last().getByRole('rowheader')).toContainText('200')
  await expect(ofC.last()).toContainText(/first text/)
  await expect(inspector(page).locator('.timing tbody tr[data-letter="B"]')).toContainText(/thinking .+ text/)

  // The second sending begins where the back-off of the first ends, and both share one axis.
  const backoff = (await ofC.first().locator('[data-kind="backoff"]').boundingBox())!
  const second = (await ofC.last().locator('.phase').first().boundingBox())!
  expect(Math.abs(backoff.x + backoff.width - second.x)).toBeLessThan(1.5)
})

test('Code is copied as it stands, for every language, and holds no key', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page)
  await page.keyboard.press('Control+2')
  await page.keyboard.press('Control+j')
  await panel(page, 'Code')
  for (const [title, said] of [
    ['curl', "-H 'x-portkey-provider: sandbox'"],
    ['Python', 'from openai import OpenAI'],
    ['JavaScript', "import OpenAI from 'openai'"],
    ['portkey-ai', "import { Portkey } from 'portkey-ai'"],
    ['AI SDK', "from '@ai-sdk/openai-compatible'"],
  ] as const) {
    await panel(page, title)
    await inspector(page).getByRole('button', { name: 'Copy the code for' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(said)
    expect(copied).toContain(`${new URL(page.url()).origin}/v1`)
    expect(copied).toContain('budget_tokens')
    await expect(inspector(page).locator('pre')).toHaveText(copied)
    await expect(inspector(page).getByRole('button', { name: 'Copy the code for' })).toBeVisible()
  }
})

test('Code asks the provider itself too, in its own words, with its key by name', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.keyboard.press('Control+j')
  await panel(page, 'Code')
  await inspector(page).getByRole('radio', { name: 'The provider' }).click()
  await expect(inspector(page)).toContainText('there is nobody else to ask')
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('combobox', { name: 'Search models' }).fill('anthropic/claude-sonnet-4-5')
  await page.keyboard.press('Enter')
  await expect(inspector(page).locator('pre')).toContainText("curl -sSN 'https://api.anthropic.com/v1/messages'")
  await expect(inspector(page).locator('pre')).toContainText('-H "x-api-key: $ANTHROPIC_API_KEY"')
  await expect(inspector(page).locator('pre')).not.toContainText('seed')
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
    test.setTimeout(120_000)

    test('axe finds nothing in Timing and Code, and nothing scrolls sideways', async ({ page }) => {
      await open(page)
      if (phone) await page.getByRole('button', { name: 'Run 3' }).click()
      else await run(page).click()
      await expect(column(page, 'C').locator('.column-status.done')).toBeAttached({ timeout: 30_000 })
      if (phone) await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Inspect' }).click()
      else await page.keyboard.press('Control+j')
      await panel(page, 'Timing')
      await expect(inspector(page).locator('.timing tbody tr[data-letter="C"]')).toHaveCount(2)
      await expectAccessible(page)
      await panel(page, 'Code')
      await expect(inspector(page).locator('pre')).toContainText('curl')
      await expectAccessible(page)
    })
  })
}
