import { expect, test } from '@playwright/test'
import { answer, column, open } from './playground'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone: write, run, turn the pages, inspect', async ({ page }) => {
  await open(page)
  const area = page.getByRole('textbox', { name: 'User message 2' })
  expect(await area.evaluate(element => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(16)
  await area.fill('What is a seed?')
  await page.getByRole('button', { name: 'Run 3' }).tap()

  await expect(answer(page, 'A')).toHaveText(/\w+/)
  await expect(answer(page, 'A')).toBeInViewport()
  await expect(answer(page, 'B')).not.toBeInViewport()
  await page.getByRole('button', { name: 'Next column' }).tap()
  await expect(answer(page, 'B')).toBeInViewport()
  await expect(page.getByText('2/3')).toBeVisible()
  await expect(column(page, 'B').locator('.column-status.done')).toBeVisible({ timeout: 30_000 })

  await column(page, 'B')
    .getByRole('button', { name: /dropped/ })
    .tap()
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.getByRole('row', { name: /temperature/ })).toContainText('not sent')
  await expect(page.getByRole('button', { name: 'Inspect' })).toHaveAttribute('aria-current', 'page')
})

test('on a phone: what is tapped is at least 44 pixels high', async ({ page }) => {
  await open(page)
  for (const tab of ['Prompt', 'Results', 'Inspect']) {
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: tab }).tap()
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a')]
        .filter(element => element.checkVisibility() && element.tabIndex >= 0)
        .map(element => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height < 44)
        // A badge and a link inside a sentence reach further than they look; a box is named by a label that can be tapped.
        .filter(({ element }) => !element.matches('.badge, .reasons .link, .check'))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.height}`),
    )
    expect(small, tab).toEqual([])
  }
})

test('on a phone: a finger turns the page', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Results' }).tap()
  await page.locator('.columns').evaluate(element => element.scrollTo({ left: element.clientWidth * 2 }))
  await expect(page.getByText('3/3')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Column C/ })).toHaveAttribute('aria-current', 'true')
})
