import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { here } from './processes.mjs'

/** Where and what was measured; how busy the machine was before. No name of the machine. */
export function circumstances(contestants, load) {
  const portkey = contestants.find(({ name }) => name === 'portkey')
  const [cpu] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    versions: { node: process.versions.node, refract: ourVersion(), ...(portkey && { portkey: portkey.version }) },
    machine: {
      system: `${platform()} ${arch()}`,
      cpu: cpu?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
      load,
    },
  }
}

/** The version, and the commit where there is a repository. */
function ourVersion() {
  const { version } = JSON.parse(readFileSync(here('../../package.json'), 'utf8'))
  try {
    const options = { cwd: here('.'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    return `${version} (${execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim()})`
  } catch {
    return version
  }
}
