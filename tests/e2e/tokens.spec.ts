import { expect, type Locator, type Page, test } from '@playwright/test'
import type { ChatChunk, TokenLogprob } from '@/lib/chat/types'
import { expectAccessible } from './expect-accessible'
import { answer, column, finished, LOOKS, open, run, watchTrouble } from './playground'

const STARTER = 'See where a model hesitates'

test('heat, alternatives and perplexity of what the model said', async ({ page }) => {
  const trouble = watchTrouble(page)
  await open(page)
  await page.getByRole('button', { name: STARTER }).click()
  // Read on its way: the browser does not keep what it has streamed.
  let streamed = ''
  await page.route('**/v1/chat/completions', async route => {
    const response = await route.fetch()
    if (route.request().postData()?.includes('openai')) streamed = await response.text()
    await route.fulfill({ response })
  })
  await run(page).click()
  await Promise.all(['A', 'B'].map(letter => finished(page, letter)))
  const tokens = logprobsOf(streamed)

  const shown = await Promise.all(['A', 'B'].map(letter => perplexityIn(page, letter)))
  const mean = tokens.reduce((sum, { logprob }) => sum + logprob, 0) / tokens.length
  expect(shown.map(value => Math.abs(value - Math.exp(-mean)) < 1e-9)).toContain(true)

  const text = answer(page, 'A').getByRole('group', { name: 'Tokens of the answer' })
  const first = text.locator('[data-at]').first()
  await first.hover()
  const alternatives = page.getByRole('tooltip')
  await expect(alternatives.getByRole('listitem')).not.toHaveCount(0)
  await expect(alternatives).toContainText(/rank \d|not among/)
  await expect(alternatives).toContainText(/covers [\d.]+ %/)
  await expect(alternatives.getByRole('listitem').filter({ hasText: 'chosen' })).toHaveCount(1)
  await page.mouse.move(0, 0)
  await expect(alternatives).toHaveCount(0)

  for (const measure of ['Surprisal', 'Margin']) {
    await answer(page, 'A').getByRole('radio', { name: measure }).click()
    await expect(answer(page, 'A').getByRole('radio', { name: measure })).toBeChecked()
  }
  expect(trouble).toEqual([])
})

test('by keyboard: one tab stop, arrows move, Enter pins, Esc lets go without stopping a run', { tag: '@thorough' }, async ({
  page,
}) => {
  const text = await shownIn(page, 'A')
  await expect(text.locator('[tabindex="0"]')).toHaveCount(1)
  await answer(page, 'A').getByRole('radio', { name: 'Probability' }).focus()
  await page.keyboard.press('Tab')
  const alternatives = page.getByRole('tooltip')
  await expect(text.locator('[data-at="0"]')).toBeFocused()
  await expect(alternatives).toContainText('1 of ')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(text.locator('[data-at="2"]')).toBeFocused()
  await expect(alternatives).toContainText('3 of ')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(alternatives).toContainText('3 of ')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(alternatives).toHaveCount(0)
})

test('the perplexity of a selection is that of its tokens', { tag: '@thorough' }, async ({ page }) => {
  const text = await shownIn(page, 'A')
  const whole = await perplexityIn(page, 'A')
  await text.evaluate(element => {
    const first = element.querySelector('[data-at="0"]')!.firstChild!
    getSelection()!.setBaseAndExtent(first, 0, first, 1)
  })
  await expect(answer(page, 'A')).toContainText('selected')
  const name = await text.locator('[data-at="0"]').getAttribute('aria-label')
  const probability = Number(/([\d.]+) %$/.exec(name ?? '')![1]) / 100
  const ofOne = await perplexityIn(page, 'A')
  expect(Math.abs(1 / ofOne - probability)).toBeLessThan(0.001)
  expect(ofOne).not.toBe(whole)
})

test('where there are none the tab says why, and how to get them', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await run(page).click()
  await finished(page, 'A')
  await column(page, 'A').getByRole('tab', { name: 'Tokens' }).click()
  const none = answer(page, 'A').getByRole('region', { name: 'No token data' })
  await expect(none).toContainText('Log probabilities were not asked for.')
  await none.getByRole('button', { name: 'Ask for log probabilities' }).click()
  await none.getByRole('button', { name: 'Run A again' }).click()
  await expect(answer(page, 'A').getByRole('group', { name: 'Tokens of the answer' })).toBeVisible()
  await finished(page, 'A')

  await column(page, 'B').getByRole('tab', { name: 'Tokens' }).click()
  await finished(page, 'B')
  await page.keyboard.press('Control+Shift+Enter')
  await expect(answer(page, 'B').getByRole('region', { name: 'No token data' })).toContainText(
    'Anthropic has no log probabilities.',
  )
})

test('of an answer of 20,000 tokens only those near the view are drawn, and the last can be reached', {
  tag: '@thorough',
}, async ({ page }) => {
  test.setTimeout(90_000)
  const count = 20_000
  const chunk = (part: object) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'x', choices: [part] })}\n\n`
  const one = (index: number) => {
    const token = index % 40 === 20 ? '\n' : `w${index} `
    const entry = { token, logprob: -(index % 7) / 3, bytes: [...Buffer.from(token)], top_logprobs: [] }
    return chunk({ index: 0, delta: { content: token }, logprobs: { content: [entry], refusal: null }, finish_reason: null })
  }
  const body = Array.from({ length: count }, (_, index) => one(index)).join('')
  const end = `${chunk({ index: 0, delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`
  await page.route('**/chat/completions', route => route.fulfill({ contentType: 'text/event-stream', body: body + end }))
  const text = await shownIn(page, 'A')
  expect((await text.textContent())?.length).toBeGreaterThan(100_000)
  expect(await text.locator('[data-at]').count()).toBeLessThan(count / 5)
  await text.locator('[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await expect(text.locator(`[data-at="${count - 1}"]`)).toBeFocused()
  await expect(text.locator(`[data-at="${count - 1}"]`)).toBeInViewport()
  expect(await text.locator('[data-at]').count()).toBeLessThan(count / 5)
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing, and nothing scrolls sideways', async ({ page }) => {
      test.setTimeout(90_000)
      const text = await shownIn(page, 'A', phone)
      await text.locator('[data-underline]').first().click()
      await expect(page.getByRole('tooltip')).toBeVisible()
      await expectAccessible(page)
    })
  })
}

/** The starter, run, in the Tokens view. */
async function shownIn(page: Page, letter: string, phone = false): Promise<Locator> {
  await open(page)
  await page.getByRole('button', { name: STARTER }).click()
  if (phone) await page.getByRole('button', { name: 'Run 3' }).click()
  else await run(page).click()
  await finished(page, letter)
  for (const one of phone ? [letter] : ['A', 'B', 'C']) {
    await column(page, one).getByRole('tab', { name: 'Tokens' }).click()
  }
  const text = answer(page, letter).getByRole('group', { name: 'Tokens of the answer' })
  await expect(text.locator('[data-at]').first()).toBeVisible()
  return text
}

async function perplexityIn(page: Page, letter: string): Promise<number> {
  await column(page, letter).getByRole('tab', { name: 'Tokens' }).click()
  return Number(await answer(page, letter).locator('[data-perplexity]').getAttribute('data-perplexity'))
}

/** Of the first choice of a streamed answer. */
function logprobsOf(body: string): TokenLogprob[] {
  return body.split('\n').flatMap(line => {
    if (!line.startsWith('data: {')) return []
    const chunk: Partial<ChatChunk> = JSON.parse(line.slice(6))
    return chunk.choices?.[0]?.logprobs?.content ?? []
  })
}
