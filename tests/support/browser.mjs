import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Root has no user namespaces to put Chromium's sandbox in; and no browser of a test talks to its maker. */
export const browserArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--no-pings',
  ],
]

/** Where a Chromium is: CHROMIUM_PATH, the system's, Playwright's own; undefined when there is none. */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH is "${given}", and there is no such file`)
  return given || [...SYSTEM, chromium.executablePath()].find(path => path && existsSync(path))
}

/** Finds one, or installs one by the way this system offers; undefined when that failed too. */
export function findOrInstallBrowser() {
  const found = findBrowser()
  if (found) return found
  console.log('  No Chromium here yet; installing one.')
  const debian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const ways = [
    ...(debian
      ? [
          ['apt-get', 'update'],
          ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
        ]
      : []),
    ['npx', 'playwright', 'install', 'chromium'],
  ]
  for (const [command, ...args] of ways) {
    spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
    const installed = findBrowser()
    if (installed) return installed
  }
}
