import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { PARAM_VALUES } from '../support/param-values'
import { expectAccessible } from './expect-accessible'
import { bodiesOf } from './param-controls'
import { column, finished, LOOKS, messageTexts, open, openWith, ready, run, watchTrouble } from './playground'

interface Fixture {
  link: string
  prompt: { title: string; messages: { content: string }[] }
}
const typical = JSON.parse(readFileSync(new URL('../fixtures/links/typical.json', import.meta.url), 'utf8')) as Fixture
const starter = JSON.parse(readFileSync(new URL('../fixtures/links/starter.json', import.meta.url), 'utf8')) as Fixture

/** Eight by eight pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGM4wcCAFWEXHbQSALvlMgGxhdU2AAAAAElFTkSuQmCC',
  'base64',
)

/** Everything the page sends to the gateway. */
function watchGateway(page: Page): string[] {
  const sent: string[] = []
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/v1/')) sent.push(`${request.method()} ${pathname}`)
  })
  return sent
}

/** A page of someone else, who has never been here. */
async function stranger(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage()
}

async function shareLink(page: Page): Promise<string> {
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
  const field = page.getByRole('textbox', { name: 'Prompt link' })
  await expect(field).toHaveValue(/#p1/)
  return field.inputValue()
}

const banner = (page: Page) => page.getByRole('region', { name: 'Shared prompt' })

test('a prompt shared on one page is the same on another, which sends nothing before a click', async ({ page, browser }) => {
  test.slow()
  await open(page)
  await page.getByRole('textbox', { name: 'Title of the prompt' }).fill('Über «alles» 日本語')
  await page.getByRole('textbox', { name: 'User message 2' }).fill('What is a token? 🙂')
  await page.getByRole('button', { name: 'Menu of column C' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  const link = await shareLink(page)

  const other = await stranger(browser)
  const sent = watchGateway(other)
  await other.goto(link)
  await ready(other)
  await expect(banner(other)).toContainText('Nothing has run')
  await expect(other.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue('Über «alles» 日本語')
  expect(await messageTexts(other)).toEqual(await messageTexts(page))
  await expect(column(other, 'B')).toBeVisible()
  await expect(column(other, 'C')).toHaveCount(0)
  expect(new URL(other.url()).hash).toBe('')
  expect(sent.filter(request => request !== 'GET /v1/models')).toEqual([])
  expect(await shareLink(other)).toBe(link)
  await other.keyboard.press('Escape')

  await run(other).click()
  await finished(other, 'A')
  await expect(banner(other)).not.toContainText('Nothing has run')
  expect(sent).toContain('POST /v1/chat/completions')
  await other.context().close()
})

test('the banner says what a run would do, and own work is one click away', async ({ page }) => {
  await open(page)
  await page.getByRole('textbox', { name: 'Title of the prompt' }).fill('My own work')
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  const sent = watchGateway(page)
  await page.goto(`/${typical.link}`)
  await expect(banner(page)).toContainText('openai/gpt-4.1')
  await expect(banner(page)).toContainText('2 tools (get_deploy, search_runbooks)')
  await expect(banner(page)).toContainText(/at most \$/)
  await expect(banner(page)).toContainText('No key yet for OpenAI')
  expect(await messageTexts(page)).toEqual(typical.prompt.messages.map(({ content }) => content))
  expect(sent.filter(request => request !== 'GET /v1/models')).toEqual([])

  await page.reload()
  await ready(page)
  await expect(banner(page)).toContainText('Nothing has run')
  await banner(page).getByRole('button', { name: 'Back to mine' }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue('My own work')
  await expect(banner(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await banner(page).getByRole('button', { name: 'Keep a copy' }).click()
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await ready(page)
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue(typical.prompt.title)
  await expect(banner(page)).toHaveCount(0)
})

for (const [what, link, says] of [
  ['cut', starter.link.slice(0, 200), 'incomplete: 200 of'],
  ['altered', `${starter.link.slice(0, -1)}${starter.link.endsWith('A') ? 'B' : 'A'}`, 'changed on its way'],
  ['foreign', '#javascript:alert(1)', 'not a prompt link'],
  ['of another version', '#p7abcdefghijk', 'another version'],
] as const) {
  test(`a link that is ${what} says so, and nothing is sent`, { tag: '@thorough' }, async ({ page }) => {
    const trouble = watchTrouble(page)
    page.on('dialog', dialog => trouble.push(dialog.message()))
    const sent = watchGateway(page)
    await page.goto(`/${link}`)
    const dialog = page.getByRole('dialog', { name: 'This link cannot be opened' })
    await expect(dialog).toContainText(says)
    await expect(page.getByRole('textbox', { name: 'Title of the prompt', includeHidden: true })).toHaveValue('Untitled prompt')
    expect(sent).toEqual([])
    await dialog.getByRole('button', { name: /^Go on/ }).click()
    await expect(column(page, 'A')).toBeVisible()
    expect(new URL(page.url()).hash).toBe('')
    expect(trouble).toEqual([])
  })
}

test('a secret is named before it is shared, and can be left out', async ({ page, browser }) => {
  test.slow()
  const key = `sk-proj-${'Ab3dEf9hIj'.repeat(4)}`
  await open(page)
  await page.getByRole('textbox', { name: 'User message 2' }).fill(`Is ${key} any good?`)
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await expect(dialog).toContainText('OpenAI key in User message 2')
  await expect(dialog).not.toContainText(key)
  await expect(dialog.getByRole('textbox', { name: 'Prompt link' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Remove from the link' }).click()
  await expect(dialog).toContainText('OpenAI key removed from User message 2')
  const link = await dialog.getByRole('textbox', { name: 'Prompt link' }).inputValue()
  const other = await stranger(browser)
  await other.goto(link)
  await ready(other)
  expect((await messageTexts(other)).at(-1)).toBe('Is [removed] any good?')
  await other.context().close()
  await page.keyboard.press('Escape')
  expect((await messageTexts(page)).at(-1)).toContain(key)
})

test('a secret may be shared all the same', { tag: '@thorough' }, async ({ page }) => {
  const key = `sk-proj-${'Ab3dEf9hIj'.repeat(4)}`
  await open(page)
  await page.getByRole('textbox', { name: 'User message 2' }).fill(`Is ${key} any good?`)
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await dialog.getByRole('button', { name: 'Share anyway' }).click()
  await expect(dialog).toContainText('OpenAI key in User message 2')
  const link = await dialog.getByRole('textbox', { name: 'Prompt link' }).inputValue()
  await page.keyboard.press('Escape')
  await page.goto(link)
  await expect(banner(page)).toBeVisible()
  expect((await messageTexts(page)).at(-1)).toBe(`Is ${key} any good?`)
})

test('every parameter goes through a link, from the prompt and from a column that differs', { tag: '@thorough' }, async ({
  page,
  browser,
}) => {
  test.slow()
  const side = (at: 0 | 1) => Object.fromEntries(Object.entries(PARAM_VALUES).map(([name, values]) => [name, values[at]]))
  const unsent = { temperature: null, seed: null }
  await openWith(page, {
    prompt: { messages: [{ id: 'm', message: { role: 'user', content: 'Hi' } }], params: side(0) },
    columns: [{}, { params: side(1) }, { params: unsent }],
  })
  const link = await shareLink(page)
  const other = await stranger(browser)
  await other.goto(link)
  await ready(other)
  await expect(banner(other)).toBeVisible()
  const [a, b, c] = await bodiesOf(other, 3, () => run(other).click())
  expect(a).toMatchObject(side(0))
  expect(b).toMatchObject(side(1))
  for (const name of Object.keys(unsent)) expect(c).not.toHaveProperty(name)
  await other.context().close()
})

test('a link that comes while the page is open takes the place of the one before, and own work stays behind them', {
  tag: '@thorough',
}, async ({ page }) => {
  await open(page)
  await page.getByRole('textbox', { name: 'Title of the prompt' }).fill('My own work')
  const follow = (link: string) =>
    page.evaluate(fragment => {
      location.hash = fragment
    }, link)
  for (const { link, prompt } of [typical, starter]) {
    await follow(link)
    await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue(prompt.title)
    await expect(banner(page)).toContainText('Nothing has run')
    expect(new URL(page.url()).hash).toBe('')
  }
  await follow(starter.link.slice(0, 200))
  const refusal = page.getByRole('dialog', { name: 'This link cannot be opened' })
  await refusal.getByRole('button', { name: /^Go on/ }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue(starter.prompt.title)
  await banner(page).getByRole('button', { name: 'Back to mine' }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue('My own work')
})

test('an image is in a link only when it is chosen, and is the same image there', { tag: '@thorough' }, async ({
  page,
  browser,
}) => {
  test.slow()
  await open(page)
  await page.getByRole('button', { name: 'Image', exact: true }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Images, PDFs, sounds…' }).click()
  await (await chooser).setFiles({ name: 'chart.png', mimeType: 'image/png', buffer: PNG })
  await expect(page.getByRole('figure', { name: 'chart.png in User message 2' })).toBeVisible()
  const without = await shareLink(page)
  await page.getByRole('checkbox', { name: /chart\.png/ }).check()
  const field = page.getByRole('textbox', { name: 'Prompt link' })
  await expect(field).not.toHaveValue(without)
  const whole = await field.inputValue()

  const other = await stranger(browser)
  await other.goto(whole)
  await ready(other)
  await expect(other.getByRole('figure').getByRole('img')).toHaveJSProperty('naturalWidth', 8)
  await other.goto(without)
  await expect
    .poll(async () => (await messageTexts(other)).join())
    .toContain(`[chart.png, ${PNG.length} bytes, was not included]`)
  await expect(other.getByRole('figure')).toHaveCount(0)
  await other.context().close()
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in the banner, the share dialog and the refusal of a link', async ({ page }) => {
      test.slow()
      const trouble = watchTrouble(page)
      await page.goto(`/${typical.link}`)
      await expect(banner(page)).toBeVisible()
      await expectAccessible(page)
      await shareLink(page)
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.goto(`/${typical.link.slice(0, 300)}`)
      await expect(page.getByRole('dialog', { name: 'This link cannot be opened' })).toBeVisible()
      await expectAccessible(page)
      expect(phone).toBe(size === 'phone')
      expect(trouble).toEqual([])
    })
  })
}
