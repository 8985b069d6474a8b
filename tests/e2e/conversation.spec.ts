import { expect, type Page, test } from '@playwright/test'
import { answer, chooseModel, finished, messageTexts, open, ready, run } from './playground'

// On a busy machine three columns take a while.
test.describe.configure({ timeout: 120_000 })

interface Body {
  messages: Record<string, unknown>[]
}

/** Bodies of the runs, as they left the page. */
function sentBodies(page: Page): Body[] {
  const bodies: Body[] = []
  page.on('request', request => request.url().endsWith('/v1/chat/completions') && bodies.push(request.postDataJSON()))
  return bodies
}

test('an answer goes into the messages, and all three columns answer the next turn', async ({ page }) => {
  const bodies = sentBodies(page)
  await open(page)
  await chooseModel(page, 'C', 'gemini')
  await run(page).click()
  for (const letter of ['A', 'B', 'C']) await finished(page, letter)

  await page.getByRole('button', { name: 'Add the answer of B to the messages' }).click()
  await expect(page.getByRole('textbox', { name: 'User message 4' })).toBeFocused()
  const [, , turn] = await messageTexts(page)
  expect(turn!.length).toBeGreaterThan(10)
  await expect(page.getByRole('region', { name: 'Assistant message 3' })).toContainText('Thinking with its signature')

  await page.keyboard.type('What is a seed?')
  bodies.length = 0
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => bodies.length).toBe(3)
  for (const { messages } of bodies) {
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(messages[2]).toMatchObject({ content: turn, content_blocks: [{ type: 'thinking' }, { type: 'text' }] })
  }
  for (const letter of ['A', 'B', 'C']) {
    await finished(page, letter)
    await expect(answer(page, letter)).toContainText(/seed/i)
  }
})

test('adding an answer can be undone, and the menu of a column offers it too', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const before = await messageTexts(page)
  await run(page).click()
  await finished(page, 'A')
  await page.getByRole('button', { name: 'Menu of column A' }).click()
  await page.getByRole('menuitem', { name: 'Add answer to messages' }).click()
  await expect(page.getByRole('textbox', { name: 'User message 4' })).toBeFocused()
  await expect(page.getByText('Answer of A added to the messages')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await messageTexts(page)).toEqual(before)
})

test('calls an answer makes come along with a place for each result, bound to it', async ({ page }) => {
  const bodies = sentBodies(page)
  await open(page)
  await page.getByRole('button', { name: 'Let each model call a tool' }).click()
  await run(page).click()
  for (const letter of ['A', 'B']) await finished(page, letter)
  await page.getByRole('button', { name: 'Add the answer of A to the messages' }).click()
  const result = page.getByRole('textbox', { name: 'Tool message 3' })
  await expect(result).toBeFocused()
  await expect(page.getByRole('combobox', { name: 'Call that Tool message 3 answers' })).toHaveValue(/.+/)
  const calls = await page
    .getByRole('textbox', { name: /^Id of call/ })
    .evaluateAll(fields => fields.map(field => (field as HTMLInputElement).value))
  for (const index of calls.keys()) {
    const field = page.getByRole('textbox', { name: `Tool message ${index + 3}` })
    await field.fill('{"celsius": 7}')
    await expect(page.getByRole('combobox', { name: `Call that Tool message ${index + 3} answers` })).toHaveValue(calls[index]!)
  }
  bodies.length = 0
  await run(page).click()
  await expect.poll(() => bodies.length).toBe(2)
  const { messages } = bodies[0]!
  expect(messages[1]).toMatchObject({ role: 'assistant', tool_calls: calls.map(id => ({ id })) })
  expect(messages.slice(2)).toEqual(calls.map(id => ({ role: 'tool', tool_call_id: id, content: '{"celsius": 7}' })))
  for (const letter of ['A', 'B']) await finished(page, letter)
})

test('a call is written by hand; a result without its call is marked and put right; an id is changed in both', {
  tag: '@thorough',
}, async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Assistant' }).click()
  await page.getByRole('button', { name: 'More for Assistant message 3' }).click()
  await page.getByRole('menuitem', { name: 'Add a tool call' }).click()
  await page.getByRole('textbox', { name: 'Tool of call 1' }).fill('get_deploy')
  await page.getByRole('textbox', { name: 'Id of call 1' }).fill('call_a')
  await page.getByRole('textbox', { name: 'Arguments of call 1' }).fill('{"id": ')
  const turn = page.getByRole('region', { name: 'Assistant message 3' })
  await expect(turn.getByText('The arguments of get_deploy are not a JSON object.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Arguments of call 1' }).fill('{"id": 8841}')
  await expect(turn.getByText('The arguments')).toHaveCount(0)

  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Tool', exact: true }).click()
  const result = page.getByRole('region', { name: 'Tool message 4' })
  await expect(result.getByText('It answers no call yet.')).toBeVisible()
  await result.getByRole('button', { name: 'Answer get_deploy' }).click()
  await expect(page.getByRole('combobox', { name: 'Call that Tool message 4 answers' })).toHaveValue('call_a')
  await expect(page.getByRole('textbox', { name: 'Tool message 4' })).toBeFocused()
  await page.keyboard.type('done')
  await expect(turn.getByText('has no answer')).toHaveCount(0)

  await page.getByRole('textbox', { name: 'Id of call 1' }).fill('call_b')
  await expect(page.getByRole('combobox', { name: 'Call that Tool message 4 answers' })).toHaveValue('call_b')
  await page.getByRole('button', { name: 'Remove call 1 of Assistant message 3' }).click()
  await expect(result.getByText('No call right before it has the id call_b.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(result.getByText('No call right before')).toHaveCount(0)
})

test('variables are off until wanted; one without a value is named and keeps the prompt from running', async ({ page }) => {
  const bodies = sentBodies(page)
  await open(page)
  await page.getByRole('textbox', { name: 'User message 2' }).fill('What is {{thing}}?')
  await page.getByRole('textbox', { name: 'System message 1' }).fill('Answer {{ how }}.')
  await expect(page.getByRole('region', { name: 'Variables' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Variables' }).click()
  await expect(page.locator('.marks mark')).toHaveText(['{{ how }}', '{{thing}}'])
  await page.getByRole('textbox', { name: 'thing' }).fill('a token')

  await run(page).click()
  await expect(page.getByRole('textbox', { name: 'how' })).toBeFocused()
  await expect(page.getByTestId('announcer')).toHaveText('Not run. Fill in first: how')
  expect(bodies).toEqual([])
  await page.keyboard.type('briefly')
  await page.keyboard.press('Control+Enter')
  for (const letter of ['A', 'B']) await finished(page, letter)
  expect(bodies.length).toBeGreaterThanOrEqual(3)
  for (const { messages } of bodies)
    expect(messages.map(({ content }) => content)).toEqual(['Answer briefly.', 'What is a token?'])

  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await ready(page)
  await expect(page.getByRole('textbox', { name: 'thing' })).toHaveValue('a token')
})

test('an assistant message at the end says for each column what becomes of it', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Assistant' }).click()
  await page.keyboard.type('It cuts')
  const list = page.getByRole('list', { name: 'What becomes of the beginning of the answer' })
  await expect(list.getByRole('listitem')).toHaveText([/^AC.*begins anew/, /^B.*a user turn asks it to/], { timeout: 30_000 })
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.getByRole('menuitem', { name: 'User', exact: true }).click()
  await expect(list).toHaveCount(0)
})

test('⌘Z takes a deletion back outside of fields, and is the text’s own inside', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  const before = await messageTexts(page)
  await page.getByRole('button', { name: 'Delete System message 1' }).click()
  await page.getByRole('textbox', { name: 'User message 1' }).press('Control+z')
  expect(await messageTexts(page)).toHaveLength(1)
  await page.getByRole('heading', { name: 'Prompt', exact: true }).click()
  await page.keyboard.press('Control+z')
  expect(await messageTexts(page)).toEqual(before)
})

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('messages are reordered with a finger on their grip', { tag: '@thorough' }, async ({ page }) => {
    await open(page)
    const [system, user] = await messageTexts(page)
    const from = (await page.getByRole('button', { name: 'Move User message 2' }).boundingBox())!
    const to = (await page.locator('[data-message="m1"]').boundingBox())!
    const client = await page.context().newCDPSession(page)
    const x = from.x + from.width / 2
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x, y }] })
    await touch('touchStart', from.y + from.height / 2)
    for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', from.y + (to.y + 8 - from.y) * part)
    await touch('touchEnd')
    expect(await messageTexts(page)).toEqual([user, system])
  })

  test('an answer is added and the next turn written', { tag: '@thorough' }, async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Run 3' }).tap()
    await finished(page, 'A')
    await page.getByRole('button', { name: 'Add the answer of A to the messages' }).tap()
    await expect(page.getByRole('textbox', { name: 'User message 4' })).toBeFocused()
    await expect(page.getByRole('button', { name: 'Prompt', exact: true })).toHaveAttribute('aria-current', 'page')
  })
})
