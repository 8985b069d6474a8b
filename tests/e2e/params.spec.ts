import { expect, test } from '@playwright/test'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { params } from '@/lib/params'
import type { Param } from '@/lib/params/param'
import { PARAM_VALUES } from '../support/param-values'
import { bodiesOf, openChip, openFold, operate, panelOf } from './param-controls'
import { chooseModel, column, open, ready, run } from './playground'

const VALUES: Record<string, readonly [unknown, unknown] | undefined> = PARAM_VALUES
const ROWS = Object.entries<Param>(params).filter(([, { kind }]) => kind.control !== 'none')

/** Dealt out like cards: those that exclude each other are neighbours in the table. */
const LOADS = 4
const deals = Array.from({ length: LOADS }, (_, load) => ROWS.filter((_, index) => index % LOADS === load))

for (const rows of deals) {
  test(`a value set in the page goes out, after a reload, another model and a duplicated column too: ${rows
    .map(([name]) => name)
    .join(', ')}`, async ({ page }) => {
    test.setTimeout(120_000)
    for (const [name] of rows) expect(VALUES[name], `${name} has values to test with`).toBeDefined()
    const panels = [...new Set(rows.map(([name, row]) => panelOf(name, row)))]
    const inPanel = (title: string) => rows.filter(([name, row]) => panelOf(name, row) === title)
    await open(page)
    for (const title of panels) {
      const panel = await openChip(page, title)
      for (const [name, row] of inPanel(title)) await operate(panel, name, row, VALUES[name]![0])
      await page.keyboard.press('Escape')
      await expect(panel).toBeHidden()
    }
    for (const title of panels) {
      const fold = await openFold(page, 'C', title)
      for (const [name, row] of inPanel(title)) await operate(fold, name, row, VALUES[name]![1])
    }
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu of column C' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await chooseModel(page, 'A', 'slow')
    await chooseModel(page, 'C', 'gemini')
    await expect(page.locator('.save-state.saved')).toBeVisible()
    await page.reload()
    await ready(page)

    const [a, , c, d] = await bodiesOf(page, 4, () => run(page).click())
    expect([a.model, c.model, d.model]).toEqual(['slow', 'gemini', 'flaky'])
    const [forPrompt, forColumn] = [0, 1].map(side => Object.fromEntries(rows.map(([name]) => [name, VALUES[name]![side]])))
    expect(a).toMatchObject(forPrompt!)
    expect(c).toMatchObject(forColumn!)
    expect(d).toMatchObject(forColumn!)
  })
}

test('a flag has three states: nothing said is not false', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const bodyAfter = async (word: string) => {
    const panel = await openChip(page, 'More')
    await panel.getByRole('radiogroup', { name: 'Store' }).getByRole('radio', { name: word }).click()
    await page.keyboard.press('Escape')
    return (await bodiesOf(page, 3, () => run(page).click()))[0]
  }
  expect(await bodyAfter('Off')).toHaveProperty('store', false)
  expect(await bodyAfter('On')).toHaveProperty('store', true)
  expect(await bodyAfter('Not sent')).not.toHaveProperty('store')
})

test('extra parameters are JSON: what is typed stays, what can be read is sent, and a fault is named', async ({ page }) => {
  await open(page)
  const panel = await openChip(page, 'More')
  const field = panel.getByRole('textbox', { name: 'Extra parameters' })
  await field.fill('{"chat_template_kwargs": {"enable_thinking": false}, "new": 1}')
  await field.fill('{"new": 2, ')
  await expect(panel.getByText('This is not JSON')).toBeVisible()
  await page.keyboard.press('Escape')
  await openChip(page, 'More')
  await expect(field).toHaveValue('{"new": 2, ')
  const [kept] = await bodiesOf(page, 3, () => page.keyboard.press('Control+Enter'))
  expect(kept).toMatchObject({ chat_template_kwargs: { enable_thinking: false }, new: 1 })

  for (const [text, says] of [
    ['{"messages": []}', 'cannot hold messages, which the page writes itself'],
    ['{"temperature": 1}', 'cannot hold temperature, which has a control of its own'],
    ['[1]', 'must be an object'],
  ] as const) {
    await field.fill(text)
    await expect(panel.getByText(says)).toBeVisible()
  }
  await field.fill('{"new": 3}')
  await expect(panel.locator('.field-problem')).toHaveCount(0)
  const [after] = await bodiesOf(page, 3, () => page.keyboard.press('Control+Enter'))
  expect(after).toMatchObject({ new: 3 })
  expect(after).not.toHaveProperty('chat_template_kwargs')
})

test('a text is biased by the tokens it has with the model, and each id says what it stands for', { tag: '@thorough' }, async ({
  page,
}) => {
  await open(page)
  const built = await openChip(page, 'Sampling')
  await expect(built.getByText('The built-in model counts in tokens of its own')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Model of column A' }).click()
  await page.getByRole('combobox', { name: 'Search models' }).fill('openai/gpt-4.1')
  await page.keyboard.press('Enter')
  const panel = await openChip(page, 'Sampling')
  await panel.getByRole('textbox', { name: 'Text to bias' }).fill(' naïve 🙂')
  const ids = encode(' naïve 🙂').map(String)
  await expect(panel.getByRole('status')).toContainText(ids[0]!)
  await panel.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(panel.locator('.bias-line', { hasText: ids[0]! })).toContainText('·na')
  await panel.getByRole('textbox', { name: `Bias of token ${ids[0]}` }).fill('12')
  await panel.getByRole('button', { name: 'Give an id instead' }).click()
  await panel.getByRole('textbox', { name: 'Token id' }).fill('1')
  await page.keyboard.press('Enter')
  await expect(panel.getByText(/Ids are those of o200k_base; elsewhere, as in/)).toBeVisible()
  const [body] = await bodiesOf(page, 3, () => page.keyboard.press('Control+Enter'))
  const usual = Object.fromEntries([...ids, '1'].map(id => [id, -100]))
  expect(body.logit_bias).toEqual({ ...usual, [ids[0]!]: 12 })
})

test('a control says at its place who is not sent its value; kept it is said more quietly, removed not at all', async ({
  page,
}) => {
  await open(page)
  const pane = page.getByRole('region', { name: 'Prompt', exact: true })
  await expect(pane.locator('.features > .not-sent-lines')).toContainText('temperature, seed not sent to B')
  const panel = await openChip(page, 'Sampling')
  const seed = panel.locator('.control', { has: page.getByRole('textbox', { name: 'Seed' }) })
  await expect(seed).toContainText('Not sent to B. Anthropic has no seed.')
  await seed.getByRole('button', { name: 'Keep and drop' }).click()
  await expect(seed.getByRole('button', { name: 'Keep and drop' })).toHaveCount(0)
  await expect(pane.locator('.features > .not-sent-lines')).toContainText('temperature not sent to B')
  await seed.getByRole('button', { name: 'Remove' }).click()
  await expect(seed).not.toContainText('Not sent to')
  await page.keyboard.press('Escape')
  await expect(column(page, 'B')).toContainText('seed not sent')
})

test('thinking says what each model can and will be sent', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const panel = await openChip(page, 'Thinking')
  const list = panel.getByRole('list', { name: 'What each model is sent' })
  await panel.getByRole('radio', { name: 'Effort', exact: true }).click()
  await panel.getByRole('radio', { name: 'high', exact: true }).click()
  await expect(list.getByRole('listitem').nth(0)).toContainText('reasoning_effort "high"')
  await expect(list.getByRole('listitem').nth(1)).toContainText('thinking is given too, and it wins.')
  await panel.getByRole('radio', { name: 'Off', exact: true }).click()
  await page.keyboard.press('Escape')
  const [a] = await bodiesOf(page, 3, () => run(page).click())
  expect(a).toMatchObject({ thinking: { type: 'disabled' } })
  expect(a).not.toHaveProperty('reasoning_effort')
})
