import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { requireNext, root } from './settings.mjs'

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

/** True when there is no build, or one older than what it is made of. */
export function isStale() {
  const built = modified(join(root, '.next', 'BUILD_ID'))
  return built === 0 || SOURCES.some(name => newest(join(root, name)) > built)
}

/** Runs `next build`; returns whether it went well. */
export function build() {
  requireNext()
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: process.env.NEXT_TELEMETRY_DISABLED ?? '1' }
  return spawnSync(process.execPath, [next, 'build'], { cwd: root, stdio: 'inherit', env }).status === 0
}

/** Folders count too, so that a file taken away is noticed. */
function newest(path) {
  const own = modified(path)
  if (own === 0 || !statSync(path).isDirectory()) return own
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), own)
}

const modified = path => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
