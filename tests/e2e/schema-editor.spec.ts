import { expect, type Page, test } from '@playwright/test'
import type { ChatRequest } from '@/lib/chat/types'
import { expectAccessible } from './expect-accessible'
import { chooseModel, column, LOOKS, open, ready, run, watchTrouble, writeCode } from './playground'

const SCHEMA = {
  type: 'object',
  properties: { title: { type: 'string', minLength: 3 }, tags: { type: 'array', items: { enum: ['a', 'b'] } } },
  required: ['title'],
}

// The editor and the view load when they are first wanted; on a busy machine that takes seconds.
test.describe.configure({ timeout: 90_000 })

test('a schema written as text goes out with every column, and stays over a reload, another model and a copied column', async ({
  page,
}) => {
  const trouble = watchTrouble(page)
  const bodies = await record(page)
  await openEditor(page)
  await choose(page, 'JSON Schema')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('book')
  await choose(page, 'Text')
  await writeCode(page.locator('.cm-content'), JSON.stringify(SCHEMA))
  await page.keyboard.press('Escape')
  const format = { type: 'json_schema', json_schema: { name: 'book', strict: true, schema: SCHEMA } }
  await run(page).click()
  await expect.poll(() => bodies.map(body => body.response_format)).toEqual([format, format, format])

  await expect(page.getByRole('banner')).toContainText('saved')
  await page.reload()
  await ready(page)
  await expect(page.getByRole('button', { name: 'Schema book' })).toBeVisible()
  await chooseModel(page, 'A', 'slow')
  await column(page, 'A').getByRole('button', { name: 'Menu of column A' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  bodies.length = 0
  await run(page).click()
  await expect.poll(() => bodies.map(body => body.response_format)).toEqual([format, format, format, format])
  expect(trouble).toEqual([])
})

test('a schema made in the tree: names, types, required, descriptions, choices, nested', async ({ page }) => {
  const bodies = await record(page)
  await openEditor(page)
  await choose(page, 'JSON Schema')
  await page.getByRole('textbox', { name: 'Name of answer' }).fill('mood')
  await page.getByRole('combobox', { name: 'Type of mood' }).selectOption('enum')
  await page.getByRole('button', { name: 'Details of mood' }).click()
  await page.getByRole('textbox', { name: 'Choices of mood' }).fill('good\nbad')
  await page.getByRole('textbox', { name: 'Description' }).fill('How it went')
  await page.getByRole('checkbox', { name: 'or null' }).check()
  await page.getByRole('button', { name: 'Property', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name of field' }).fill('steps')
  await page.getByRole('combobox', { name: 'Type of steps' }).selectOption('array')
  await page.getByRole('combobox', { name: 'Type of items' }).selectOption('object')
  await page.getByRole('button', { name: 'Add a property to items' }).click()
  await page.getByRole('combobox', { name: 'Type of field' }).selectOption('integer')
  await page.getByRole('checkbox', { name: 'field is required' }).uncheck()
  await page.keyboard.press('Escape')
  await run(page).click()
  const inner = { type: 'object', properties: { field: { type: 'integer' } }, required: [], additionalProperties: false }
  const schema = {
    type: 'object',
    properties: {
      mood: { type: ['string', 'null'], enum: ['good', 'bad', null], description: 'How it went' },
      steps: { type: 'array', items: inner },
    },
    required: ['mood', 'steps'],
    additionalProperties: false,
  }
  const format = { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } }
  await expect.poll(() => bodies[0]?.response_format).toEqual(format)
})

test('tree and text are the same schema, and what the tree does not show is kept', { tag: '@thorough' }, async ({ page }) => {
  await openEditor(page)
  await choose(page, 'JSON Schema')
  await choose(page, 'Text')
  await writeCode(page.locator('.cm-content'), JSON.stringify({ ...SCHEMA, $comment: 'kept' }))
  await choose(page, 'Tree')
  await page.getByRole('textbox', { name: 'Name of title' }).fill('heading')
  await choose(page, 'Text')
  const text = await page.locator('.cm-line').evaluateAll(lines => lines.map(line => line.textContent).join('\n'))
  const { title, ...rest } = SCHEMA.properties
  expect(JSON.parse(text)).toEqual({
    ...SCHEMA,
    properties: { heading: title, ...rest },
    required: ['heading'],
    $comment: 'kept',
  })
})

test('mistakes, and what each chosen model makes of the schema, stand at their place; strict is one press away', async ({
  page,
}) => {
  const bodies = await record(page)
  await openEditor(page)
  await choose(page, 'JSON Schema')
  await choose(page, 'Text')
  const wrong = { ...SCHEMA, properties: { ...SCHEMA.properties, n: { type: 'int' } }, required: ['title', 'nope'] }
  await writeCode(page.locator('.cm-content'), JSON.stringify(wrong, null, 2))
  const problem = (text: string) => page.locator('.code-problems').getByRole('button', { name: text })
  await expect(problem('18:7 There is no type "int"; did you mean "integer"?')).toBeVisible()
  await expect(problem('23:5 "nope" is required, and properties does not have it.')).toBeVisible()
  await expect(problem('Anthropic does not enforce minLength')).toContainText('6:7')
  await expect(problem('Anthropic does not enforce minLength').locator('.facet')).toHaveText(['B'])
  await writeCode(page.locator('.cm-content'), JSON.stringify(SCHEMA))
  await page.getByRole('button', { name: 'Make it strict' }).click()
  await expect(page.getByText('Strict mode would refuse')).toHaveCount(0)
  await choose(page, 'Tree')
  await expect(page.getByRole('checkbox', { name: 'tags is required' })).toBeChecked()
  await page.keyboard.press('Escape')
  await run(page).click()
  await expect
    .poll(() => bodies[0]?.response_format)
    .toMatchObject({ json_schema: { schema: { required: ['title', 'tags'], additionalProperties: false } } })
})

test('one column has a schema of its own, or none', { tag: '@thorough' }, async ({ page }) => {
  const bodies = await record(page)
  await openEditor(page)
  await choose(page, 'JSON Schema')
  await page.keyboard.press('Escape')
  await settings(page, 'A')
  await choose(page, 'Off')
  await page.keyboard.press('Escape')
  await settings(page, 'B')
  await page.getByRole('button', { name: 'Change it here' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('mine')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Settings of column B' })).toContainText('schema mine')
  await run(page).click()
  await expect.poll(() => bodies.length).toBe(3)
  const byModel = Object.fromEntries(bodies.map(body => [body.model, body.response_format]))
  expect(byModel.openai).toBeUndefined()
  expect(byModel.anthropic).toMatchObject({ json_schema: { name: 'mine' } })
  expect(byModel.flaky).toMatchObject({ json_schema: { name: 'answer' } })
})

test('off, and JSON without a schema; the schema comes back as it was', { tag: '@thorough' }, async ({ page }) => {
  const bodies = await record(page)
  await openEditor(page)
  await expect(page.getByRole('radio', { name: 'Off' })).toBeChecked()
  await choose(page, 'JSON Schema')
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: 'One label of a few' }).click()
  await choose(page, 'JSON')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => bodies[0]?.response_format).toEqual({ type: 'json_object' })
  await choose(page, 'Off')
  await choose(page, 'JSON Schema')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('label')
  await expect(page.getByRole('textbox', { name: 'Name of confidence' })).toBeVisible()
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in the tree, its details and the text, and nothing scrolls sideways', async ({ page }) => {
      test.setTimeout(120_000)
      await openEditor(page)
      await choose(page, 'JSON Schema')
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.getByRole('menuitem', { name: 'A list of several kinds' }).click()
      await page.getByRole('button', { name: 'Details of kind' }).first().click()
      await check(page)
      await choose(page, 'Text')
      await writeCode(page.locator('.cm-content'), JSON.stringify({ ...SCHEMA, type: 'int' }, null, 2))
      await expect(page.locator('.code-problems')).toContainText('There is no type')
      await check(page)
      if (!phone) return
      await page.keyboard.press('Escape')
      await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Results' }).click()
      await settings(page, 'A')
      await page.getByRole('button', { name: 'Change it here' }).click()
      await check(page)
    })
  })
}

async function openEditor(page: Page) {
  await open(page)
  await page.getByRole('button', { name: /^Schema/ }).click()
  await expect(page.getByRole('radiogroup', { name: 'Answer as' })).toBeVisible()
}

function choose(page: Page, name: string) {
  return page.getByRole('radio', { name, exact: true }).click()
}

async function settings(page: Page, letter: string) {
  await page.getByRole('button', { name: `Settings of column ${letter}` }).click()
  await page
    .getByRole('region', { name: 'Schema' })
    .getByRole('button', { name: /^Schema/ })
    .click()
}

/** What goes out; nothing is answered by a model. */
async function record(page: Page): Promise<ChatRequest[]> {
  const bodies: ChatRequest[] = []
  await page.route('**/chat/completions', route => {
    bodies.push(route.request().postDataJSON())
    return route.fulfill({ contentType: 'text/event-stream', body: 'data: [DONE]\n\n' })
  })
  return bodies
}

async function check(page: Page) {
  await expectAccessible(page)
  const panel = page.locator('.popover')
  expect(await panel.evaluate(element => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
}
