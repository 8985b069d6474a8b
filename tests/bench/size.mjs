import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { build, isStale } from '../../lib/server/build.mjs'
import { stop } from '../../lib/server/settings.mjs'
import { browserArgs, findBrowser } from '../support/browser.mjs'
import { testEnvironment } from '../support/environment.mjs'
import { started } from '../support/started.mjs'
import { scriptsOf } from './scripts.mjs'

/** `npm run size`: the JavaScript Chromium downloads on `/` until nothing more comes, gzipped. */

const LIMIT = 210_000

if (isStale() && !build()) stop('The build failed; what is wrong stands above.')
const executablePath =
  findBrowser() ?? stop('No Chromium found. Name one in CHROMIUM_PATH, or run: npx playwright install chromium')
const server = spawn(process.execPath, ['lib/server/start.mjs'], {
  env: testEnvironment({ PORT: '0' }),
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({ executablePath, args: browserArgs })
try {
  report(await scriptsOf(browser, await started(server)))
} finally {
  await browser.close()
  server.kill('SIGTERM')
}

function report(scripts) {
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { name, bytes } of scripts.sort((a, b) => b.bytes - a.bytes)) console.log(`${kilobytes(bytes)}  ${name}`)
  console.log(`${kilobytes(total)}  in ${scripts.length} scripts; the limit is ${kilobytes(LIMIT).trim()}`)
  if (total > LIMIT || scripts.length === 0) process.exitCode = 1
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10)
}
