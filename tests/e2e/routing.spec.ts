import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { column, finished, LOOKS, openWith, run, watchTrouble, writeCode } from './playground'

test.describe.configure({ timeout: 120_000 })

const fallback = {
  config: {
    strategy: { mode: 'fallback' },
    targets: [
      { provider: 'sandbox', override_params: { model: 'flaky' } },
      { provider: 'sandbox', override_params: { model: 'openai' } },
    ],
  },
}
const prompt = { messages: [{ id: 'm1', message: { role: 'user' as const, content: 'What is a fallback?' } }] }

test('a fallback answers in its second attempt: receipt, lanes and trace show both', async ({ page }) => {
  const trouble = watchTrouble(page)
  await openWith(page, { prompt, columns: [{ route: fallback }] })
  await expect(page.getByRole('button', { name: 'Model of column A: sandbox/flaky' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Routing config of column A: fallback 2' })).toBeVisible()
  await run(page).click()
  await finished(page, 'A')
  await page.getByRole('button', { name: 'Receipt of A' }).click()
  const attempts = page.getByRole('region', { name: '2 attempts' })
  await expect(attempts.getByRole('button').nth(0)).toContainText('503')
  await expect(attempts.getByRole('button').nth(1)).toContainText('sandbox/openai')
  await page.getByRole('tab', { name: 'Timing' }).click()
  await expect(page.getByRole('region', { name: 'Timing' }).getByRole('row')).toHaveCount(3)
  await page.getByRole('tab', { name: 'Trace' }).click()
  const trace = page.getByRole('region', { name: 'Trace' })
  await expect(trace.getByRole('row', { name: /chat\.completions/ })).toContainText('sandbox/openai')
  await expect(trace.getByRole('row', { name: /attempt 1/ })).toContainText('503')
  await expect(trace.getByRole('row', { name: /attempt 2/ })).toContainText('200')
  expect(trouble).toEqual([])
})

test('the second run of a cached column is answered from what was kept', { tag: '@thorough' }, async ({ page }) => {
  const route = {
    config: { provider: 'sandbox', override_params: { model: 'openai' }, cache: { mode: 'simple', max_age: 60 } },
    namespace: `of this test ${Date.now()}`,
  }
  await openWith(page, { prompt, columns: [{ route }] })
  await run(page).click()
  await finished(page, 'A')
  const cache = column(page, 'A').locator('.metric.cache')
  await expect(cache).toContainText('miss')
  await run(page).click()
  await expect(cache).toContainText('kept')
  await page.getByRole('button', { name: 'Receipt of A' }).click()
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('Nothing was sent.')
})

test('a config is begun from an example, complained of at its place, and never holds a key', async ({ page }) => {
  await openWith(page, { prompt, columns: [{}] })
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('button', { name: 'Routing config…' }).click()
  await page.getByRole('button', { name: 'By metadata' }).click()
  const tree = page.getByRole('region', { name: 'Resolved route' })
  await expect(tree).toContainText('metadata.plan = "paid"')
  await expect(
    tree
      .getByRole('listitem')
      .filter({ hasText: /“large”/ })
      .last(),
  ).toContainText('asked first')
  await page.getByRole('textbox', { name: 'Metadata, value 1' }).fill('free')
  await expect(
    tree
      .getByRole('listitem')
      .filter({ hasText: /“small”/ })
      .last(),
  ).toContainText('asked first')

  await write(page, '{ "targets": [\n  { "provider": "sandbox", "retry": { "attempts": 99 } }\n] }')
  await expect(page.getByRole('button', { name: /^2:39 config\.targets\[0\]\.retry\.attempts must be/ })).toBeVisible()

  const asked: string[] = []
  page.on('request', request => asked.push(JSON.stringify(request.headers())))
  await write(page, '{ "targets": [{ "provider": "openai", "api_key": "sk-of-the-person" }, { "provider": "sandbox" }] }')
  await expect(page.getByText('Keys do not belong in a config')).toBeVisible()
  await page.getByRole('button', { name: 'Move it to Keys' }).click()
  await expect(page.getByText('Keys do not belong in a config')).toBeHidden()
  await expect(tree).toContainText('openai/openai')
  expect(asked.filter(headers => headers.includes('sk-of-the-person')).length).toBeGreaterThan(0)
  const kept = await page.evaluate(async () => {
    const opening = indexedDB.open('refract')
    await new Promise(resolve => {
      opening.onsuccess = resolve
    })
    const reading = opening.result.transaction('values').objectStore('values').get('document')
    await new Promise(resolve => {
      reading.onsuccess = resolve
    })
    return JSON.stringify(reading.result)
  })
  expect(kept).not.toContain('sk-of-the-person')
  await page.getByRole('button', { name: 'Remove the config' }).click()
  await expect(page.getByRole('button', { name: /^Routing config of column A:/ })).toBeHidden()
})

test('the name of a config that the server keeps is taken for that config, and one it has not is said to be none', {
  tag: '@thorough',
}, async ({ page }) => {
  const trouble = watchTrouble(page)
  await openWith(page, { prompt, columns: [{}] })
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('button', { name: 'Routing config…' }).click()
  await write(page, 'taem-route')
  await expect(
    page.getByRole('button', { name: /This deployment has no config "taem-route"\. Did you mean "team-route"\?/ }),
  ).toBeVisible()
  await expect(page.getByText('Refused: see the mark in the text.')).toBeVisible()

  await write(page, 'team-route')
  const tree = page.getByRole('region', { name: 'Resolved route' })
  await expect(tree.getByRole('listitem').filter({ hasText: 'sandbox/flaky' }).last()).toContainText('asked first')
  await expect(tree).toContainText('sandbox/anthropic')
  await expect(page.getByText('The server keeps this config')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Routing config of column A: team-route' })).toBeVisible()
  // Where it leads is the server's to say.
  await expect(page.getByText('built-in models')).toHaveCount(0)
  await run(page).click()
  await finished(page, 'A')
  await page.getByRole('button', { name: 'Receipt of A' }).click()
  await expect(page.getByRole('region', { name: '2 attempts' }).getByRole('button').nth(1)).toContainText('sandbox/anthropic')
  expect(trouble).toEqual([])
})

for (const { size, phone, viewport, colorScheme } of LOOKS)
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in the config and the trace', async ({ page }) => {
      await openWith(page, { prompt, columns: [{ route: fallback }] })
      if (phone) await page.getByRole('navigation', { name: 'Panels' }).getByText('Results').click()
      await page.getByRole('button', { name: 'Routing config of column A: fallback 2' }).click()
      await expect(page.getByRole('region', { name: 'Resolved route' })).toContainText('sandbox/openai')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Done' }).click()
      await page.keyboard.press('Control+Enter')
      await finished(page, 'A')
      await page.getByRole('button', { name: 'Receipt of A' }).click()
      await page.getByRole('tab', { name: 'Trace' }).click()
      await expect(page.getByRole('row', { name: /attempt 2/ })).toBeVisible()
      await expectAccessible(page)
    })
  })

async function write(page: Page, text: string) {
  await writeCode(page.getByRole('textbox', { name: 'Routing config as JSON' }), text)
}
