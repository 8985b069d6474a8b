import { expect, type Page, test } from '@playwright/test'
import { startServer } from '../support/server'
import { never, type Seen, type Step, signal, standIn } from '../support/stand-in'
import { open, ready } from './playground'

// Each starts a server of its own.
test.describe.configure({ timeout: 90_000 })

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`

/** The page of a server whose first column asks a stand-in. */
async function withModel(page: Page, body: Step[] | ((seen: Seen, index: number) => Step[])) {
  const upstream = await standIn((seen, index) => ({
    headers: { 'content-type': 'text/event-stream' },
    body: typeof body === 'function' ? body(seen, index) : body,
  }))
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

test('on the sandbox there are worked examples and the reason, and one can be used and undone', { tag: '@thorough' }, async ({
  page,
}) => {
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
  await dialog.locator('summary').click()
  await expect(
    dialog.getByRole('region', { name: 'Receipt of the draft' }).getByRole('row', { name: /max_tokens/ }),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Use this draft' }).click()
  const area = page.getByRole('textbox', { name: 'User message 2' })
  await expect(area).toHaveValue('What is top_p, in two sentences?')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(area).toHaveValue('What does top_p do, and when should I leave it alone?')
})

test('Stop reaches the model and changes nothing; a failure says its reason', { tag: '@thorough' }, async ({ page }) => {
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

const PERSON = {
  type: 'object',
  properties: { name: { type: 'string', description: 'Whole.' }, born: { type: 'integer', description: 'Year.' } },
  required: ['name', 'born'],
  additionalProperties: false,
}

test('a drafted schema lands in its editor and in the next request; what is none changes nothing', async ({ page }) => {
  const answers = ['Here you go!', JSON.stringify({ name: 'person', schema: PERSON })]
  await using world = await withModel(page, (_, index) =>
    answers[index] ? [chunk({ content: answers[index] }), chunk({}, 'stop'), 'data: [DONE]\n\n'] : [],
  )
  await page.locator('[data-editor="response_format"]').click()
  const editor = page.getByRole('dialog', { name: 'Schema' })
  await editor.getByRole('button', { name: 'Draft a schema' }).click()
  const panel = editor.getByRole('form', { name: 'Draft a schema' })
  await panel.getByRole('textbox', { name: 'What should the answer hold?' }).fill('a person')
  await panel.getByRole('button', { name: 'Draft' }).click()
  await expect(panel).toContainText('The model’s answer is not a JSON Schema for an object.')
  await expect(panel).toContainText('Nothing was changed.')
  await expect(editor.getByRole('radio', { name: 'Off' })).toBeChecked()

  await panel.getByRole('button', { name: 'Draft' }).click()
  await panel.getByRole('button', { name: 'Use this draft' }).click()
  await expect(editor.getByRole('radio', { name: 'JSON Schema' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-editor="response_format"]')).toContainText('person')
  await page.getByRole('button', { name: 'Run', exact: true }).first().click()
  const sent = (await world.upstream.request(2)).json()
  expect(sent.response_format.json_schema).toMatchObject({ name: 'person', schema: PERSON })
})

test('a drafted tool lands among the tools', { tag: '@thorough' }, async ({ page }) => {
  const tool = { name: 'get_person', description: 'Finds a person by name.', parameters: PERSON }
  await using _ = await withModel(page, () => [chunk({ content: JSON.stringify(tool) }), chunk({}, 'stop'), 'data: [DONE]\n\n'])
  await page.locator('[data-editor="tools"]').click()
  const dialog = page.getByRole('dialog', { name: 'Tools' })
  await dialog.getByRole('button', { name: 'Draft a tool' }).click()
  await dialog.getByRole('textbox', { name: 'What should the tool do?' }).fill('find a person')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Use this draft' }).click()
  await expect(dialog.getByText('Tools replaced.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-editor="tools"]')).toContainText('1')
})
