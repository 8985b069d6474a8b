import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { browserArgs, findBrowser } from '../../support/browser.mjs'
import { installed } from '../install.mjs'
import { rowOf } from '../rounds.mjs'
import { scriptsOf } from '../scripts.mjs'

/** The built page in Chromium: the JavaScript of `/`, and Lighthouse's performance score as a telephone and as a desktop. */
export async function page({ contestants, rounds: count }) {
  const executablePath = findBrowser()
  if (!executablePath) {
    console.log('  No Chromium found, so nothing of the page. Name one in CHROMIUM_PATH, or run: npx playwright install chromium')
    return []
  }
  const { url } = contestants.find(({ name }) => name === 'front')
  const launch = (...args) => chromium.launch({ executablePath, args: [...browserArgs, ...args] })
  const rows = [await sizeOf(launch, url)]
  const lighthouse = installed('lighthouse')
  if (!lighthouse) return rows
  const scores = { mobile: [], desktop: [] }
  for (let round = 0; round < Math.min(3, count); round++)
    for (const device of ['mobile', 'desktop']) scores[device].push(await scoreOf(launch, lighthouse.place, url, device))
  for (const [device, front] of Object.entries(scores))
    rows.push(rowOf(`lighthouse-${device}`, `Lighthouse, performance, ${device}`, '', { front }, score => score))
  return rows
}

async function sizeOf(launch, url) {
  const browser = await launch()
  try {
    const scripts = await scriptsOf(browser, url)
    const kilobytes = scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
    return rowOf('page-size', 'JavaScript of the page, gzip', 'kB', { front: [kilobytes] }, size => size)
  } finally {
    await browser.close()
  }
}

/** Of 100. */
async function scoreOf(launch, place, url, device) {
  const { default: lighthouse } = await load(place, 'core/index.js')
  const config = device === 'desktop' ? (await load(place, 'core/config/desktop-config.js')).default : undefined
  const port = await freePort()
  const browser = await launch(`--remote-debugging-port=${port}`)
  try {
    const { lhr } = await lighthouse(url, { port, onlyCategories: ['performance'], logLevel: 'error' }, config)
    if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`)
    return 100 * lhr.categories.performance.score
  } finally {
    await browser.close()
  }
}

const load = (place, file) => import(pathToFileURL(join(place, file)).href)

async function freePort() {
  const server = createServer()
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise(resolve => server.close(resolve))
  return port
}
