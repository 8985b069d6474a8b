import { longText } from '../support/long-text.mjs'
import { longestTask, timeOf } from './main-thread.mjs'

const WORDS = 2000
const END = ' Finis.'

/**
 * In milliseconds of the main thread's processor time: the longest task while the Tokens view of an answer of so many tokens opens,
 * and all of them while the Diff view of two answers of 2,000 words each does.
 */
export async function measureViews(browser, url, count) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const tokens = longText('mixed', count, 'amber')
  const bodies = { openai: streamOf(tokens, true), anthropic: streamOf(wordsOf('basalt')), flaky: streamOf(wordsOf('cobalt')) }
  await page.route('**/v1/chat/completions', route =>
    route.fulfill({ contentType: 'text/event-stream', body: bodies[route.request().postDataJSON().model] }),
  )
  await page.goto(url)
  await page.locator('main[aria-busy="false"]').waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')
  const column = letter => page.locator(`section.column[aria-label^="Column ${letter},"]`)
  for (const letter of 'ABC') await column(letter).locator('.column-status.done').waitFor({ timeout: 60_000 })
  await column('B').getByRole('button', { name: 'Pin B' }).click()
  // By now what views need is there, and nothing else is under way.
  await page.waitForTimeout(2000)

  const tab = (letter, name) => column(letter).getByRole('tab', { name }).elementHandle()
  const [toTokens, toDiff] = [await tab('A', 'Tokens'), await tab('C', 'Diff')]
  const compared = await timeOf(page, () => toDiff.evaluate(openAndSee, { box: '.diff-text', end: END }))
  const end = tokens.slice(-20).join('')
  const opened = await longestTask(page, () => toTokens.evaluate(openAndSee, { box: '.tokens-text', end }))
  await page.close()
  return { opened, compared }
}

/** Until the end is painted. All in the page and only where something changed: a driver's search, or a look at every frame, would count. */
function openAndSee(tab, { box, end }) {
  const column = tab.closest('.column')
  return new Promise(resolve => {
    const observer = new MutationObserver(() => {
      if (!column.querySelector(box)?.lastElementChild?.textContent.endsWith(end)) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(resolve))
    })
    observer.observe(column, { childList: true, subtree: true, characterData: true })
    tab.click()
  })
}

/** As tokens. */
function wordsOf(secret) {
  let words = 0
  const tokens = longText('mixed', 10 * WORDS, secret)
  const end = tokens.findIndex(token => /^\s/.test(token) && ++words > WORDS)
  return [...tokens.slice(0, end), END]
}

function streamOf(tokens, withLogprobs = false) {
  const chunk = (delta, logprobs = null, finish_reason = null) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'x', choices: [{ index: 0, delta, logprobs, finish_reason }] })}\n\n`
  const events = tokens.map((token, index) => chunk({ content: token }, withLogprobs ? logprobsOf(token, index) : null))
  return `${events.join('')}${chunk({}, null, 'stop')}data: [DONE]\n\n`
}

function logprobsOf(token, index) {
  const entry = (token, logprob) => ({ token, logprob, bytes: [...Buffer.from(token)] })
  const chosen = entry(token, -(index % 7) / 3)
  return { content: [{ ...chosen, top_logprobs: [chosen, entry(' other', -1.5), entry(' third', -3)] }], refusal: null }
}
