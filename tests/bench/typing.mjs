import { longText } from '../support/long-text.mjs'
import { timeOf } from './main-thread.mjs'

const KEYS = 60

const words = count => Array.from({ length: count }, (_, index) => ['amber', 'of', 'basalt', 'and', 'the'][index % 5]).join(' ')
const user = content => ({ role: 'user', content })
const turns = count =>
  Array.from({ length: count }, (_, index) => ({ role: index % 2 ? 'assistant' : 'user', content: words(60) }))
const parameters = { type: 'object', properties: { place: { type: 'string', description: words(10) } } }
const tool = index => ({ type: 'function', function: { name: `tool_${index}`, description: words(20), parameters } })

const BODIES = {
  'a key': { messages: [user('Hi')] },
  'of 100 messages': { messages: [...turns(100), user('Hi')] },
  'with 20 tools': { messages: [user('Hi')], tools: Array.from({ length: 20 }, (_, index) => tool(index)) },
  'in 50 kB': { messages: [user(longText('mixed', 20_000, 'amber').join('').slice(0, 50_000))] },
}

/** In milliseconds of the main thread's processor time: one key in the last message of each prompt, three columns idle beside it. */
export async function measureTyping(browser, url) {
  const times = []
  for (const [name, body] of Object.entries(BODIES)) times.push([name, await timeOfKey(browser, url, body)])
  return times
}

async function timeOfKey(browser, url, body) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.locator('main[aria-busy="false"]').waitFor()
  await page.evaluate(pasteText, JSON.stringify(body))
  await page.getByRole('button', { name: 'Replace the prompt' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.locator('[data-message] textarea').last().focus()
  const type = () => page.keyboard.type('amber '.repeat(KEYS / 6), { delay: 60 })
  await type()
  // By now all that loads by itself has come.
  await page.waitForTimeout(2000)
  const time = (await timeOf(page, type)) / KEYS
  await page.close()
  return time
}

/** Runs in the page, where nobody writes: it opens the import. */
function pasteText(text) {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
}
