import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { answer, column, finished, LOOKS, messageTexts, open, ready, run, saved, watchTrouble } from './playground'

const title = (page: Page) => page.getByRole('textbox', { name: 'Title of the prompt' })

async function choose(page: Page, item: string) {
  await page.getByRole('banner').getByRole('button', { name: 'Prompt menu' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function openHistory(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'History' }).click()
  return page.getByRole('dialog', { name: 'History' })
}

test('a run comes back from the history with its prompt and answers, after a reload too', async ({ page }) => {
  test.slow()
  await open(page)
  await title(page).fill('First question')
  await run(page).click()
  for (const letter of ['A', 'B']) await finished(page, letter)
  const before = await answer(page, 'A').innerText()
  await saved(page)
  await page.reload()
  await ready(page)
  await title(page).fill('Another question')
  await page.getByRole('textbox', { name: 'User message 2' }).fill('Say something else.')
  const history = await openHistory(page)
  await expect(history.getByRole('listitem')).toHaveCount(1)
  await history.getByRole('searchbox').fill('nothing like it')
  await expect(history).toContainText('Nothing holds')
  await history.getByRole('searchbox').fill('sandbox FIRST')
  await history.getByRole('button', { name: /^First question/ }).click()
  await expect(title(page)).toHaveValue('First question')
  await expect(answer(page, 'A')).toHaveText(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(title(page)).toHaveValue('Another question')
})

test('what is deleted from the history can be brought back without leaving it', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await run(page).click()
  for (const letter of ['A', 'B']) await finished(page, letter)
  const history = await openHistory(page)
  await expect(history.getByRole('listitem')).toHaveCount(1)
  await history.getByRole('button', { name: /^Delete the run/ }).click()
  await expect(history).toContainText('Nothing has been run yet')
  await history.getByRole('button', { name: 'Undo' }).click()
  await expect(history.getByRole('listitem')).toHaveCount(1)
  await history.getByRole('button', { name: 'Clear the history' }).click()
  await expect(history.getByRole('listitem')).toHaveCount(0)
})

test('a prompt is saved under its title, renamed, and opened again', async ({ page }) => {
  await open(page)
  await title(page).fill('Triage')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('“Triage” is among the saved prompts')).toBeVisible()
  await choose(page, 'New')
  await expect(title(page)).toHaveValue('Untitled prompt')
  expect(await messageTexts(page)).toEqual([''])
  await choose(page, 'Open…')
  const saved = page.getByRole('dialog', { name: 'Saved prompts' })
  await saved.getByRole('button', { name: 'Rename Triage' }).click()
  await saved.getByRole('textbox', { name: 'New name of Triage' }).fill('First aid')
  await saved.getByRole('button', { name: 'Rename', exact: true }).click()
  await saved.getByRole('button', { name: /^First aid/ }).click()
  await expect(title(page)).toHaveValue('First aid')
  await expect(page.getByRole('textbox', { name: 'User message 2' })).toHaveValue(/top_p/)
})

test('a file holds the prompt with its answers, and puts them back on another page', async ({ page, browser }) => {
  test.slow()
  await open(page)
  await title(page).fill('To a file')
  await run(page).click()
  for (const letter of ['A', 'B']) await finished(page, letter)
  await choose(page, 'Export…')
  await page.getByRole('checkbox', { name: /^Answers/ }).check()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('to-a-file.json')
  const path = await download.path()

  const other = await (await browser.newContext()).newPage()
  await open(other)
  await choose(other, 'Import…')
  await other.locator('input[type=file][accept*=json]').setInputFiles(path)
  const dialog = other.getByRole('dialog', { name: 'Import' })
  await expect(dialog).toContainText('A prompt of this page: 2 messages')
  await dialog.getByRole('button', { name: 'Replace the prompt' }).click()
  await expect(title(other)).toHaveValue('To a file')
  expect(await messageTexts(other)).toEqual(await messageTexts(page))
  await expect(answer(other, 'A')).toHaveText(await answer(page, 'A').innerText())
  await other.getByRole('button', { name: 'Undo' }).click()
  await expect(title(other)).toHaveValue('Untitled prompt')
  expect(readFileSync(path, 'utf8')).not.toMatch(/authorization/i)
  await other.context().close()
})

test('a body that is pasted or dropped becomes a prompt, once it was looked at', async ({ page }) => {
  await open(page)
  const body = {
    model: 'gpt-4.1',
    messages: [{ role: 'user', content: 'Pasted' }],
    temperature: 0.25,
    stream: true,
    api_key: 'x',
  }
  await page.evaluate(text => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, JSON.stringify(body))
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await expect(dialog).toContainText('openai/gpt-4.1')
  await expect(dialog).toContainText('api_key is left out')
  await dialog.getByRole('button', { name: 'Replace the prompt' }).click()
  await expect.poll(() => messageTexts(page)).toEqual(['Pasted'])
  await expect(column(page, 'B')).toHaveCount(0)

  await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['{"messages": [{"role": "boss"}]}'], 'body.json', { type: 'application/json' }))
    document.querySelector('main')!.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
  await expect(dialog).toContainText('messages[0].role must be')
  await expect(dialog.getByRole('button', { name: 'Replace the prompt' })).toBeDisabled()
})

test('a curl command that is pasted becomes a prompt, without its key', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.evaluate(text => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, `curl https://api.openai.com/v1/chat/completions -H 'Authorization: Bearer canary' -d '{"model":"gpt-4.1","messages":[{"role":"user","content":"From a shell"}]}'`)
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await expect(dialog).toContainText('An OpenAI request body of a curl command')
  await expect(dialog).toContainText('-H Authorization is left out')
  await dialog.getByRole('button', { name: 'Replace the prompt' }).click()
  await expect.poll(() => messageTexts(page)).toEqual(['From a shell'])
})

test('a browser whose storage does not answer lets one work, and says that nothing is saved', { tag: '@thorough' }, async ({
  page,
}) => {
  await page.clock.install()
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest
  })
  await page.goto('/')
  await expect(page.locator('main[aria-busy="true"]')).toBeVisible()
  await page.clock.runFor(11_000)
  await ready(page)
  await expect(page.getByText('storage does not answer')).toBeVisible()
  await title(page).fill('For now')
  await expect(title(page)).toHaveValue('For now')
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in history, saved prompts, export and import', async ({ page }) => {
      test.slow()
      const trouble = watchTrouble(page)
      await open(page)
      await page
        .getByRole('button', { name: phone ? 'Run 3' : 'Run', exact: true })
        .first()
        .click()
      for (const letter of ['A', 'B', 'C'])
        await expect(column(page, letter).locator('.column-status.done, .column-status.failed')).toBeAttached({ timeout: 30_000 })
      await openHistory(page)
      await look(page)
      await page.keyboard.press('Escape')
      await choose(page, 'Save')
      await choose(page, 'Open…')
      await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1)
      await look(page)
      await page.keyboard.press('Escape')
      await choose(page, 'Export…')
      await look(page)
      await page.keyboard.press('Escape')
      await choose(page, 'Import…')
      await page
        .getByRole('textbox', { name: 'JSON or curl command to import' })
        .fill('{"model":"gpt-4.1","messages":[{"role":"user","content":"Hi"}],"stream":true}')
      await expect(page.getByRole('dialog')).toContainText('An OpenAI request body')
      await look(page)
      expect(trouble).toEqual([])
    })
  })
}

async function look(page: Page) {
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
}
