import { expect, type Page, test } from '@playwright/test'
import { longText } from '../support/long-text.mjs'
import { answer, column, finished, open, run, watchTrouble } from './playground'

const COUNT = 3000
const SHAPES = { openai: 'mixed', anthropic: 'paragraph', flaky: 'table' } as const
const SECRETS = { openai: 'amber', anthropic: 'basalt', flaky: 'cobalt' } as const
type Model = keyof typeof SHAPES

test('long answers that stream side by side are each under their model, to the character', async ({ page }) => {
  test.setTimeout(120_000)
  const trouble = watchTrouble(page)
  const text = (model: Model) => longText(SHAPES[model], COUNT, SECRETS[model])
  await stream(page, Object.fromEntries(Object.keys(SHAPES).map(model => [model, text(model as Model)])))
  await open(page)
  await run(page).click()
  await expect(answer(page, 'B').locator('.markdown')).toContainText('retry', { timeout: 30_000 })
  for (const [index, model] of (Object.keys(SHAPES) as Model[]).entries()) {
    const letter = 'ABC'[index]!
    await finished(page, letter)
    // Read as Markdown nothing is lost either: every secret word of the text is there.
    const whole = text(model).join('')
    const markdown = answer(page, letter).locator('.markdown')
    await expect.poll(async () => countIn(await markdown.textContent(), SECRETS[model])).toBe(countIn(whole, SECRETS[model]))
    await column(page, letter).getByRole('tab', { name: 'Text' }).click()
    await expect.poll(() => answer(page, letter).locator('.answer-text').textContent()).toBe(whole)
  }
  expect(trouble).toEqual([])
})

test('white space is marked on demand, and what is copied stays the text', { tag: '@thorough' }, async ({ page }) => {
  const text = `one two\tthree\u00a0four\u200bfive\n\nsix  seven ${'word '.repeat(3000)}end`
  await stream(page, { openai: [text] })
  await open(page)
  await run(page).click()
  await finished(page, 'A')
  await column(page, 'A').getByRole('tab', { name: 'Text' }).click()
  const body = answer(page, 'A').locator('.answer-text')
  await answer(page, 'A').getByRole('button', { name: 'White space' }).click()
  await expect(body.locator('[data-mark="U+200B"]')).toHaveCount(1)
  await expect(body.locator('[data-mark="→"]')).toHaveCount(1)
  await expect.poll(() => body.textContent()).toBe(text)
  const copied = await body.evaluate(element => {
    getSelection()!.selectAllChildren(element)
    const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true })
    element.dispatchEvent(event)
    return event.clipboardData!.getData('text/plain')
  })
  expect(copied).toBe(text)
})

test('once somebody did anything, whatever opens is there already: answers that stream may take every connection', {
  tag: '@thorough',
}, async ({ page }) => {
  test.setTimeout(60_000)
  await open(page)
  await page.locator('[data-message] textarea').last().click()
  let before = -1
  const isStill = async () => before === (before = await page.evaluate(() => performance.getEntriesByType('resource').length))
  await expect.poll(isStill, { intervals: [500], timeout: 30_000 }).toBe(true)
  await page.route('**/*.js*', route => route.abort())
  await page.getByRole('button', { name: 'Model of column A' }).click()
  await expect(page.getByRole('combobox', { name: 'Search models' })).toBeVisible()
  await page.keyboard.press('Escape')
  for (const chip of ['Logprobs', 'Thinking', 'Sampling']) {
    const pane = page.getByRole('region', { name: 'Prompt', exact: true })
    await pane.getByRole('button', { name: new RegExp(`^${chip}`) }).click()
    await expect(page.getByRole('dialog', { name: chip })).toBeVisible()
    await expect(page.getByText('Loading…')).toHaveCount(0)
    await page.keyboard.press('Escape')
  }
  for (const name of ['History', 'Share']) {
    await page.getByRole('banner').getByRole('button', { name }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('Control+j')
  await expect(page.getByRole('tabpanel', { name: 'Receipt of column A' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})

/** Answers every chat in the page itself, in pieces, a few with every beat. */
async function stream(page: Page, texts: Record<string, string[]>) {
  await page.addInitScript(texts => {
    const real = globalThis.fetch
    const chunk = (model: string, delta: object, finish: string | null = null) =>
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
    globalThis.fetch = async (input, init) => {
      if (!String(input).endsWith('/v1/chat/completions')) return real(input, init)
      const { model } = JSON.parse(String(init?.body)) as { model: string }
      const tokens = texts[model] ?? ['Something else.']
      const encoder = new TextEncoder()
      let sent = 0
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise(resolve => setTimeout(resolve, 5))
          const piece = tokens.slice(sent, (sent += 15)).map(token => chunk(model, { content: token }))
          if (sent >= tokens.length) piece.push(chunk(model, {}, 'stop'), 'data: [DONE]\n\n')
          controller.enqueue(encoder.encode(piece.join('')))
          if (sent >= tokens.length) controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    }
  }, texts)
}

function countIn(text: string | null, word: string): number {
  return (text ?? '').split(word).length - 1
}
