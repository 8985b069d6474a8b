import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Axe finds nothing, and nothing scrolls sideways. In the page itself, where a look costs a sixth of one by `@axe-core/playwright`. */
export async function expectAccessible(page: Page, part = 'html') {
  await expect(page.getByText('Loading…')).toHaveCount(0)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(async selector => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(selector, { resultTypes: ['violations'] })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} (${failureSummary})`).join(' | ')}`,
    )
  }, part)
  expect(found).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}
