import { rmSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { dist, root } from './settings.mjs'

/** Puts the front door and the gateway behind it into dist, since Node 20 runs no TypeScript; the packages stay where they are. */
rmSync(dist, { recursive: true, force: true })
buildSync({
  absWorkingDir: root,
  entryPoints: ['lib/server/node.ts'],
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is loaded when it is asked for stays in a file of its own.
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
})
