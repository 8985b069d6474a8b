import { expect, test } from '@playwright/test'
import { PAGES } from '@/app/docs/pages'
import { expectAccessible } from './expect-accessible'
import { LOOKS, watchTrouble } from './playground'

// Axe takes seconds for the table of every parameter, and longer on a busy machine.
test.describe.configure({ timeout: 180_000 })

for (const { size, viewport, colorScheme } of LOOKS)
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    for (const { href, title } of PAGES)
      test(`axe finds nothing in ${href}, nothing scrolls sideways, and the policy is kept`, async ({ page }) => {
        const trouble = watchTrouble(page)
        await page.goto(href)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.getByRole('navigation').getByRole('link', { name: title }).first()).toHaveAttribute(
          'aria-current',
          'page',
        )
        await expectAccessible(page)
        expect(trouble).toEqual([])
      })
  })
