import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { here } from './processes.mjs'

/** What only the bench needs, and is too large or too particular for package.json. */
const PACKAGES = {
  // A fresh install of it answers 500 to every stream; its own lock file has these two.
  portkey: { name: '@portkey-ai/gateway', version: '1.15.2', overrides: { hono: '4.9.7', '@hono/node-server': '1.13.5' } },
  lighthouse: { name: 'lighthouse', version: '12.8.2' },
}

/** Where a package is in `.installed`, which Git ignores; installed now if it is not there yet. Undefined where it cannot be had. */
export function installed(id) {
  const { name, version, overrides } = PACKAGES[id]
  const folder = here(`.installed/${id}`)
  const place = join(folder, 'node_modules', name)
  if (versionIn(place) === version) return { place, version }
  console.log(`  Installing ${name} ${version} for the bench alone.`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version }, overrides }))
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: folder, shell: process.platform === 'win32', timeout: 300_000, encoding: 'utf8' }
  const { status, stderr } = spawnSync('npm', args, options)
  if (status === 0 && versionIn(place) === version) return { place, version }
  console.log(`  ${name} cannot be had here, so the bench goes on without it. ${stderr?.split('\n')[0] ?? ''}`)
}

function versionIn(place) {
  const file = join(place, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined
}
