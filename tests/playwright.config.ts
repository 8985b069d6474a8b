import { createServer } from 'node:net'
import { defineConfig } from '@playwright/test'
import { browserArgs, findBrowser } from './support/browser.mjs'
import { testEnvironment } from './support/environment.mjs'

/** Chosen once and handed down: this file is read anew by every worker. */
process.env.E2E_PORT ??= String(await freePort())
const url = `http://127.0.0.1:${process.env.E2E_PORT}`

/** Configs of this server's own, by name. */
const SERVER_CONFIGS = {
  'team-route': {
    strategy: { mode: 'fallback' },
    targets: ['flaky', 'anthropic'].map(model => ({ provider: 'sandbox', override_params: { model } })),
  },
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  // `npm test` goes the main way through each feature; with `THOROUGH=1` the side ways too.
  grepInvert: Number(process.env.THOROUGH ?? 0.1) < 1 ? /@thorough/ : undefined,
  // No test is timed: a slow machine passes too.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_REPORT ?? '../test-results/e2e.json' }]],
  use: { baseURL: url, screenshot: 'only-on-failure', launchOptions: { executablePath: findBrowser(), args: browserArgs } },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: 'node lib/server/start.mjs',
    cwd: '..',
    url: `${url}/healthz`,
    env: testEnvironment({
      PORT: process.env.E2E_PORT,
      REFRACT_CONFIGS: JSON.stringify(SERVER_CONFIGS),
      // Quick, and still slow enough to see an answer arrive.
      SANDBOX_TOKENS_PER_SECOND: process.env.SANDBOX_TOKENS_PER_SECOND ?? '2000',
    }),
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
