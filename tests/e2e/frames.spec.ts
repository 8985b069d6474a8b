import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { answer, column, finished, LOOKS, open, ready, run } from './playground'

test.setTimeout(120_000)

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })

async function openFrames(page: Page, letter: string) {
  await page.keyboard.press('Control+j')
  await inspector(page).getByRole('tab', { name: 'Frames', exact: true }).click()
  await inspector(page)
    .getByRole('tab', { name: `Column ${letter}` })
    .click()
}

test('the provider’s events are kept while the tab is open, and one marks what it made of the answer', async ({ page }) => {
  await open(page)
  await openFrames(page, 'B')
  await inspector(page).getByRole('button', { name: 'Run B and keep them' }).click()
  await finished(page, 'B')
  const list = inspector(page).getByRole('listbox', { name: 'Events of B' })
  await expect(list.getByRole('option').first()).toContainText('message_start')

  await inspector(page).getByRole('searchbox', { name: 'Filter the events' }).fill('text_delta')
  await expect(inspector(page).getByRole('status')).toContainText(/^\d+ of \d+ events/)
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const event = inspector(page).getByRole('region', { name: 'Event', exact: true })
  await expect(event).toContainText(/Characters \d+ to \d+ of the answer\. Marked above\./)
  const made = await event.locator('.frame-data').textContent()
  const text = /"text": "((?:[^"\\]|\\.)*)"/.exec(made!)![1]!
  expect(await markedText(page)).toBe(JSON.parse(`"${text}"`).trim())

  // The mark moves to the same characters in another view.
  await column(page, 'B').getByRole('tab', { name: 'Text' }).click()
  await expect(event).toContainText('Marked above.')
  expect((await markedText(page)).trim()).toBe(JSON.parse(`"${text}"`).trim())
})

test('the events are not saved, and the wish to keep those of every run is', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openFrames(page, 'C')
  await inspector(page)
    .getByRole('checkbox', { name: /Keep them for every run/ })
    .check()
  await run(page).click()
  await finished(page, 'C')
  const list = inspector(page).getByRole('listbox', { name: 'Events of C' })
  await expect(list.getByRole('option').first()).toBeVisible()
  await expect(page.locator('.save-state.saved')).toBeVisible()
  await page.reload()
  await ready(page)
  await inspector(page).getByRole('tab', { name: 'Column C' }).click()
  await expect(inspector(page)).toContainText('The events of this run were not kept.')
  await expect(answer(page, 'C')).not.toBeEmpty()
  await expect(inspector(page).getByRole('checkbox', { name: /Keep them for every run/ })).toBeChecked()
})

test('of thousands of events only those near the view are drawn, each sending’s under a head of its own', {
  tag: '@thorough',
}, async ({ page }) => {
  await open(page)
  await openFrames(page, 'A')
  const events = [
    `event: refract.receipt\ndata: ${JSON.stringify({ object: 'refract.receipt', chosen: 1, attempts: [ATTEMPT, ATTEMPT] })}\n\n`,
    ...Array.from({ length: 5000 }, (_, index) => frame(index)),
    'data: [DONE]\n\n',
  ]
  await page.route('**/v1/chat/completions', route => route.fulfill({ contentType: 'text/event-stream', body: events.join('') }))
  await inspector(page).getByRole('button', { name: 'Run A and keep them' }).click()
  const list = inspector(page).getByRole('listbox', { name: 'Events of A' })
  await expect(inspector(page).getByRole('status')).toContainText('5,000 events', { timeout: 30_000 })
  expect(await list.getByRole('option').count()).toBeLessThan(80)
  await expect(list.locator('.frame-head').first()).toContainText('Attempt 1 · sandbox/openai · 200')
  await list.focus()
  await page.keyboard.press('End')
  await expect(list.getByRole('option', { selected: true })).toContainText('event 4999')
  await expect(list.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '5000')
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
    test.setTimeout(240_000)

    test('axe finds nothing in Frames and the settings, and nothing scrolls sideways', async ({ page }) => {
      await open(page)
      for (const title of ['Thinking', 'Logprobs', 'Sampling', 'n', 'Max tokens', 'More']) {
        const pane = page.getByRole('region', { name: 'Prompt', exact: true })
        await pane
          .locator('.chip-row')
          .getByRole('button', { name: new RegExp(`^${title}\\b`) })
          .click()
        await expect(page.getByRole('dialog', { name: title, exact: true }).locator('.field-hint').first()).toBeVisible()
        await expectAccessible(page, '.popover')
        await page.keyboard.press('Escape')
      }
      if (phone) await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Inspect' }).click()
      else await page.keyboard.press('Control+j')
      await inspector(page).getByRole('tab', { name: 'Frames', exact: true }).click()
      await inspector(page).getByRole('button', { name: 'Run A and keep them' }).click()
      await expect(column(page, 'A').locator('.column-status.done')).toBeAttached({ timeout: 30_000 })
      await inspector(page).getByRole('option').nth(2).click()
      await expect(inspector(page).getByRole('region', { name: 'Event', exact: true })).toBeVisible()
      await expectAccessible(page)
    })
  })
}

const ATTEMPT = {
  path: 'config',
  provider: 'sandbox',
  model: 'openai',
  status: 200,
  ms: 1,
  url: 'https://sandbox.invalid/openai/v1/chat/completions',
  headers: {},
  body: {},
  notes: [],
  marks: { start: 0 },
  end: null,
}

const frame = (index: number) =>
  `event: refract.frame\ndata: ${JSON.stringify({ object: 'refract.frame', attempt: index < 2500 ? 0 : 1, ms: index, data: `event ${index}` })}\n\n`

function markedText(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('frame') ?? [])]
      .map(range => String(range))
      .join('')
      .trim(),
  )
}

/** The whole page, or the part of it that is new. */
