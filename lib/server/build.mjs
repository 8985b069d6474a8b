import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { door, requireNext, root } from './settings.mjs'

/** What a build is made of. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** True when there is no build of Next's or none of the front door, or one older than what it is made of. */
export function isStale() {
  const built = Math.min(modified(join(root, '.next', 'BUILD_ID')), modified(door))
  return built === 0 || SOURCES.some(name => newest(join(root, name)) > built)
}

/** `npm run build` without npm; returns whether it went well. */
export function build() {
  requireNext()
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  return run(next, 'build') && run(join(root, 'lib', 'server', 'bundle.mjs'))
}

function run(...script) {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: process.env.NEXT_TELEMETRY_DISABLED ?? '1' }
  return spawnSync(process.execPath, script, { cwd: root, stdio: 'inherit', env }).status === 0
}

/** Folders count too, so that a file taken away is noticed. */
function newest(path) {
  const own = modified(path)
  if (own === 0 || !statSync(path).isDirectory()) return own
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), own)
}

const modified = path => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
