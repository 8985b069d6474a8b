import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, isStale } from '../lib/server/build.mjs'
import { root } from '../lib/server/settings.mjs'
import { findOrInstallBrowser } from './support/browser.mjs'

/** `npm test`: everything, in the order in which mistakes are cheap to find; ends at the first stage that fails. */

const reports = mkdtempSync(join(tmpdir(), 'refract-'))
const vitestReport = join(reports, 'vitest.json')
const e2eReport = join(reports, 'e2e.json')
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: process.env.CI ?? '1' }

const stages = [
  ['types', () => withoutStaleTypes() && run('next', 'typegen') && run('tsc', '--noEmit')],
  ['format and lint', () => run('biome', 'check', '.')],
  // Before the tests that talk to a running server; the browser's share it.
  ['build', () => !isStale() || build()],
  [
    'unit and contract tests',
    () =>
      run(
        'vitest',
        'run',
        '--config',
        'tests/vitest.config.ts',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ),
  ],
  [
    'a browser',
    () => !!(env.CHROMIUM_PATH = findOrInstallBrowser()) || say('No Chromium. Install one, and name it in CHROMIUM_PATH.'),
  ],
  ['browser tests', () => run('playwright', 'test', '-c', 'tests', '--pass-with-no-tests')],
]
env.PLAYWRIGHT_REPORT = e2eReport

const failedStage = stages.find(([name, stage], index) => {
  console.log(`\n== ${index + 1}/${stages.length} ${name}`)
  return !stage()
})?.[0]

const vitest = readReport(vitestReport)
const e2e = readReport(e2eReport)?.stats
const passed = (vitest?.numPassedTests ?? 0) + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0)
const failedTests = (vitest?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0)
// A stage that failed without a failed test (types, a crash) counts as one.
const failed = failedStage ? Math.max(1, failedTests) : failedTests
rmSync(reports, { recursive: true })

if (failedStage) console.log(`\n== FAILED: ${failedStage}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)

/** `npm run dev` leaves types of routes behind that may be gone by now. */
function withoutStaleTypes() {
  rmSync(join(root, '.next', 'dev', 'types'), { recursive: true, force: true })
  return true
}

/** Runs a tool of node_modules; returns whether it went well. */
function run(tool, ...args) {
  const bin = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool)
  return (
    spawnSync(bin, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env, shell: process.platform === 'win32' })
      .status === 0
  )
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

function say(message) {
  console.log(message)
  return false
}
