import { expect, type Page, test } from '@playwright/test'
import { LOOKS, open } from './playground'

test('what moves away between press and release is clicked all the same, and nothing else is', async ({ page }) => {
  await open(page)
  const schema = page.getByRole('button', { name: /^Schema/ })
  await press(page, 'Schema')
  // Now another chip lies under the pointer.
  await page.locator('.chip-row').evaluate(row => row.prepend(row.lastElementChild!))
  await page.mouse.up()
  await expect(page.getByRole('dialog', { name: 'Schema' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(schema).toHaveAttribute('aria-expanded', 'true')
})

test('a press taken off its button clicks nothing', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await press(page, 'Schema')
  await page.mouse.move(5, 5)
  await page.mouse.up()
  await press(page, 'Thinking')
  await page.mouse.up()
  await expect(page.getByRole('dialog', { name: 'Thinking' })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Schema' })).toHaveCount(0)
})

for (const { size, viewport } of LOOKS) {
  test.describe(size, () => {
    test.use({ viewport })

    test('the chips stay where they are when it comes out what a model is not sent', async ({ page }) => {
      let answer = () => {}
      const asked = new Promise<void>(resolve => {
        answer = resolve
      })
      await page.route('**/v1/explain', async route => {
        await asked
        await route.continue()
      })
      await open(page)
      const chip = page.getByRole('button', { name: /^Schema/ })
      const before = await chip.boundingBox()
      answer()
      await expect(page.getByRole('region', { name: 'Prompt', exact: true }).getByText('Keep and drop')).toBeVisible()
      expect(await chip.boundingBox()).toEqual(before)
    })
  })
}

async function press(page: Page, chip: string) {
  await page.getByRole('button', { name: new RegExp(`^${chip}`) }).hover()
  await page.mouse.down()
}
