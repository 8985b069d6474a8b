import { expect, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { LOOKS, open, watchTrouble } from './playground'

// Axe looks at every state of the page; on a busy machine each look takes seconds.
test.describe.configure({ timeout: 180_000 })

for (const { size, phone, viewport, colorScheme } of LOOKS)
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in the palette, the shortcuts, the assistant, without a gateway, and nowhere', async ({
      page,
      context,
    }) => {
      const trouble = watchTrouble(page)
      await open(page)
      await page.getByRole('button', { name: 'Search or run a command' }).click()
      await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.type('shortcuts')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      if (phone) await expect(page.getByRole('navigation', { name: 'Panels' })).toBeVisible()
      await page.getByRole('button', { name: 'More for User message 2' }).click()
      await page.getByRole('menuitem', { name: 'Improve…' }).click()
      await page.getByRole('button', { name: 'Draft' }).click()
      await expect(page.getByRole('button', { name: /^Use this:/ }).first()).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await context.setOffline(true)
      await expect(page.getByRole('region', { name: 'Connection' })).toBeVisible()
      await expectAccessible(page)
      await context.setOffline(false)
      await expect(page.getByRole('region', { name: 'Connection' })).toBeHidden()
      await page.goto('/nowhere')
      await expectAccessible(page)
      expect(trouble).toEqual([])
    })
  })
