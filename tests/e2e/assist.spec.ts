import { expect, type Page, test } from '@playwright/test'
import { startServer } from '../support/server'
import { never, type Step, signal, standIn } from '../support/stand-in'
import { open, ready } from './playground'

// Each starts a server of its own.
test.describe.configure({ timeout: 90_000 })

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`

/** The page of a server whose first column asks a stand-in. */
async function withModel(page: Page, body: Step[]) {
  const upstream = await standIn({ headers: { 'content-type': 'text/event-stream' }, body })
  const server = await startServer({ env: { ALLOWED_PRIVATE_HOSTS: upstream.host } })
  await page.goto(server.url)
  await ready(page)
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('button', { name: 'Your own host…' }).click()
  await page.getByRole('textbox', { name: 'Base URL' }).fill(`${upstream.url}/v1`)
  await page.getByRole('textbox', { name: 'Model' }).fill('m')
  await page.getByRole('button', { name: 'Use this host' }).click()
  return {
    upstream,
    async [Symbol.asyncDispose]() {
      await server.stop()
      await upstream.close()
    },
  }
}

async function improve(page: Page) {
  await page.getByRole('button', { name: 'More for User message 2' }).click()
  await page.getByRole('menuitem', { name: 'Improve…' }).click()
  return page.getByRole('dialog', { name: 'Improve the prompt' })
}

test('on the sandbox there are worked examples and the reason, and one can be used and undone', async ({ page }) => {
  await open(page)
  const dialog = await improve(page)
  await dialog.getByRole('button', { name: 'Draft' }).click()
  await expect(dialog).toContainText('The sandbox is too small to draft a prompt; here are three worked examples.')
  await dialog.getByRole('button', { name: 'Use this: Explain recursion.' }).click()
  await expect(dialog).toBeHidden()
  const area = page.getByRole('textbox', { name: 'User message 2' })
  await expect(area).toHaveValue(/^Explain recursion to someone/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(area).toHaveValue('What does top_p do, and when should I leave it alone?')
})

test('a draft streams in, shows its receipt, is put in its place, and can be undone', async ({ page }) => {
  const rest = signal()
  await using _ = await withModel(page, [
    chunk({ role: 'assistant', content: 'What is top_p, ' }),
    rest.promise,
    chunk({ content: 'in two sentences?' }),
    chunk({}, 'stop'),
    'data: [DONE]\n\n',
  ])
  const dialog = await improve(page)
  await dialog.getByRole('textbox', { name: /What should be better/ }).fill('Shorter')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('region', { name: 'The draft' })).toHaveText('What is top_p, ')
  await expect(dialog.getByRole('button', { name: 'Use this draft' })).toBeHidden()
  rest.resolve()
  await dialog.getByText('custom/m').last().click()
  await expect(
    dialog.getByRole('region', { name: 'Receipt of the draft' }).getByRole('row', { name: /max_tokens/ }),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Use this draft' }).click()
  const area = page.getByRole('textbox', { name: 'User message 2' })
  await expect(area).toHaveValue('What is top_p, in two sentences?')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(area).toHaveValue('What does top_p do, and when should I leave it alone?')
})

test('Stop reaches the model and changes nothing; a failure says its reason', async ({ page }) => {
  await using world = await withModel(page, [chunk({ role: 'assistant', content: 'Half ' }), never])
  await page.getByRole('button', { name: 'Prompt menu' }).click()
  await page.getByRole('menuitem', { name: 'Draft a title…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Title the prompt' })
  await dialog.getByRole('button', { name: 'Draft' }).click()
  await expect(dialog.getByRole('region', { name: 'The draft' })).toContainText('Half')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog).toContainText('You stopped it. Nothing was changed.')
  expect(await (await world.upstream.request(0)).closed).toBe(false)

  await world.upstream.close()
  await dialog.getByRole('button', { name: 'Draft' }).click()
  await expect(dialog.locator('.field-problem')).toContainText('Nothing was changed.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue('Untitled prompt')
})
