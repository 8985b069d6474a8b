import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, isStale } from '../lib/server/build.mjs'
import { root, stop } from '../lib/server/settings.mjs'
import { browserArgs, findOrInstallBrowser } from './support/browser.mjs'
import { testEnvironment } from './support/environment.mjs'
import { started } from './support/started.mjs'

/** `npm run screenshots`: the pictures of the README, from the built app and its sandbox, in both colours. */

const FOLDER = join(root, 'public')

if (isStale() && !build()) stop('The build failed; what is wrong stands above.')
const executablePath = findOrInstallBrowser() ?? stop('No Chromium found. Name one in CHROMIUM_PATH.')
const app = spawn(process.execPath, ['lib/server/start.mjs'], {
  cwd: root,
  env: testEnvironment({ PORT: '0' }),
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({ executablePath, args: browserArgs })
try {
  const address = await started(app)
  for (const colorScheme of ['light', 'dark']) {
    const path = join(FOLDER, `playground-${colorScheme}.png`)
    await picture(address, colorScheme, path)
    console.log(`  ${path}`)
  }
} finally {
  await browser.close()
  app.kill('SIGTERM')
}

/** Two answers, and the receipt of the second, from which something got lost. */
async function picture(address, colorScheme, path) {
  const viewport = { width: 1280, height: 800 }
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
  await page.goto(address)
  await page.locator('main[aria-busy="false"]').waitFor()
  await page.getByRole('button', { name: 'See what gets lost on the way' }).click()
  await page.getByRole('button', { name: /^Run/ }).last().click()
  for (const letter of ['A', 'B'])
    await page.locator(`section.column[aria-label^="Column ${letter},"] .column-status.done`).waitFor()
  await page.keyboard.press('ControlOrMeta+j')
  await page.getByRole('tab', { name: 'Column B' }).click()
  await page.getByRole('cell', { name: 'presence_penalty', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await page.mouse.move(0, 0)
  await page.screenshot({ path })
  await page.close()
}
