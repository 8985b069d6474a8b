import { expect, type Page, test } from '@playwright/test'
import { openFold } from './param-controls'
import { column, nextBody, open, openWith, run, saved, writeCode } from './playground'

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Tools/ })
const chip = (page: Page) => page.getByRole('button', { name: /^Tools/ })

async function openTools(page: Page) {
  await chip(page).click()
  await expect(dialog(page)).toBeVisible()
}

async function close(page: Page) {
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(dialog(page)).toBeHidden()
}

async function addExample(page: Page, name: string) {
  const add = dialog(page).getByRole('region', { name: 'Add a tool' })
  if (!(await add.isVisible())) await dialog(page).getByRole('button', { name: 'Add a tool' }).click()
  await add.getByRole('button', { name }).click()
}

/** What is sent for the first column now. */
async function sent(page: Page) {
  return nextBody(page, () => run(page).click())
}

test('a tool is edited by form and by JSON, kept in step, and arrives in the outgoing body', async ({ page }) => {
  await open(page)
  await expect(chip(page)).toHaveText('Tools')
  await openTools(page)
  await addExample(page, 'get_weather')
  const form = dialog(page).getByRole('region', { name: 'get_weather', exact: true })
  await form.getByLabel('Description', { exact: true }).fill('The weather, now.')
  await form.getByRole('button', { name: 'Parameter', exact: true }).click()
  await form.getByRole('textbox', { name: 'Name of name' }).fill('days')
  await form.getByRole('combobox', { name: 'Type of days' }).selectOption('integer')
  await form.getByRole('textbox', { name: 'Description of days' }).fill('How many')
  await form.getByRole('checkbox', { name: 'days is required' }).uncheck()
  await form.getByRole('checkbox', { name: 'Strict' }).check()
  await form.getByRole('button', { name: 'Move days up' }).click()

  await form.getByRole('radio', { name: 'JSON' }).click()
  const json = form.getByRole('textbox', { name: 'get_weather as JSON' })
  await expect(json).toContainText('"How many"')
  const tool = {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'The weather, now.',
      parameters: {
        type: 'object',
        properties: {
          city: { type: 'string', description: 'The city, as in Oslo', minLength: 2 },
          days: { type: 'integer', description: 'How many' },
          unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
        },
        required: ['city', 'unit'],
        additionalProperties: false,
        'x-more': { kept: true },
      },
      strict: true,
    },
  }
  await writeCode(json, JSON.stringify(tool))
  await form.getByRole('radio', { name: 'Form' }).click()
  await expect(form.getByText('minLength 2')).toBeVisible()
  await form.getByRole('textbox', { name: 'Values of unit, one per line' }).fill('celsius\nkelvin')
  await close(page)

  await expect(chip(page).locator('.chip-value')).toHaveText('1')
  tool.function.parameters.properties.unit.enum = ['celsius', 'kelvin']
  const body = await sent(page)
  expect(body.tools).toEqual([tool])
  expect(Object.keys(body.tools[0].function.parameters.properties)).toEqual(['city', 'days', 'unit'])

  await saved(page)
  await page.reload()
  await expect(chip(page).locator('.chip-value')).toHaveText('1')
})

test('objects and lists in parameters have parameters of their own', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openTools(page)
  await addExample(page, 'Empty tool')
  const form = dialog(page).getByRole('region', { name: 'new_tool', exact: true })
  await form.getByRole('button', { name: 'Parameter', exact: true }).click()
  await form.getByRole('combobox', { name: 'Type of name' }).selectOption('array')
  await form.getByRole('combobox', { name: 'Type of each of name' }).selectOption('object')
  await form.getByRole('button', { name: 'Add a parameter to name[]' }).click()
  await form.getByRole('textbox', { name: 'Name of name[].name' }).fill('city')
  // The focus goes along with what is moved.
  await form.getByRole('button', { name: 'Add a parameter to name[]' }).click()
  await form.getByRole('textbox', { name: 'Name of name[].name' }).fill('land')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(form.getByRole('textbox', { name: 'Name of name[].land' })).toBeFocused()
  // A name that is taken waits in its field.
  await page.keyboard.press('Control+a')
  await page.keyboard.type('city')
  await expect(form.getByText('city is there already.')).toBeVisible()
  await page.keyboard.type('_code')
  await close(page)
  expect((await sent(page)).tools[0].function.parameters.properties).toEqual({
    name: {
      type: 'array',
      items: {
        type: 'object',
        properties: { city_code: { type: 'string' }, city: { type: 'string' } },
        required: ['city_code', 'city'],
        additionalProperties: false,
      },
    },
  })
})

test('JSON that is no tool yet leaves the last good one, and says where it is wrong', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openTools(page)
  await addExample(page, 'calculate')
  const form = dialog(page).getByRole('region', { name: 'calculate', exact: true })
  await form.getByRole('radio', { name: 'JSON' }).click()
  const json = form.getByRole('textbox', { name: 'calculate as JSON' })
  await writeCode(json, '{"type": "function",\n"function": oops}')
  await expect(form).toContainText('2:13')
  await expect(form).toContainText('the last good form of it is what is sent')
  await close(page)
  expect((await sent(page)).tools[0].function.name).toBe('calculate')
})

test('names are checked, twins are named', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openTools(page)
  await addExample(page, 'get_weather')
  await dialog(page).getByRole('button', { name: 'Duplicate get_weather' }).click()
  const list = dialog(page).getByRole('list', { name: 'Tools' })
  await expect(list.getByRole('button').nth(1)).toContainText('Another tool is called get_weather, too.')
  await dialog(page).getByLabel('Name', { exact: true }).fill('get weather')
  await expect(dialog(page)).toContainText('A name has 1 to 64 letters, digits, _ or -.')
  await dialog(page).getByLabel('Name', { exact: true }).fill('get_climate')
  await expect(list.getByRole('button').nth(1)).toHaveText('get_climate')
})

test('choice, parallel calls, and the order are sent', async ({ page }) => {
  await open(page)
  await openTools(page)
  await addExample(page, 'get_weather')
  await addExample(page, 'search_orders')
  await dialog(page).getByLabel('Choice').selectOption('search_orders')
  await dialog(page).getByRole('radiogroup', { name: 'Parallel tool calls' }).getByRole('radio', { name: 'Off' }).click()
  // The choice follows the name.
  await dialog(page).getByLabel('Name', { exact: true }).fill('find_orders')
  await dialog(page).getByRole('button', { name: 'Move find_orders up' }).click()
  await close(page)
  let body = await sent(page)
  expect(body.tools.map((tool: any) => tool.function.name)).toEqual(['find_orders', 'get_weather'])
  expect(body).toMatchObject({
    tool_choice: { type: 'function', function: { name: 'find_orders' } },
    parallel_tool_calls: false,
  })

  await openTools(page)
  await dialog(page).getByLabel('Choice').selectOption('required')
  await dialog(page).getByRole('radiogroup', { name: 'Parallel tool calls' }).getByRole('radio', { name: 'Not sent' }).click()
  await close(page)
  body = await sent(page)
  expect(body.tool_choice).toBe('required')
  expect(body).not.toHaveProperty('parallel_tool_calls')
})

test('a deleted tool comes back, by the keyboard too', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openTools(page)
  await addExample(page, 'get_weather')
  await addExample(page, 'search_orders')
  await dialog(page).getByRole('button', { name: 'Delete search_orders' }).press('Enter')
  const list = dialog(page).getByRole('list', { name: 'Tools' })
  await expect(list).not.toContainText('search_orders')
  await dialog(page).getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(list).toContainText('search_orders')
  await page.keyboard.press('Escape')
  await expect(chip(page)).toBeFocused()
})

test('tools are pasted in several dialects', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openTools(page)
  const schema = { type: 'object', properties: { city: { type: 'string' } } }
  const paste = (value: unknown) =>
    dialog(page).evaluate((element, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', text)
      element.querySelector('.tools-editor')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, JSON.stringify(value))
  await paste([{ name: 'legacy_one', parameters: schema }])
  const list = dialog(page).getByRole('list', { name: 'Tools' })
  await expect(list).toContainText('legacy_one')
  await dialog(page).getByRole('button', { name: 'Add a tool' }).click()
  await writeCode(
    dialog(page).getByRole('textbox', { name: 'Tools to add, as JSON' }),
    JSON.stringify({
      tools: [
        { name: 'a', input_schema: schema },
        { name: 'b', input_schema: schema },
      ],
    }),
  )
  await dialog(page).getByRole('button', { name: 'Add 2 tools' }).click()
  await close(page)
  expect((await sent(page)).tools).toEqual(
    ['legacy_one', 'a', 'b'].map(name => ({ type: 'function', function: { name, parameters: schema } })),
  )
})

test('a column has tools of its own, or none', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await openTools(page)
  await addExample(page, 'get_weather')
  await close(page)
  const own = async (letter: string, scope: string) => {
    const fold = await openFold(page, letter, 'Tools')
    await fold.getByRole('button', { name: 'Edit' }).click()
    await dialog(page).getByRole('radio', { name: scope }).click()
  }
  await own('A', 'Not sent here')
  await close(page)
  await own('B', 'Tools of its own')
  await dialog(page).getByLabel('Name', { exact: true }).fill('get_forecast')
  await close(page)
  await expect(column(page, 'A').getByRole('button', { name: /Settings of column A: tools not sent/ })).toBeVisible()

  const bodies: any[] = []
  page.on('request', request => {
    if (request.url().endsWith('/v1/chat/completions')) bodies.push(request.postDataJSON())
  })
  await run(page).click()
  await expect.poll(() => bodies.length).toBe(3)
  const names = bodies.map(({ tools }) => tools?.map((tool: any) => tool.function.name))
  expect(names).toEqual([undefined, ['get_forecast'], ['get_weather']])
})

test('legacy functions stay editable as they are, and can become tools', { tag: '@thorough' }, async ({ page }) => {
  const message = { id: 'm1', message: { role: 'user' as const, content: 'What is the weather in Oslo?' } }
  await openWith(page, {
    prompt: { messages: [message], params: { functions: [{ name: 'old' }], function_call: 'auto' } },
    columns: [{}],
  })
  await expect(chip(page).locator('.chip-value')).toHaveText('1')
  await openTools(page)
  await writeCode(dialog(page).getByRole('textbox', { name: 'Functions as JSON' }), '[{"name":"older"}]')
  await close(page)
  expect(await sent(page)).toMatchObject({ functions: [{ name: 'older' }], function_call: 'auto' })
  await openTools(page)
  await dialog(page).getByRole('button', { name: 'Turn into tools' }).click()
  await close(page)
  const body = await sent(page)
  expect(body.tools).toEqual([{ type: 'function', function: { name: 'older' } }])
  expect(body).not.toHaveProperty('functions')
  expect(body).not.toHaveProperty('function_call')
})
