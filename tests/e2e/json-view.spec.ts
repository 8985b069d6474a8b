import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { answer, chooseModel, column, finished, LOOKS, open, openWith, run, watchTrouble } from './playground'

const STARTER = 'One schema, two dialects'
const PERSON = { name: 'Ada Lovelace', born: 1815, city: 'London', known_for: ['the first program'] }

// The editor and the view load when they are first wanted; on a busy machine that takes seconds.
test.describe.configure({ timeout: 90_000 })

test('what the built-in models answer in three dialects is held against the schema', async ({ page }) => {
  const trouble = watchTrouble(page)
  await openSchema(page)
  await page.getByRole('button', { name: 'Add a column' }).click()
  await chooseModel(page, 'C', 'gemini')
  await expect(column(page, 'C')).toHaveAttribute('aria-label', /sandbox\/gemini/)
  await run(page).click()
  for (const letter of ['A', 'B', 'C']) {
    await finished(page, letter)
    await expect(column(page, letter).getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true')
    await expect(answer(page, letter).locator('.json-verdict')).toContainText('valid person')
    await expect(row(page, letter, '/born')).toContainText(/born: \d+.*integer/)
  }
  expect(trouble).toEqual([])
})

test('an error is marked at its path, and Show goes there, also where it is folded away', { tag: '@thorough' }, async ({
  page,
}) => {
  await answerWith(page, JSON.stringify({ ...PERSON, known_for: ['x', 7] }))
  await openSchema(page)
  await run(page).click()
  const a = answer(page, 'A')
  await expect(a.locator('.json-verdict')).toContainText('1 error /known_for/1')
  await expect(row(page, 'A', '/known_for/1')).toContainText('Must be a string, got a number.')
  await row(page, 'A', '/known_for').click()
  await expect(row(page, 'A', '/known_for/1')).toHaveCount(0)
  await expect(row(page, 'A', '/known_for')).toContainText('1 error inside')
  await a.getByRole('button', { name: 'Show' }).click()
  await expect(row(page, 'A', '/known_for/1')).toBeFocused()
})

test('a pattern without end is given up, and the page goes on meanwhile', { tag: '@thorough' }, async ({ page }) => {
  const schema = { type: 'object', properties: { name: { type: 'string', pattern: '^(a+)+$' } }, required: ['name'] }
  await answerWith(page, JSON.stringify({ name: `${'a'.repeat(60)}!` }))
  const response_format = { type: 'json_schema' as const, json_schema: { name: 'evil', schema } }
  const messages = [{ id: 'm1', message: { role: 'user' as const, content: 'Hello' } }]
  await openWith(page, { prompt: { messages, params: { response_format } }, columns: [{}] })
  await run(page).click()
  const verdict = answer(page, 'A').locator('.json-verdict')
  await expect(row(page, 'A', '/name')).toBeVisible()
  await expect(verdict).not.toContainText('valid')
  await expect(verdict).toContainText('not checked: a pattern of the schema takes more than 3 seconds', { timeout: 20_000 })
})

test('it fills while it streams, and says so when it was cut off', async ({ page }) => {
  await openSchema(page)
  await chooseModel(page, 'A', 'slow')
  await page.keyboard.press('Control+Shift+Enter')
  const verdict = answer(page, 'A').locator('.json-verdict')
  await expect(verdict).toContainText('filling')
  await expect(row(page, 'A', '')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(verdict).toContainText('cut off')
})

test('an answer that is no JSON says at which character; one in a fence is read', { tag: '@thorough' }, async ({ page }) => {
  await answerWith(page, 'Here you are: {"a": 1}', '```json\n{"a": [true]}\n```')
  await open(page)
  await run(page).click()
  for (const letter of ['A', 'B']) await column(page, letter).getByRole('tab', { name: 'JSON' }).click()
  await expect(answer(page, 'A').locator('.json-verdict')).toContainText('not JSON at character 1')
  await expect(answer(page, 'A').getByRole('region', { name: 'Where it stops being JSON' })).toContainText(
    'Character 1: Expected a value.',
  )
  await expect(answer(page, 'B').locator('.json-verdict')).toContainText('in a fence')
  await expect(row(page, 'B', '/a/0')).toContainText('true')
})

test('the tree is walked by keyboard with one tab stop, and gives its paths and values', { tag: '@thorough' }, async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await answerWith(page, JSON.stringify(PERSON))
  await openSchema(page)
  await run(page).click()
  const tree = answer(page, 'A').getByRole('tree')
  await expect(tree.locator('[tabindex="0"][role="treeitem"]')).toHaveCount(1)
  await row(page, 'A', '').focus()
  await page.keyboard.press('End')
  await expect(row(page, 'A', '/known_for/0')).toBeFocused()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await row(page, 'A', '/known_for/0').getByRole('button', { name: 'Copy the path' }).click()
  expect(await copied()).toBe('/known_for/0')
  await row(page, 'A', '/known_for/0').getByRole('button', { name: 'Copy the value' }).click()
  expect(await copied()).toBe('the first program')
  await row(page, 'A', '/known_for/0').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(row(page, 'A', '/known_for')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(row(page, 'A', '/known_for')).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await expect(row(page, 'A', '/known_for/0')).toBeVisible()
})

test('of a value of thousands of rows only those near the view are drawn, and the last can be reached', {
  tag: '@thorough',
}, async ({ page }) => {
  const rows = 6_000
  await answerWith(page, JSON.stringify(Array.from({ length: rows }, (_, index) => ({ index }))))
  await open(page)
  await run(page).click()
  await column(page, 'A').getByRole('tab', { name: 'JSON' }).click()
  await expect(answer(page, 'A').locator('.json-verdict')).toContainText('JSON')
  await row(page, 'A', '').focus()
  await page.keyboard.press('End')
  await expect(row(page, 'A', `/${rows - 1}/index`)).toBeFocused()
  await expect(row(page, 'A', `/${rows - 1}/index`)).toBeInViewport()
  expect(await answer(page, 'A').getByRole('treeitem').count()).toBeLessThan(rows / 4)
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing, and nothing scrolls sideways', async ({ page }) => {
      const long = 'word '.repeat(60) + 'x'.repeat(200)
      await answerWith(page, JSON.stringify({ ...PERSON, born: 'then', known_for: [long, { [long]: 1 }] }), 'No.')
      await openSchema(page)
      await page
        .getByRole('button', { name: phone ? /^Run \d/ : 'Run', exact: !phone })
        .first()
        .click()
      await expect(row(page, 'A', '/born')).toContainText('Must be an integer')
      await expectAccessible(page)
      const body = answer(page, 'A')
      expect(await body.evaluate(element => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
    })
  })
}

async function openSchema(page: Page) {
  await open(page)
  await page.getByRole('button', { name: STARTER }).click()
}

function row(page: Page, letter: string, path: string) {
  return answer(page, letter).locator(`[data-path="${path}"]`)
}

/** The gateway is not asked; the columns get these texts in the order in which they ask. */
async function answerWith(page: Page, ...texts: string[]) {
  let asked = 0
  await page.route('**/chat/completions', route => {
    const text = texts[Math.min(asked++, texts.length - 1)]!
    const parts = text.match(/.{1,40}/gs)!.map(content => chunk({ delta: { content }, finish_reason: null }))
    const body = `${parts.join('')}${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`
    return route.fulfill({ contentType: 'text/event-stream', body })
  })
}

function chunk(choice: object): string {
  const whole = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'x', choices: [{ index: 0, ...choice }] }
  return `data: ${JSON.stringify(whole)}\n\n`
}
