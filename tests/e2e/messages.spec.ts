import { expect, test } from '@playwright/test'
import { messageTexts, open } from './playground'

const SYSTEM = 'Answer in plain words, in at most three sentences.'
const USER = 'What does top_p do, and when should I leave it alone?'

test('a message is added, edited, and changes its role', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Assistant' }).click()
  await expect(page.getByRole('textbox', { name: 'Assistant message 3' })).toBeFocused()
  await page.keyboard.type('It cuts the tail.\nLeave it at 1.')
  expect(await messageTexts(page)).toEqual([SYSTEM, USER, 'It cuts the tail.\nLeave it at 1.'])

  await page.getByRole('button', { name: 'Role of Assistant message 3' }).click()
  await page.getByRole('menuitem', { name: 'User' }).click()
  await expect(page.getByRole('textbox', { name: 'User message 3' })).toHaveValue('It cuts the tail.\nLeave it at 1.')
})

test('a text area grows with its text', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const area = page.getByRole('textbox', { name: 'User message 2' })
  const before = (await area.boundingBox())!.height
  await area.fill(Array.from({ length: 12 }, (_, index) => `line ${index}`).join('\n'))
  const after = (await area.boundingBox())!.height
  expect(after).toBeGreaterThan(before + 150)
  expect(await area.evaluate(element => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1)
})

test('a message is inserted between two others, and duplicated', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'More for System message 1' }).click()
  await page.getByRole('menuitem', { name: 'Insert below' }).click()
  await expect(page.getByRole('textbox', { name: 'User message 2' })).toBeFocused()
  await page.keyboard.type('between')
  expect(await messageTexts(page)).toEqual([SYSTEM, 'between', USER])

  await page.getByRole('button', { name: 'More for User message 2' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  expect(await messageTexts(page)).toEqual([SYSTEM, 'between', 'between', USER])
})

test('deleting takes that message only, and can be undone', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Delete System message 1' }).click()
  expect(await messageTexts(page)).toEqual([USER])
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await messageTexts(page)).toEqual([SYSTEM, USER])
})

test('messages move by keyboard and keep the focus and the caret', async ({ page }) => {
  await open(page)
  const area = page.getByRole('textbox', { name: 'User message 2' })
  await area.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await messageTexts(page)).toEqual([USER, SYSTEM])
  await expect(page.getByText('Message moved to 1 of 2')).toBeAttached()
  await page.keyboard.type('>')
  expect(await messageTexts(page)).toEqual([`>${USER}`, SYSTEM])
  await page.keyboard.press('Alt+ArrowDown')
  expect(await messageTexts(page)).toEqual([SYSTEM, `>${USER}`])
})

test('messages move by dragging their grip', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const grip = page.getByRole('button', { name: 'Move User message 2' })
  const target = (await page.locator('[data-message]').first().boundingBox())!
  const from = (await grip.boundingBox())!
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(target.x + 40, target.y + 4, { steps: 6 })
  await page.mouse.up()
  expect(await messageTexts(page)).toEqual([USER, SYSTEM])
})
