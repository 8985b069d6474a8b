import { spawn } from 'node:child_process'
import { request as ask, createServer } from 'node:http'
import { chromium } from '@playwright/test'
import { build, isStale } from '../../lib/server/build.mjs'
import { stop } from '../../lib/server/settings.mjs'
import { browserArgs, findBrowser } from '../support/browser.mjs'
import { testEnvironment } from '../support/environment.mjs'
import { longText } from '../support/long-text.mjs'
import { started } from '../support/started.mjs'
import { longestTask } from './main-thread.mjs'
import { measureTyping } from './typing.mjs'
import { measureViews } from './views.mjs'

/**
 * `npm run replay`: the built app in Chromium while six columns receive 300 tokens per second each, 20,000 in all, and somebody types.
 * A server in front of the app answers the chats itself, so that what is measured is the page. Prints what it met beside the goals.
 */

const TOKENS = Number(process.env.REPLAY_TOKENS ?? 20_000)
const PER_SECOND = 300
/** Milliseconds between two writings of the stand-in. */
const BEAT = 10
const COLUMNS = [
  { model: 'openai', shape: 'mixed', secret: 'amber' },
  { model: 'anthropic', shape: 'paragraph', secret: 'basalt' },
  { model: 'flaky', shape: 'list', secret: 'cobalt' },
  { model: 'slow', shape: 'code', secret: 'damask' },
  { model: 'gemini', shape: 'table', secret: 'ebony' },
  { model: 'converse', shape: 'mixed', secret: 'fawn' },
]
const GOALS = { longestTask: 100, typingP95: 50, heap: 300, diff: 100, key: 16 }

if (isStale() && !build()) stop('The build failed; what is wrong stands above.')
const executablePath =
  findBrowser() ?? stop('No Chromium found. Name one in CHROMIUM_PATH, or run: npx playwright install chromium')
const texts = new Map(COLUMNS.map(({ model, shape, secret }) => [model, longText(shape, TOKENS, secret)]))
const app = spawn(process.execPath, ['lib/server/start.mjs'], {
  env: testEnvironment({ PORT: '0' }),
  stdio: ['ignore', 'pipe', 'inherit'],
})
const front = createServer()
const browser = await chromium.launch({ executablePath, args: [...browserArgs, '--enable-precise-memory-info'] })
try {
  const address = await started(app)
  front.on('request', (request, response) =>
    request.url === '/v1/chat/completions' ? replay(request, response) : pass(address, request, response),
  )
  await new Promise(resolve => front.listen(0, '127.0.0.1', resolve))
  await measure(`http://127.0.0.1:${front.address().port}`)
} finally {
  await browser.close()
  front.close()
  front.closeAllConnections()
  app.kill('SIGTERM')
}

async function measure(url) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.locator('main[aria-busy="false"]').waitFor()
  await prepareColumns(page)
  await page.evaluate(watch)
  const heap = await watchHeap(page)
  const area = page.locator('[data-message] textarea').last()
  await area.click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await area.click()
  const begun = performance.now()
  const computed = await processorTime()
  const tasks = []
  const type = () => page.keyboard.type('while it streams ', { delay: 60 })
  while (await page.evaluate(() => document.querySelectorAll('.running-bars').length > 0)) {
    await type()
    // Tracing slows the page down: what the clock says counts only without it.
    await page.evaluate(() => globalThis.measured.pause())
    tasks.push(await longestTask(page, type))
    await heap.look()
    await page.evaluate(() => globalThis.measured.resume())
  }
  const share = (100_000 * ((await processorTime()) - computed)) / (performance.now() - begun)
  await report(await page.evaluate(() => globalThis.measured.figures), heap, { longest: Math.max(...tasks), share })
  await compareTexts(page)
  await page.close()
  const { opened, compared } = await measureViews(browser, url, TOKENS)
  print([
    ['tokens, longest', opened, 'ms', GOALS.longestTask],
    ['diff, in all', compared, 'ms', GOALS.diff],
  ])
  print((await measureTyping(browser, url)).map(([name, time]) => [name, time, 'ms', GOALS.key]))
}

/** Six columns, a model each. */
async function prepareColumns(page) {
  for (let count = 3; count < COLUMNS.length; count++) await page.getByRole('button', { name: 'Add a column' }).last().click()
  for (const [index, { model }] of COLUMNS.entries()) {
    await page.getByRole('button', { name: `Model of column ${'ABCDEF'[index]}` }).click()
    await page.getByRole('combobox', { name: 'Search models' }).fill(`sandbox/${model}`)
    await page.getByRole('option', { name: model }).first().click()
  }
}

/** Runs in the page: long tasks, frames that came late, and how long a key takes until it is painted; all in milliseconds. */
function watch() {
  let paused = false
  let resumedAt = 0
  const figures = { tasks: [], keys: [], frames: 0, dropped: 0 }
  globalThis.measured = {
    figures,
    pause: () => (paused = true),
    resume() {
      paused = false
      resumedAt = performance.now()
    },
  }
  new PerformanceObserver(list => {
    for (const { duration, startTime } of list.getEntries()) if (!paused && startTime >= resumedAt) figures.tasks.push(duration)
  }).observe({ entryTypes: ['longtask'] })
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      if (paused) return
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => figures.keys.push(performance.now() - timeStamp)
        port2.postMessage(null)
      })
    },
    true,
  )
  let before = performance.now()
  requestAnimationFrame(function count(now) {
    if (!paused) {
      figures.frames++
      figures.dropped += Math.max(0, Math.round(((now - before) * 60) / 1000) - 1)
    }
    before = now
    requestAnimationFrame(count)
  })
}

/** In megabytes: the most that was in use, and what stays once the garbage is taken out. */
async function watchHeap(page) {
  const session = await page.context().newCDPSession(page)
  const used = async () => (await session.send('Runtime.getHeapUsage')).usedSize / 1e6
  let most = 0
  return {
    look: async () => (most = Math.max(most, await used())),
    async most() {
      await session.send('HeapProfiler.collectGarbage')
      return { most, kept: await used() }
    },
  }
}

/** Seconds the page's process has computed so far. */
async function processorTime() {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime))
}

async function report({ tasks, keys, frames, dropped }, heap, { longest: computed, share }) {
  const { most, kept } = await heap.most()
  const sorted = keys.sort((one, other) => one - other)
  const part = share => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const longest = Math.max(0, ...tasks)
  const rows = [
    ['longest task', longest, 'ms', GOALS.longestTask],
    ['longest computing', computed, 'ms', GOALS.longestTask],
    ['processor', share, '% of one'],
    ['tasks over 50 ms', tasks.length, ''],
    ['typing, p50', part(0.5), 'ms'],
    ['typing, p95', part(0.95), 'ms', GOALS.typingP95],
    ['keys typed', keys.length, ''],
    ['heap, most', most, 'MB', GOALS.heap],
    ['heap, kept', kept, 'MB'],
    ['frames painted', frames, ''],
    ['frames dropped', dropped, ''],
  ]
  print(rows)
}

/** Each beside its goal, where it has one. */
function print(rows) {
  for (const [name, value, unit, goal] of rows) {
    const verdict = goal === undefined ? '' : value <= goal ? `  goal ${goal}: met` : `  goal ${goal}: MISSED`
    console.log(`${name.padEnd(18)} ${value.toFixed(unit ? 1 : 0).padStart(8)} ${unit}${verdict}`)
    if (goal !== undefined && value > goal) process.exitCode = 1
  }
}

/** What the Text view shows, character by character. */
async function compareTexts(page) {
  for (const [index, { model }] of COLUMNS.entries()) {
    const column = page.locator(`section.column[aria-label^="Column ${'ABCDEF'[index]},"]`)
    await column.getByRole('tab', { name: 'Text' }).click()
    const text = texts.get(model).join('')
    const shown = await shownText(column.locator('.answer-text'), text.length)
    const same = shown === text
    console.log(`${`text of ${model}`.padEnd(18)} ${same ? 'equal' : `DIFFERS: ${shown.length} characters shown`}`)
    if (!same) process.exitCode = 1
  }
}

/** A long text opens over several frames. */
async function shownText(answer, length) {
  await answer.evaluate(
    (element, length) =>
      new Promise(resolve => {
        const deadline = performance.now() + 10_000
        requestAnimationFrame(function look(now) {
          if (element.textContent.length >= length || now > deadline) resolve()
          else requestAnimationFrame(look)
        })
      }),
    length,
  )
  return answer.evaluate(element => element.textContent)
}

function replay(request, response) {
  let body = ''
  request.on('data', piece => (body += piece))
  request.on('end', () => {
    const { model } = JSON.parse(body)
    const tokens = texts.get(model)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const begun = performance.now()
    let sent = 0
    const beat = setInterval(() => {
      const due = Math.min(tokens.length, Math.floor(((performance.now() - begun) * PER_SECOND) / 1000))
      let events = ''
      for (; sent < due; sent++) events += chunk(model, { content: tokens[sent] })
      if (events) response.write(events)
      if (sent < tokens.length) return
      clearInterval(beat)
      response.end(`${chunk(model, {}, 'stop')}data: [DONE]\n\n`)
    }, BEAT)
    response.on('close', () => clearInterval(beat))
  })
}

function chunk(model, delta, finish = null) {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'replayed', object: 'chat.completion.chunk', created: 1, model, choices })}\n\n`
}

/** Everything else is the app's. */
function pass(address, request, response) {
  const { method, headers, url } = request
  const onward = ask(new URL(url, address), { method, headers }, answer => {
    response.writeHead(answer.statusCode, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}
